"""What becomes of each row of a list: one bucket and one reason, decided before anything is written.

First it is said whom a row is about; then the rules of `RULES` are asked in their order, and the first that has a
reason decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from workbook.change import Row
from workbook.lists.kinds import ListFile
from workbook.matching import Verdict
from workbook.register.known import Clean, Known, who_key
from workbook.register.pairing import IF_ZERO, Pair, clashes_of, in_turn
from workbook.words import Bucket, Choice, Effect, ListKind, YesNo


@dataclass(slots=True)
class Fate:
    """A row's bucket and reason. `citizen` is whom the row is about; `written` says whether its facts are taken over.

    `candidates` are citizens it may be about, each with the reason, for a person to decide; `decided` says whether one
    said already who it is not.
    """

    bucket: Bucket
    why: str
    citizen: str | None = None
    written: bool = False
    candidates: tuple[tuple[str, str], ...] = ()
    decided: bool = False


class Whom(NamedTuple):
    """Whom a row is about.

    `citizen` stands in the register, `how` says by what else than the CPR number they were known. `asked` are citizens
    it may be about, `denied` those that a person said it is not.
    """

    citizen: str | None = None
    how: str = ""
    asked: tuple[tuple[str, str], ...] = ()
    denied: frozenset[str] = frozenset()


class Case(NamedTuple):
    """A row, and what is known of the person it is about, the middle four as in `Whom`.

    `followed` says whether a row of the list puts the person in a followed group, `first` where the row stands that
    says the same, `met` whether an earlier one was about them.
    """

    row: Clean
    kind: ListKind
    extracted_on: date
    today: date
    known: Known
    citizen: str | None = None
    how: str = ""
    asked: tuple[tuple[str, str], ...] = ()
    denied: frozenset[str] = frozenset()
    followed: bool = False
    first: str = ""
    met: bool = False

    @property
    def person(self) -> Row:
        """Return the citizen's row, empty for somebody who is not in the register."""
        return self.known.people.get(self.citizen or "", {})


@dataclass(frozen=True)
class Rule:
    """Rows of these kinds of list go into `bucket` when `why` has a reason; `written` says if their facts count."""

    bucket: Bucket
    why: Callable[[Case], str | None]
    kinds: frozenset[ListKind] = frozenset(ListKind)
    written: bool = True


def fates_of(file: ListFile, known: Known, today: date, next_id: Callable[[], str]) -> list[Fate]:
    """Return the fate of each row, in the file's order; `next_id` gives the id of a new citizen."""
    clashes = clashes_of(file, known)
    followed = {row["cpr"] for row in file.records if row["target_group"] in known.followed}
    rules = [rule for rule in RULES if file.kind.list_kind in rule.kinds]
    ids: dict[str, str | None] = {}
    first: dict[tuple[Any, ...], Clean] = {}
    told: dict[str, list[Clean]] = {}
    fates: dict[int, Fate] = {}
    for at, row, pairs in in_turn(file, known, clashes, told):
        whom = _whom(row, known, pairs)
        if at in clashes and (fresh := ids.get(row["cpr"])):
            whom = whom._replace(citizen=fresh, asked=((fresh, clashes[at]),))
        who = whom.citizen or row["cpr"]
        before = (False, "", False)
        if who and not whom.asked:
            said = (who, row["called_on"], row["answer"]) if row["answer"] else (who,)
            before = (row["cpr"] in followed, _place(first.get(said), row), who in ids)
            first.setdefault(said, row)
        case = Case(row, file.kind.list_kind, file.extracted_on, today, known, *whom, *before)
        rule, why = next((rule, why) for rule in rules if (why := rule.why(case)))
        if rule.bucket is Bucket.NEW:
            ids[who] = next_id()
        elif who and not whom.asked:
            ids.setdefault(who, case.citizen)
        citizen = whom.citizen if rule.bucket is Bucket.ASK else ids.get(who or "")
        is_written = rule.written and citizen is not None
        reason = f"{why[:1].upper()}{why[1:]}{whom.how}"
        fates[at] = Fate(rule.bucket, reason, citizen, is_written, whom.asked, bool(whom.denied))
        if fates[at].written:
            told.setdefault(str(citizen), []).append(row)
    return [fates[at] for at in range(len(fates))]


