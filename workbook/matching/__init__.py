"""Have we met before? Pairs of people with a reason in words: sure, or ask; what we cannot tell is new."""

from workbook.matching.match import PAIR_COLUMNS, Verdict, match

__all__ = ["PAIR_COLUMNS", "Verdict", "match"]
