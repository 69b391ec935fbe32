"""The button for bookings: whom the Region is asked to give a time."""

from __future__ import annotations

from collections.abc import Sequence

from macros.button import TRANSPORT, button
from macros.desk import Desk
from workbook.bookings.listing import Line, asked, rules_of, to_book
from workbook.change import Change, OutFile
from workbook.letters.booking_list import booking_list_pdf
from workbook.tables import BOOKINGS
from workbook.words import BookingState, counted


@button(
    "booking-list",
    label="Bookingliste",
    tip="Lav listen til Regionen over dem, der skal have tid",
    more="Alle rækker på arket Booking med status Ønsket kommer på listen, par og dem, der bor tæt og køres af "
    "kommunen, for sig. Den lægges i mappen Ud som regneark, Regionen kan skrive tiderne i, og som PDF. Rækkerne "
    "bliver til Bestilt.",
    group=TRANSPORT,
    icon="TaskInsert",
    large=True,
)
def make_booking_list(desk: Desk) -> Change:
    """List those who want a time for the Region, and note that they were asked for."""
    lines, waiting = to_book(desk.read, desk.settings, desk.today)
    change = asked(desk.read, lines, desk.today) if lines else Change()
    change.files = _files(lines, desk) if lines else []
    late = sum(desk.read(BOOKINGS)["state"] == BookingState.ASKED)
    change.message = " ".join(_told(lines, change.files, waiting, late))
    return change


def _files(lines: Sequence[Line], desk: Desk) -> list[OutFile]:
    from workbook.build.booking_list import booking_list_xlsx  # noqa: PLC0415  slow to import and seldom needed

    settings, name = desk.settings, f"Ud/{desk.now:%Y-%m-%d %H.%M} Bookingliste"
    sender = f"{settings.municipality}, {settings.department}, telefon {settings.office_phone}"
    return [
        OutFile(f"{name}.xlsx", booking_list_xlsx(lines, sender, rules_of(settings), desk.now)),
        OutFile(f"{name}.pdf", booking_list_pdf(lines, settings, desk.templates, desk.now, desk.user)),
    ]


def _told(lines: Sequence[Line], files: Sequence[OutFile], waiting: int, late: int) -> list[str]:
    told = ["Ingen nye skal have tid."]
    if lines:
        times = counted(len(lines), "tid", "tider")
        people = counted(len({line.cpr for line in lines}), "borger", "borgere")
        paths = " og ".join(file.path for file in files)
        told = [f"{times} til {people} er noteret som bestilt. Listen ligger i {paths}."]
        told.append("Den har CPR-numre: send den med sikker post.")
    if waiting:
        told.append(f"{counted(waiting, 'række', 'rækker')} kan ikke bestilles; se Kontrol på arket Booking.")
    if late:
        told.append(f"Regionen har ikke svaret på {counted(late, 'tid', 'tider')}, der var bestilt før.")
    return told
