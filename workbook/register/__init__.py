"""Clean rows into the register, each person once; every row of a list ends in exactly one bucket, with its reason."""

from workbook.register.importing import explained, import_file
from workbook.register.judging import judge, waiting_rows
from workbook.register.known import Known
from workbook.register.seen import seen_on
from workbook.register.taking_in import take_in
from workbook.register.whom import with_citizens

__all__ = ["Known", "explained", "import_file", "judge", "seen_on", "take_in", "waiting_rows", "with_citizens"]
