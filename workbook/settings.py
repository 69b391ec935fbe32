"""The settings staff may change: each told once with its name, default and meaning; read from the sheet Indstillinger.

A setting that was left blank or deleted has its default. A number or a date that is none raises BadSetting.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from workbook import SCHEMA
from workbook.cells import Unreadable, parse_date
from workbook.problems import BadSetting
from workbook.words import YesNo

if TYPE_CHECKING:
    import pandas as pd


def _setting(name: str, default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"name": name, "meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """Every setting by its English name; the Danish name and the meaning are on the field."""

    schema: int = _setting("Projektmappens form", SCHEMA, "Bruges, når Ringbind opdateres. Må ikke ændres.")
    office: str = _setting("Kontorets nummer", "", "Genkender jeres egne ringelister. Må ikke ændres.")
    municipality: str = _setting("Kommune", "(kommunens navn)", "Står øverst på breve.")
    department: str = _setting("Afdeling", "(afdelingens navn)", "Står øverst på breve.")
    office_address: str = _setting("Adresse", "(vej og nr.)", "Afsenderadressen på breve.")
    office_city: str = _setting("Postnr. og by", "(postnr. og by)", "Afsenderadressen på breve.")
    office_phone: str = _setting("Telefon", "(telefonnummer)", "Det nummer, borgerne kan ringe til.")
    office_hours: str = _setting("Telefontid", "hverdage kl. 9-15", "Hvornår telefonen passes.")
    office_email: str = _setting("E-mail", "(e-mail)", "Står på breve.")
    logo: str = _setting(
        "Logo", "", "Navnet på en billedfil (png, jpg eller svg) ved siden af projektmappen, til breve og statusnotat."
    )
    booking_phone: str = _setting(
        "Telefon til booking", "(regionens telefonnummer)", "Regionens nummer, hvor borgere selv kan booke."
    )
    dpo: str = _setting(
        "Databeskyttelsesrådgiver", "(rådgiverens e-mail)", "Kontakt, som breve skal oplyse (GDPR artikel 13 og 14)."
    )
    deadline_days: int = _setting(
        "Frist i dage",
        22,
        "Så mange dage efter invitationen får kommunen en liste fra SSI over dem, der ikke har booket.",
    )
    letter_pause: int = _setting(
        "Dage mellem breve", 30, "Der går mindst så mange dage, før en borger får et brev igen."
    )
    second_person: YesNo = _setting(
        "Breve frigives af en anden", YesNo.NO, "Ja: den, der laver prøveudskriften, kan ikke selv sende brevene."
    )
    digital_post: YesNo = _setting(
        "Breve til Digital Post",
        YesNo.NO,
        "Ja: hver borger, der ikke er fritaget, får sit brev som en fil til Digital Post i stedet for på papir.",
    )
    reminder_days: int = _setting(
        "Dage fra påmindelse til tid", 0, "Så mange dage før tiden får borgeren en påmindelse. 0 betyder aldrig."
    )
    calls_per_caller: int = _setting(
        "Højst antal opkald pr. liste", 200, "Så mange opkald kommer der højst på ringelisten."
    )
    handout_days: int = _setting(
        "Dage, en uddelt ringeliste gælder",
        1,
        "0 er kun den dag, den deles ud. Derefter må andre ringe til dem, der ikke er kommet svar fra.",
    )
    check_alone_days: int = _setting(
        "Dage, før vi tjekker dem, der booker selv", 7, "Så længe venter vi, når en borger selv vil booke."
    )
    undecided_days: int = _setting(
        "Dage før uafklarede spørges igen", 14, "Så længe får en borger, der er i tvivl, tid til at tænke."
    )
    most_tries: int = _setting(
        "Højst antal forsøg", 4, "Efter så mange forsøg uden svar sendes et brev. Svarkoder kan have deres eget tal."
    )
    doses: int = _setting("Stik pr. borger", 2, "1, når der bruges en vaccine med ét stik.")
    interval_least: int = _setting(
        "Dage mellem 1. og 2. stik, mindst",
        21,
        "Comirnaty: 21 dage efter produktresuméet. Moderna: skriv 28.",
    )
    interval_most: int = _setting(
        "Dage mellem 1. og 2. stik, højst", 42, "Sundhedsstyrelsen, 4. januar 2021: op til seks uger."
    )
    group_size: int = _setting(
        "Borgere i en kørselsgruppe",
        8,
        "Så mange, der bor tæt og køres af kommunen, beder bookinglisten om tider tæt på hinanden til. 8 er en bus.",
    )
    hold_days: int = _setting(
        "Dage uden opkald i husstanden",
        14,
        "Så længe ringes husstanden ikke op, efter at en borger er noteret som død eller fraflyttet.",
    )
    ask_groups: str = _setting(
        "Målgrupper, der må spørges igen efter et nej",
        "",
        "Fx “8, 9” eller “alle”, når en målgruppe bliver inviteret på ny, eller der er pop-up. Tom betyder ingen.",
    )
    ask_groups_from: date | None = _setting(
        "Må spørges igen efter et nej fra",
        None,
        "Den dag, målgrupperne må spørges igen fra. Et nyt nej derefter gælder.",
    )
    most_gone_percent: int = _setting(
        "Højst forsvundne i pct.",
        50,
        "Mangler der flere procent af den forrige liste fra SSI, uden at vi ved hvorfor, spørges der først.",
    )
    arrive_early: int = _setting(
        "Fremme tidligst, minutter før aftalen", 30, "Så længe kan en borger højst komme til at vente på stedet."
    )
    arrive_late: int = _setting(
        "Fremme senest, minutter før aftalen",
        10,
        "10-15 minutter skærer de for sene ankomster ned til under en tredjedel for ca. 2 pct. flere kilometer.",
    )
    observe_minutes: int = _setting(
        "Observation efter stikket, minutter", 15, "Bruges, når der ikke står andet. 30 for dem, der skal ses længere."
    )
    ready_minutes: int = _setting(
        "Klar til hjemtur, minutter efter observation", 10, "Så længe efter observationen kan borgeren hentes."
    )
    wait_home: int = _setting(
        "Højst ventetid på hjemturen, minutter", 45, "Vognen kommer senest så længe efter, at borgeren er klar."
    )
    ride_at_least: int = _setting(
        "Længste tur, minutter", 30, "Så længe må en borger altid sidde i vognen. Set i danske kørselsordninger."
    )
    ride_times: int = _setting(
        "Længste tur, gange den direkte", 2, "Er den direkte tur lang, må turen tage så mange gange så længe."
    )
    told_before: int = _setting(
        "Oplyst tid, minutter før", 5, "Borgeren får at vide, at vognen kan komme så længe før. Set i danske ordninger."
    )
    told_after: int = _setting(
        "Oplyst tid, minutter efter", 15, "… og så længe efter den planlagte tid. Set i danske kørselsordninger."
    )
    promise_before: int = _setting(
        "Lovet tid må rykkes frem, minutter", 5, "En ny plan henter højst så længe før den tid, borgeren har fået."
    )
    promise_after: int = _setting(
        "Lovet tid må rykkes tilbage, minutter", 10, "… og højst så længe efter den tid, borgeren har fået."
    )
    escort_minutes: int = _setting(
        "Klargøring før afhentning, minutter", 30, "Så længe før vognen kommer, er ledsageren hos borgeren."
    )
    door_minutes: int = _setting("Ved døren, minutter", 2, "Så længe tager det at komme ind i eller ud af vognen.")
    door_walker: int = _setting("Ved døren med rollator, minutter", 4, "Det samme for en borger med rollator.")
    door_wheelchair: int = _setting("Ved døren med kørestol, minutter", 7, "Det samme for en borger i kørestol.")
    door_stretcher: int = _setting("Ved døren med båre, minutter", 10, "Det samme for en borger på båre.")
    wheelchair_seats: int = _setting(
        "En kørestol fylder, siddepladser", 2, "Siddepladser på arket Køretøjer tælles uden kørestole i vognen."
    )
    stretcher_seats: int = _setting("En båre fylder, siddepladser", 3, "Det samme for en båre.")
    detour_percent: int = _setting(
        "Vejen i pct. af luftlinjen", 130, "Uden internet regnes køretid ud fra luftlinjen. Færger: arket Køretider."
    )
    far_km: int = _setting(
        "Længste vej til vaccination, km", 60, "Bor en borger længere væk fra stedet, planlægges turen ikke."
    )
    plan_rounds: int = _setting(
        "Runder i køreplanen", 2_000, "Flere runder giver lidt kortere ture. 2000 tager ca. 10 sekunder for 200 ture."
    )
    link_krak: str = _setting(
        "Link til Krak", "https://www.krak.dk/{q}/personer", "Bruges på opslagslisten. {q} bliver til navn og vej."
    )
    link_gule_sider: str = _setting(
        "Link til De Gule Sider",
        "https://www.degulesider.dk/{q}/personer",
        "Bruges på opslagslisten. {q} bliver til navn og vej. Tom betyder intet link.",
    )
    link_google: str = _setting(
        "Link til Google",
        "",
        "Tom betyder, at der ikke søges på Google. Skriv https://www.google.com/search?q={q} for at slå det til.",
    )
    budget: int = _setting("Bevilling i kr.", 0, "Det beløb, der er afsat til opgaven. 0 betyder ukendt.")
    ends_on: date | None = _setting(
        "Opgaven slutter", None, "Sidste dag for den opsøgende indsats, fx 31-08-2021. Står i breve og notat."
    )
    ssi_area: str = _setting("Kommunens navn hos SSI", "", "Som det står på arket Dækning, fx Ishøj.")
    neighbours: str = _setting(
        "Kommuner at sammenligne med", "", "Højst fem, med komma imellem, som de står på arket Dækning."
    )
    incidence_limit: int = _setting(
        "Grænse for incidens", 200, "Overblik tæller de dage, incidensen på arket Smittetal har ligget under tallet."
    )
    keep_after_end: int = _setting(
        "Slet alle borgere, dage efter opgaven slutter",
        90,
        "Bruges af Slet udløbne. Kilde: kommunens egen beslutning efter GDPR artikel 5, stk. 1, litra e.",
    )
    keep_quiet: int = _setting(
        "Slet borgere uden nyt i så mange dage",
        365,
        "Hverken liste, opkald, brev, tid eller kørsel. 0 betyder først efter opgaven. Kilde: som ovenfor.",
    )
    keep_papers: int = _setting(
        "Slet filer efter så mange dage",
        30,
        "Filer i mapperne Ud, Ringelister og Lister, efter datoen i filens navn. Kilde: som ovenfor.",
    )
    fixed_today: date | None = _setting(
        "Dags dato", None, "Tom betyder dagen i dag. Står der en dato, bruger alle ark den i stedet, fx når I øver jer."
    )


def names() -> dict[str, str]:
    """Return the Danish name of each setting by its English name."""
    return {item.name: item.metadata["name"] for item in fields(Settings)}


def unfilled(settings: Settings) -> list[str]:
    """Return the Danish names of what letters tell about the office and nobody has filled in yet.

    A new workbook has words in brackets there, and no day on which the task ends.
    """
    return [name for item, name in names().items() if item in _TOLD and _is_open(getattr(settings, item))]


_TOLD = {item.name for item in fields(Settings) if str(item.default).startswith("(")} | {"ends_on"}


def _is_open(value: Any) -> bool:
    text = "" if value is None else str(value).strip()
    return not text or (text.startswith("(") and text.endswith(")"))


def read_settings(table: pd.DataFrame) -> Settings:
    """Return the settings of the sheet; raises BadSetting for a number or a date that is none."""
    written = {
        name: value for name, value in zip(table["name"], table["value"], strict=True) if name and value is not None
    }
    known = {item.name: (item.metadata["name"], item.type) for item in fields(Settings)}
    return Settings(
        **{name: _value(label, str(kind), written[label]) for name, (label, kind) in known.items() if label in written}
    )


def _value(label: str, kind: str, text: str) -> Any:
    try:
        if kind == "int":
            return int(text.replace(".", "").replace(" ", ""))
        if kind == "YesNo":
            return YesNo(text.strip().capitalize())
        return parse_date(text) if kind.startswith("date") else text
    except (ValueError, Unreadable):
        raise BadSetting(label, _KINDS[kind.partition(" ")[0]]) from None


_KINDS = {"int": "et helt tal", "date": "en dato", "YesNo": "Ja eller Nej"}


def written(value: Any) -> str | None:
    """Return a setting's value as the text of its cell."""
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return None if value is None else str(value)