def _place(first: Clean | None, row: Clean) -> str:
    """Return where the row stands that says the same as this one, "" for none."""
    if first is None:
        return ""
    sheet = f" på arket “{first['sheet']}”" if first["sheet"] != row["sheet"] else ""
    return f"række {first['row']}{sheet}"


def _whom(row: Clean, known: Known, pairs: list[Pair]) -> Whom:
    """Say whom the row is about: what a person decided counts first, then what the matching is sure of."""
    by_number = known.by_cpr.get(row["cpr"])
    decided = known.decided.get(who_key(row), {}) if known.decided else {}
    is_doubted = known.doubts_zero(row)
    if not pairs and not decided and not is_doubted:
        return Whom(by_number)
    same = [citizen for citizen, choice in decided.items() if choice == Choice.SAME and citizen in known.people]
    if same:
        return Whom(same[0], " Afgjort at være borgeren på arket Til vurdering.")
    denied = frozenset(citizen for citizen, choice in decided.items() if choice == Choice.NOT_SAME)
    left = [(citizen, verdict, reason) for citizen, verdict, reason in pairs if citizen not in denied]
    sure = {citizen: reason for citizen, verdict, reason in left if verdict == Verdict.SURE}
    if len(sure) == 1:
        citizen, reason = next(iter(sure.items()))
        return Whom(citizen, "" if citizen == by_number else f" Genkendt: {reason}.")
    asked = {citizen: reason for citizen, verdict, reason in left if verdict != Verdict.NO}
    if by_number and is_doubted and by_number not in denied:
        asked.setdefault(by_number, IF_ZERO)
    return Whom(by_number if by_number not in denied else None, "", tuple(asked.items()), denied)


def _looks_like(case: Case) -> str | None:
    if not case.asked:
        return None
    reasons = " · ".join(dict.fromkeys(reason for _, reason in case.asked))
    told = f"{case.row['no_cpr']}; ligner en kendt borger: " if case.row["cpr"] is None else ""
    return f"{told}{reasons}."


def _nobody(case: Case) -> str | None:
    if case.citizen:
        return None
    if case.row["cpr"] is None:
        known = (
            "det er afgjort, at rækken ikke er en kendt borger" if case.denied else "rækken ligner ingen kendt borger"
        )
        return f"{case.row['no_cpr']}, og {known}."
    if (owner := case.known.by_cpr.get(case.row["cpr"])) in case.denied:
        return f"CPR-nummeret tilhører borger {owner}, og det er afgjort, at rækken er en anden."
    return None


def _repeated(case: Case) -> str | None:
    return f"Stod også i {case.first}." if case.first else None


def _not_followed(case: Case) -> str | None:
    if case.citizen or case.followed:
        return None
    return "Står ikke på en liste og er ikke i en målgruppe, der hentes fra fagsystemet; oplysningerne er ikke gemt."


def _unknown(case: Case) -> str | None:
    return "Kendes ikke i forvejen." if case.citizen is None and not case.met else None


def _met(case: Case) -> str | None:
    return "Stod også tidligere på samme liste." if case.citizen is None else None


def _tells_an_answer(case: Case) -> str | None:
    return "Kendes i forvejen; svaret på listen er holdt op mod arket Opkald." if case.row["answer"] else None


def _gone(case: Case) -> str | None:
    return "Er død eller fraflyttet." if YesNo.YES in {case.person.get("gone"), case.row["gone"]} else None


def _vaccinated(case: Case) -> str | None:
    days = [day for day in (case.person.get("jab1_on"), case.row["jab1_on"]) if day]
    return f"Fik første stik den {min(days):%d-%m-%Y}." if days else None


def _booked(case: Case) -> str | None:
    day = case.row["booked_on"] or case.person.get("booked_on")
    return f"Har tid den {day:%d-%m-%Y}." if day else None


