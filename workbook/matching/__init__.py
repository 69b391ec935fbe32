"""Have we met before? Pairs of people with a reason in words: sure, ask or no; what we cannot tell is new."""

from workbook.matching.match import PAIR_COLUMNS, match
from workbook.matching.people import People
from workbook.matching.rules import Verdict

__all__ = ["PAIR_COLUMNS", "People", "Verdict", "match"]
