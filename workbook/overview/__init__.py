"""Forside and Overblik as pages: words, links and live formulas that give what `summary.figures` counts.

Every formula stands in a cell named after its figure, so formulas speak of each other as `tal_people_1`, wherever
people move the cells; tables are reached by heading, taken from `workbook.tables`.
"""

from workbook.overview.forside import FORSIDE
from workbook.overview.overblik import OVERBLIK
from workbook.pages import Page

PAGES: tuple[Page, ...] = (FORSIDE, OVERBLIK)

__all__ = ["FORSIDE", "OVERBLIK", "PAGES"]
