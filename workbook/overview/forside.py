"""Forside: what waits today, the key figures, a day with Ringbind, and the way to every sheet."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import VERSION
from workbook.overview.formulas import (
    BLANK,
    FILLED,
    NONE,
    any_of,
    count,
    date_setting,
    ref,
    text,
    whole_setting,
)
from workbook.pages import Look, Page, PageCell
from workbook.schema import Shown
from workbook.summary import (
    BEGIN,
    CALL_AT_ONCE,
    CALL_WHEN_DUE,
    KEY_FIGURES,
    NO_BACKUP,
    NOTHING_WAITS,
    SOMETHING_WAITS,
    UNREACHABLE,
    WAITING,
)
from workbook.tables import BOOKINGS, CALL_SHEET, CITIZENS, JOURNAL, LETTERS_READY, REVIEW, TABLES
from workbook.words import BookingState, State

STATE, NEXT_ON = ref(CITIZENS, "state"), ref(CITIZENS, "next_on")
CALLS, AT_ONCE = any_of((*CALL_AT_ONCE, *CALL_WHEN_DUE)), any_of(CALL_AT_ONCE)
BY_TODAY, BEFORE_TODAY = '"<="&tal_today', '"<"&tal_today'

WAITS: tuple[tuple[str, str, str, str], ...] = (
    (
        "calls_due",
        f"=SUMPRODUCT({count(STATE, CALLS, NEXT_ON, BY_TODAY)})+SUMPRODUCT({count(STATE, AT_ONCE, NEXT_ON, BLANK)})",
        "skal ringes op",
        "Borgere",
    ),
    (
        "calls_overdue",
        f"=SUMPRODUCT({count(STATE, CALLS, NEXT_ON, BEFORE_TODAY)})",
        "af dem skulle have været ringet op før i dag",
        "Borgere",
    ),
    (
        "promises_due",
        f"={count(STATE, text(State.CALL_BACK), NEXT_ON, BY_TODAY)}",
        "af dem har vi lovet at ringe til igen i dag",
        "Borgere",
    ),
    (
        "sheet_open",
        f"={count(ref(CALL_SHEET, 'citizen'), FILLED, ref(CALL_SHEET, 'outcome'), BLANK)}",
        "opkald på ringelisten mangler et svar",
        "Ringeliste",
    ),
    (
        "answers_unsaved",
        f"={count(ref(CALL_SHEET, 'outcome'), FILLED)}",
        "svar på ringelisten er ikke gemt endnu. Tryk på Gem svar",
        "Ringeliste",
    ),
    (
        "review_open",
        f"={count(ref(REVIEW, 'kind'), FILLED, ref(REVIEW, 'choice'), BLANK)}",
        "venter på, at I tager stilling",
        "Til vurdering",
    ),
    (
        "to_book",
        f"={count(ref(BOOKINGS, 'state'), text(BookingState.WANTED))}",
        "skal have bestilt tid hos Regionen. Tryk på Bookingliste",
        "Booking",
    ),
    (
        "bookings_wrong",
        f"={count(ref(BOOKINGS, 'check'), FILLED)}",
        "af tiderne skal I se på: læs kolonnen Kontrol",
        "Booking",
    ),
    (
        "letters_ready",
        f"={count(ref(LETTERS_READY, 'citizen'), FILLED)}",
        "af prøvebrevene er ikke sendt endnu",
        "Prøveudskrift",
    ),
    (
        "unreachable",
        f"=SUMPRODUCT({count(STATE, any_of(UNREACHABLE))})",
        "kan ikke nås på telefon: slå nummeret op, eller send et brev",
        "Borgere",
    ),
)
"""What may wait: figure, formula, words after the number, and the sheet where it is."""

KEY_WORDS = (
    "på den seneste liste fra SSI har ikke reageret",
    "af de inviterede borgere i de målgrupper, hvis frist er udløbet",
    "på listen vil vaccineres, men har ingen tid endnu",
    "på listen har en tid",
    "på listen ønsker ikke vaccination",
    "på listen er uafklarede",
)

DAY: tuple[tuple[str, str], ...] = (
    ("Indlæs liste", "Læg en ny liste fra SSI eller et udtræk fra fagsystemet ind."),
    ("Gem valg", "Tag stilling på arket Til vurdering, og gem det, I har valgt."),
    ("Lav ringeliste", "Få dagens opkald på arket Ringeliste, hver med en begrundelse."),
    ("Fordel ringelister", "Giv hver ringer sin egen fil med adgangskode."),
    ("Find borger", "Se alt om én borger på arket Opkaldskort, fx når nogen ringer, og skriv svaret dér."),
    ("Opslagsliste", "Find numre og adresser på dem, der mangler dem."),
    ("Udskriv ringeliste", "Få ringelisten på papir, hvis I hellere vil skrive i hånden."),
    (
        "Gem svar",
        "Skriv svarene på Ringeliste eller Opkaldskort, og gem dem. Så beregnes næste skridt for hver borger.",
    ),
    ("Tolkebestilling", "Se, hvem der skal have tolk, og få bestillingerne på papir."),
    ("Overlevering", "Få én side til den, der tager over: løfter, dagens opkald, og hvem der ventes på."),
    ("Borgerens sag", "Få alt, der er noteret om borgeren på Opkaldskort, på papir."),
    ("Genåbn", "Ring igen til en borger, der har sagt nej og fortryder."),
    ("Tjek skabeloner", "Se efter, om brevenes ord er i orden, før de bruges."),
    ("Prøveudskrift", "Se brevene til dem, der ikke kan nås på telefon, før de sendes."),
    ("Breve til borgere", "Send de breve, der er set igennem, til borgerne."),
    ("Breve til pårørende", "Send dem, der er til pårørende. De røber kun det, borgeren har sagt ja til."),
    ("Bookingliste", "Bestil tid hos Regionen til alle, der vil have hjælp. Tiderne kommer tilbage på arket Booking."),
    ("Planlæg kørsel", "Læg dagens ture på vognene, så alle når frem i tide."),
    ("Kontrollér kørsel", "Se, om køreplanen holder, når I har rettet i den."),
    ("Chaufførbreve", "Få dagens stop på papir til hver chauffør, og en plan over dagen."),
    ("Ledsagerplan", "Få en plan på papir til hver ledsager: hvem der skal gøres klar, hvor og hvornår."),
    ("Forsinkelse", "En vogn er forsinket: nye tider, aftaler i fare, og hvem I skal ringe til."),
    ("Vogn udgår", "En vogn kan ikke køre mere: resten af dagen lægges om, og lovede tider holdes."),
    ("Kørselsordre", "Få dagens ture som regneark til et kørselskontor, der planlægger selv."),
    ("Opdatér overblik", "Gem tallene fra den seneste liste på arket Historik."),
    ("Statusnotat", "Få tallene som et notat til det politiske udvalg."),
)
"""A day with Ringbind: a button, and what it is pressed for."""

CARE: tuple[tuple[str, str], ...] = (
    ("Fortryd seneste knap", "Arkene bliver, som de var før det seneste tryk."),
    ("Kontrollér projektmappe", "Se, om alt står, som det skal."),
    ("Reparér ark", "Ret det, der er kommet i stykker i arkene."),
    ("Sikkerhedskopi", "Gem en kopi, der er kontrolleret."),
    ("Gendan", "Hent arkene, som de var i en sikkerhedskopi."),
    ("Slet udløbne", "Slet dem, der ikke længere må gemmes, og få en arkivfil først."),
    ("Hjælp", "Få vejledningen med billeder."),
)
"""Buttons for when something is wrong, or might be."""

SHEETS: tuple[tuple[str, str], ...] = (
    ("Overblik", "Målgrupperne, og hvor langt vi er med den seneste liste"),
    *((table.sheet, table.row[0].upper() + table.row[1:]) for table in TABLES if table.shown is Shown.VISIBLE),
)
"""The sheets that are seen, each with what one of its rows is."""

WAITS_TOP = 7
KEYS_TOP = WAITS_TOP + len(WAITS) + 2
DAY_TOP = KEYS_TOP + len(KEY_WORDS) + 2
CARE_TOP = DAY_TOP + len(DAY) + 2
SHEETS_TOP = CARE_TOP + len(CARE) + 2
FOOT = SHEETS_TOP + len(SHEETS) + 2
"""Where each part begins: a heading, its lines, and a blank row."""


def _cells() -> Iterator[PageCell]:
    yield PageCell("B1", "Ringbind", Look.TITLE, across=4)
    yield PageCell("B2", _greeting(), Look.LEAD, "greeting", across=4)
    yield PageCell("B4", "I dag", Look.FACT_LABEL, across=2)
    yield PageCell("B5", f"={date_setting('fixed_today', 'TODAY()')}", Look.FACT_DATE, "today", across=2)
    yield PageCell("D4", "Opdateret ved seneste tryk", Look.FACT_LABEL)
    yield PageCell("D5", _last_press(), Look.FACT, "last_press")
    yield PageCell("E4", "Seneste sikkerhedskopi", Look.FACT_LABEL)
    yield PageCell("E5", _last_backup(), Look.FACT, "last_backup")
    yield PageCell(f"B{WAITS_TOP}", "Det venter i dag", Look.HEADING, across=4)
    for row, (figure, formula, words, sheet) in enumerate(WAITS, start=WAITS_TOP + 1):
        yield PageCell(f"B{row}", formula, Look.BIG_COUNT, figure)
        yield PageCell(f"C{row}", words, Look.LABEL, across=2)
        yield PageCell(f"E{row}", f"Gå til {sheet}", Look.LINK, link=sheet)
    yield PageCell(f"B{KEYS_TOP}", "Nøgletal", Look.HEADING, across=4)
    for row, (figure, words) in enumerate(zip(KEY_FIGURES, KEY_WORDS, strict=True), start=KEYS_TOP + 1):
        look = Look.BIG_SHARE if figure.endswith("_share") else Look.BIG_COUNT
        yield PageCell(f"B{row}", f"=tal_{figure}", look, f"key_{figure}")
        yield PageCell(f"C{row}", words, Look.LABEL, across=2)
        yield PageCell(f"E{row}", "Gå til Overblik", Look.LINK, link="Overblik")
    yield from _buttons(DAY_TOP, "En dag med Ringbind", DAY)
    yield from _buttons(CARE_TOP, "Hvis noget går galt", CARE)
    yield PageCell(f"B{SHEETS_TOP}", "Arkene, og hvad en række er", Look.HEADING, across=4)
    for row, (sheet, words) in enumerate(SHEETS, start=SHEETS_TOP + 1):
        yield PageCell(f"B{row}", sheet, Look.LINK, link=sheet, across=2)
        yield PageCell(f"D{row}", words, Look.LABEL, across=2)
    version = f'="Ringbind {VERSION} · form "&{whole_setting("schema").removeprefix("=")}'
    yield PageCell(f"B{FOOT}", version, Look.NOTE, "schema", across=4)


def _buttons(top: int, heading: str, buttons: tuple[tuple[str, str], ...]) -> Iterator[PageCell]:
    yield PageCell(f"B{top}", heading, Look.HEADING, across=4)
    for row, (button, words) in enumerate(buttons, start=top + 1):
        yield PageCell(f"B{row}", button, Look.STRONG, across=2)
        yield PageCell(f"D{row}", words, Look.LABEL, across=2)


def _greeting() -> str:
    nothing = f"SUM({','.join(f'tal_{name}' for name in WAITING)})=0"
    waits = f"IF({nothing},{text(NOTHING_WAITS)},{text(SOMETHING_WAITS)})"
    return f"=IF(ISNUMBER(tal_list_on),{waits},{text(BEGIN)})"


def _last_press() -> str:
    moments = ref(JOURNAL, "moment")
    return f"=IF(COUNTA({moments})=0,{NONE},{_moment(_latest('who'))})"


def _last_backup() -> str:
    """Return when the latest press began, as it kept a copy first."""
    moments, press = ref(JOURNAL, "moment"), '"tryk "&' + _latest("press")
    return f"=IF(COUNTA({moments})=0,{text(NO_BACKUP)},{_moment(press)})"


def _latest(column: str) -> str:
    return f"INDEX({ref(JOURNAL, column)},COUNTA({ref(JOURNAL, 'moment')}))"


def _moment(what: str) -> str:
    """Return the latest moment of the journal and what is told of it, as `summary.press_text` writes them."""
    moment = _latest("moment")
    day = f'MID({moment},9,2)&"-"&MID({moment},6,2)&"-"&LEFT({moment},4)'
    clock = f'MID({moment},12,2)&"."&MID({moment},15,2)'
    return f'{day}&" kl. "&{clock}&" ("&{what}&")"'


FORSIDE = Page(
    "Forside",
    tuple(_cells()),
    breaks=(CARE_TOP - 1,),
    scale=70,
    widths={"A": 2, "B": 11, "C": 16, "D": 54, "E": 46},
    heights={
        **dict.fromkeys(range(WAITS_TOP, FOOT), 17),
        **dict.fromkeys((WAITS_TOP, KEYS_TOP, DAY_TOP, CARE_TOP, SHEETS_TOP), 24),
        **dict.fromkeys(range(WAITS_TOP + 1, KEYS_TOP - 1), 20),
        **dict.fromkeys(range(KEYS_TOP + 1, DAY_TOP - 1), 20),
        1: 40,
        2: 24,
        4: 20,
        5: 30,
    },
)
