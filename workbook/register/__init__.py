"""Clean rows into the register, each person once; every row of a list ends in exactly one bucket, with its reason."""

from workbook.register.known import Known
from workbook.register.seen import seen_on
from workbook.register.taking_in import take_in

__all__ = ["Known", "seen_on", "take_in"]
