"""English: what pages in English put around a report, by class of line."""

from __future__ import annotations

from safepassage.intake.documents.furniture.english import credit, invitation, link, notice

RULES = (*invitation.RULES, *link.RULES, *notice.RULES, *credit.RULES)
