"""From answers to bookings with the Region: who wants one, what stands on the rows, and what to look at.

What walks in: Borgere as refreshed, Opkald, Booking, Steder. What walks out: the rows of Booking, brought up to date
after every press, and the list of those to book. A row's state follows from what is written on it (`settled`); who
wants a time has a row by themselves (`wanted`); `checks` says in words what is wrong; `listing` is the list.
"""

from workbook.bookings.refresh import settled_bookings, told_bookings
from workbook.bookings.wanted import wanted

__all__ = ["settled_bookings", "told_bookings", "wanted"]
