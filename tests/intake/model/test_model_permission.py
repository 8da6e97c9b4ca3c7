"""A text leaves for a model only if somebody released it and nothing in it forbids that."""

from __future__ import annotations

import pytest

from safepassage.errors import UsageError
from safepassage.intake.model.permission import marking_in, refuse_to_send

PLAIN = "The lock is closed.\nThe ministry keeps the list confidential, it said."


def test_nothing_goes_without_being_allowed() -> None:
    refuse_to_send("a.txt", PLAIN, allowed=True, confidential=False)
    with pytest.raises(UsageError, match=r"a\.txt: .* Give --allow-model with documents"):
        refuse_to_send("a.txt", PLAIN, allowed=False, confidential=False)


def test_what_the_user_calls_confidential_stays_even_if_allowed() -> None:
    with pytest.raises(UsageError, match=r"goes to no model\. Nothing was sent"):
        refuse_to_send("a.txt", PLAIN, allowed=True, confidential=True)


@pytest.mark.parametrize(
    "line",
    [
        "CONFIDENTIAL",
        "*** Strictly confidential ***",
        "Private and Confidential",
        "Confidential - not for onward sharing",
        "RESTRICTED",
        "TOP SECRET",
        "OFFICIAL-SENSITIVE",
        "For official use only",
        "INTERNAL USE ONLY",
        "Not for public distribution",
        "Not for release until 12 March",
        "TLP:AMBER",
        "TLP:AMBER+STRICT",
        "Situation note 14 (TLP: RED)",
        "سري للغاية",
        "סודי",
    ],
)
def test_a_line_that_marks_the_text_forbids_it(line: str) -> None:
    text = f"Situation note\n  {line}\n\n{PLAIN}"
    assert marking_in(text) is not None
    with pytest.raises(UsageError, match="holds the line"):
        refuse_to_send("a.txt", text, allowed=True, confidential=False)


@pytest.mark.parametrize(
    "line",
    [
        "The report was marked confidential by the ministry.",
        "A secret meeting was held in Varde.",
        "Movement is restricted.",
        "Restricted areas: the pier",
        "TLP:GREEN",
        "TLP:CLEAR",
        "Secretary Holt spoke.",
    ],
)
def test_a_sentence_that_speaks_of_secrets_does_not(line: str) -> None:
    assert marking_in(f"{line}\n{PLAIN}") is None