def _reopened(case: Case) -> str | None:
    """Somebody whose case was opened again, or who said no and may be asked again from a day that has come."""
    day, answer = case.known.answers.get(case.citizen or "", (None, ""))
    if day and case.known.effects.get(answer) is Effect.REOPENS:
        return f"Sagen er genåbnet den {day:%d-%m-%Y}."
    again = case.person.get("ask_again_from")
    if day and again and case.known.effects.get(answer) is Effect.DECLINES and day < again <= case.today:
        return f"Svarede “{answer}” ({day:%d-%m-%Y}), men må spørges igen fra {again:%d-%m-%Y}."
    return None


def _handled(case: Case) -> str | None:
    day, answer = case.known.answers.get(case.citizen or "", (date.min, ""))
    if day <= case.extracted_on:
        return None
    return f"Har svaret “{answer}” den {day:%d-%m-%Y}, efter at listen blev trukket."


def _answered(case: Case) -> str | None:
    day, answer = case.known.answers.get(case.citizen or "", (None, ""))
    return f"Har tidligere svaret “{answer}” ({day:%d-%m-%Y})." if day else None


def _protected(case: Case) -> str | None:
    return "Har navne- og adressebeskyttelse." if case.person.get("protected") == YesNo.YES else None


def _on_same_list(case: Case) -> str | None:
    """Somebody on another file of the day, as when a list comes again put right, or in a row that was decided since."""
    day = case.known.latest_ssi.get(case.citizen or "")
    return "Står også i en anden række på listen fra samme dag." if day == case.extracted_on else None


def _again(case: Case) -> str | None:
    day = case.known.latest_ssi.get(case.citizen or "")
    return f"Stod også på listen udtrukket den {day:%d-%m-%Y}." if day else None


_KNOWN = {
    ListKind.SSI: "Kendes i forvejen, men har ikke stået på en liste fra SSI.",
    ListKind.CONTACTS: "Kendes i forvejen; intet svar på listen.",
}


def _known(case: Case) -> str:
    return _KNOWN.get(case.kind, "Kendes i forvejen; oplysningerne er holdt op mod listen.")


_SSI, _CONTACTS = frozenset({ListKind.SSI}), frozenset({ListKind.CONTACTS})
_ALL_OF_TOWN = frozenset({ListKind.CASE_SYSTEM, ListKind.RELATIVES, ListKind.VACCINATED})

RULES: tuple[Rule, ...] = (
    # Whom is the row about? A doubtful row's facts are believed by nobody before a person has decided.
    Rule(Bucket.ASK, _looks_like, written=False),
    Rule(Bucket.REFUSED, _nobody, written=False),
    # The second time a list says the same adds nothing, whatever became of the first.
    Rule(Bucket.DOUBLED, _repeated),
    Rule(Bucket.DOUBLED, _on_same_list, _SSI),
    # These may hold the whole municipality: only people on a list or in a followed group are kept.
    Rule(Bucket.NOT_FOLLOWED, _not_followed, _ALL_OF_TOWN, written=False),
    Rule(Bucket.NEW, _unknown),
    Rule(Bucket.KNOWN, _met),
    # A contact list tells of the past: what it answers is what its rows are for.
    Rule(Bucket.ANSWERED, _tells_an_answer, _CONTACTS),
    # Nobody is rung who is gone, vaccinated or has a time, whatever they said before.
    Rule(Bucket.GONE, _gone, frozenset(ListKind) - _CONTACTS),
    Rule(Bucket.VACCINATED, _vaccinated, frozenset(ListKind) - _CONTACTS),
    Rule(Bucket.VACCINATED, _booked, frozenset(ListKind) - _CONTACTS),
    # The rest of the rules say what is known of people whom SSI's list names.
    Rule(Bucket.REOPENED, _reopened, _SSI),
    Rule(Bucket.HANDLED, _handled, _SSI),
    Rule(Bucket.ANSWERED, _answered, _SSI),
    Rule(Bucket.PROTECTED, _protected, _SSI),
    Rule(Bucket.AGAIN, _again, _SSI),
    Rule(Bucket.KNOWN, _known),
)
"""The buckets in the order in which they are asked; the last rule always has a reason."""
