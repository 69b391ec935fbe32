"""Two citizens who stand on Borgere and may be one: found, asked about, and folded into one when a person says so."""

from workbook.merging.carrying_out import fold_chosen, fold_together, folded_into
from workbook.merging.finding import perhaps_one

__all__ = ["fold_chosen", "fold_together", "folded_into", "perhaps_one"]
