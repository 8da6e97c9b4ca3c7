"""Ask a model: the one way from a document to an endpoint, if the user allows it."""

from __future__ import annotations

from ...errors import UsageError
from ...intake.documents.source_document import SourceDocument
from ...intake.gazetteer import Gazetteer
from ...intake.model.endpoint import endpoint
from ...intake.model.permission import refuse_to_send
from ...intake.model.read_with_model import read_with_model
from ...intake.proposal import Proposal
from ...intake.read_facts import LANGUAGES
from ..output import progress_bar

MOST_REASONS = 20  # refused answers that are told one by one


def check_model(
    url: str | None, name: str | None, *, allowed: bool = False, confidential: bool = False
) -> None:
    """Both or neither, an address that can be one, and leave to send; before any file is read."""
    if (url is None) != (name is None):
        raise UsageError("--model-url and --model-name belong together. Give both or neither.")
    if url is not None and name is not None:
        refuse_to_send("--model-url", "", allowed=allowed, confidential=confidential)
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
    """Proposals of the model that stand word by word in the text, and notes on the rest.

    A text that is itself marked as not for everybody is not sent, and a note says so.
    """
    where = source.document.name
    try:
        refuse_to_send(where, source.text, allowed=allowed, confidential=confidential)
    except UsageError as error:
        return (), (str(error),)
    with progress_bar() as progress:
        answer = read_with_model(
            source.text,
            source.document.published.earliest.date(),
            endpoint(url, name),
            gazetteer,
            language=source.document.language,
            furniture=source.furniture,
            progress=progress,
        )
    notes = []
    if source.document.language not in LANGUAGES:
        notes.append(
            f'there are no rules for texts in "{source.document.language}": the model alone read '
            "it, and dates in it are not read"
        )
    notes += [f"the model {name} proposed {len(answer.proposals)} fact(s); none counts unreviewed"]
    refused = [f"refused of the model: {row.what}: {row.because}" for row in answer.refused]
    notes += refused[:MOST_REASONS]
    if len(refused) > MOST_REASONS:
        notes.append(f"refused of the model: {len(refused) - MOST_REASONS} more")
    return answer.proposals, (*notes, *(f"model: {trouble}" for trouble in answer.trouble))
