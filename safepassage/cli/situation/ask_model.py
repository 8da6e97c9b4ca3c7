"""Ask a model: the one way from a document to an endpoint, if the user allows it."""

from __future__ import annotations

from ...errors import UsageError
from ...intake.documents.source_document import SourceDocument
from ...intake.gazetteer import Gazetteer
from ...intake.model.endpoint import endpoint
from ...intake.model.permission import refuse_to_send
from ...intake.model.read_with_model import read_with_model
from ...intake.proposal import Proposal


def check_model(url: str | None, name: str | None) -> None:
    """Both or neither, and an address that can be one; before any file is read."""
    if (url is None) != (name is None):
        raise UsageError("--model-url and --model-name belong together. Give both or neither.")
    if url is not None and name is not None:
        endpoint(url, name)


def ask_model(
    source: SourceDocument,
    url: str,
    name: str,
    gazetteer: Gazetteer | None,
    *,
    allowed: bool,
    confidential: bool,
) -> tuple[tuple[Proposal, ...], tuple[str, ...]]:
    """Proposals of the model that stand word by word in the text, and notes on the rest."""
    where = source.document.name
    refuse_to_send(where, source.text, allowed=allowed, confidential=confidential)
    answer = read_with_model(
        source.text,
        source.document.published.earliest.date(),
        endpoint(url, name),
        gazetteer,
        language=source.document.language,
        furniture=source.furniture,
    )
    notes = [f"the model {name} proposed {len(answer.proposals)} fact(s); none counts unreviewed"]
    if answer.refused:
        notes.append(
            f"{len(answer.refused)} answer(s) of the model were refused as not in the text"
        )
    return answer.proposals, (*notes, *(f"model: {trouble}" for trouble in answer.trouble))
