"""The command line: every button on a closed workbook, and `new`, `demo` and `show`. What it says is Danish."""

from __future__ import annotations

import argparse
import atexit
import errno
import getpass
import io
import json
import os
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Never

from workbook.circles import importing

with importing():
    from macros import restoring
    from macros.button import Button
    from macros.commands import BUTTONS, button_of
    from macros.door import Outcome, door, log_to
    from macros.press import press
    from macros.terminal import Terminal
    from workbook import SCHEMA, VERSION
    from workbook.book_file import FileBook
    from workbook.cells import Unreadable, parse_date
    from workbook.lists import PASSWORD
    from workbook.problems import FileMissing, NoDate, WrongWords
    from workbook.starting import starting_tables

USAGE = """\
ringbind KNAP PROJEKTMAPPE [FIL] [--today DATO] [--user INITIALER] [--answer NØGLE=SVAR]
         [--password-file FIL] [--list-password-file FIL] [--preview] [--json]
ringbind new MAPPE                                    lav en mappe til et nyt kontor
ringbind demo [MAPPE]                                 se en hel dag med opdigtede borgere
ringbind show PROJEKTMAPPE ARK [--csv] [--with-cpr]   vis et ark
ringbind update PROJEKTMAPPE                          giv en ældre projektmappe denne udgaves form og knapper
ringbind match KENDTE NYE UD [--engine python|duckdb|spark] [--json]
                                                      hold to filer (csv, parquet) op mod hinanden
ringbind --version                                    vis, hvilken udgave det er

Sidder der nogen ved skærmen, stilles spørgsmål der; ellers svares med --answer. --preview siger, hvad knappen vil gøre,
og ændrer ikke noget. “ringbind KNAP --help” fortæller om én knap.

Knapper, som de hedder her og på båndet:
"""


def run() -> Never:
    """Run the command line and leave; the system takes all memory back at once, where Python goes through it."""
    code = main()
    with suppress(OSError):  # whoever reads it may have stopped
        sys.stdout.flush()
    atexit._run_exitfuncs()  # noqa: SLF001  what libraries want done at the end, and os._exit does not do
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 2 a UserError, 1 anything unexpected."""
    words = list(sys.argv[1:] if argv is None else argv)
    _forgive_consoles()
    log_to(Path())
    outcome = door(lambda: _run(words))
    return _say(outcome, as_json="--json" in words)


def _say(outcome: Outcome, *, as_json: bool) -> int:
    """Print the outcome and return the exit code; whoever reads it may stop reading (`| head`)."""
    told = {"code": outcome.code, "message": outcome.message, "files": outcome.files}
    text = json.dumps(told) if as_json else outcome.message
    stream = sys.stderr if outcome.code and not as_json else sys.stdout
    try:
        print(text, file=stream, flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # or Python complains once more when it ends
        return outcome.code if error.errno in _NOBODY_READS else 1
    return outcome.code


_NOBODY_READS = {errno.EPIPE, errno.EINVAL}
"""What a closed pipe gives; the second one is Windows'."""


def _forgive_consoles() -> None:
    """Print a question mark for what a console cannot show: those of Windows may know neither “ nor ł."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def usage() -> str:
    """Return the help text: every word of the command line."""
    width, wide = max(map(len, BUTTONS)), max(len(face.label) for face in BUTTONS.values())
    lines = (f"  {name:<{width}}  {face.label:<{wide}}  {face.tip}" for name, face in sorted(BUTTONS.items()))
    return USAGE + "\n".join(lines)


def _about(face: Button) -> str:
    """Return the help text of one button."""
    return f"{face.line}\n\n{face.label}: {face.tip}. {face.more}\n\n“ringbind --help” viser resten."


def _run(words: Sequence[str]) -> Outcome:
    if not words or words == ["help"] or {"-h", "--help"} & set(words):
        return Outcome(0, _about(BUTTONS[words[0]]) if words and words[0] in BUTTONS and len(words) > 1 else usage())
    if words[0] == "--version":
        return Outcome(0, f"Ringbind {VERSION}, form {SCHEMA}")
    others: Mapping[str, Callable[[Sequence[str]], Outcome]] = {
        "new": _new,
        "demo": _demo,
        "show": _show,
        "update": _update,
        "match": _match,
    }
    word, rest = words[0], words[1:]
    return others[word](rest) if word in others else _press(_id_of(word), rest)


def _id_of(word: str) -> str:
    """Return the id of a button, which may be called by its name on the ribbon, too."""
    if word in BUTTONS:
        return word
    return next((name for name, face in BUTTONS.items() if face.label.casefold() == word.casefold()), word)


class _Words(argparse.ArgumentParser):
    """argparse that leaves by the door, in Danish."""

    def error(self, message: str) -> Never:  # noqa: ARG002  argparse's own sentence is English
        raise WrongWords(self.usage)


def _parser(line: str, *, password: bool = True) -> _Words:
    parser = _Words(usage=line, add_help=False, allow_abbrev=False)
    parser.add_argument("--json", action="store_true")
    if password:
        parser.add_argument("workbook", type=Path)
        parser.add_argument("--password-file", type=Path)
    return parser


def _press(name: str, rest: Sequence[str]) -> Outcome:
    face = button_of(name)
    parser = _parser(face.line)
    parser.add_argument("file", nargs="?", default="")
    parser.add_argument("--today", default="")
    parser.add_argument("--user", default="")
    parser.add_argument("--answer", action="append", default=[])
    parser.add_argument("--preview", action="store_true")
    parser.add_argument(f"--{PASSWORD}-file", type=Path, dest="list_password_file")
    given = parser.parse_args(rest)
    named = face.wants or face.takes
    if given.file and not named:
        raise WrongWords(face.line)
    today = _day(given.today)
    answers = {str(named): given.file} | dict(_answer(text) for text in given.answer)
    if given.list_password_file:
        answers[PASSWORD] = _password(given.list_password_file) or ""
    log_to(given.workbook.parent)
    with Terminal(quiet=given.json) as terminal:
        password = _password(given.password_file)
        user = given.user or getpass.getuser()
        if password is not None:
            answers.setdefault(restoring.PASSWORD, password)
            answers.setdefault(PASSWORD, password)  # a list may be locked with the same, or be the only one that is
        if name == restoring.RESTORE and given.file:
            restoring.put_in_place(given.workbook, Path(given.file), password, datetime.now(), user)
        tell, ask, stop = terminal.tell, terminal.ask, terminal.stoppable
        with FileBook(given.workbook, password=password, tell=tell, ask=ask, stop=stop, user=user) as book:
            now, preview = datetime.now(), given.preview
            return press(name, book, now=now, today=today, user=user, answers=answers, preview=preview)


def _show(rest: Sequence[str]) -> Outcome:
    from macros.show import show  # noqa: PLC0415  slow to import and seldom needed

    parser = _parser("ringbind show PROJEKTMAPPE ARK")
    parser.add_argument("sheet")
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--with-cpr", action="store_true")
    given = parser.parse_args(rest)
    log_to(given.workbook.parent)
    with FileBook(given.workbook, password=_password(given.password_file), read_only=True) as book:
        return Outcome(0, show(book, given.sheet, date.today(), csv=given.csv, with_cpr=given.with_cpr))


def _new(rest: Sequence[str]) -> Outcome:
    from macros.office import new_office  # noqa: PLC0415  slow to import and seldom needed

    parser = _parser("ringbind new MAPPE", password=False)
    parser.add_argument("folder", type=Path)
    path = new_office(parser.parse_args(rest).folder, datetime.now(), starting_tables(office=secrets.token_hex(4)))
    return Outcome(0, f"Mappen er klar. Åbn {path} i Excel, og udfyld først arket Indstillinger.", [str(path)])


def _demo(rest: Sequence[str]) -> Outcome:
    from macros.demo.story import demo, free_folder  # noqa: PLC0415  slow to import and seldom needed

    parser = _parser("ringbind demo [MAPPE]", password=False)
    parser.add_argument("folder", type=Path, nargs="?")
    given = parser.parse_args(rest)
    with Terminal(quiet=given.json) as terminal:
        return demo(given.folder or free_folder(), terminal)


def _update(rest: Sequence[str]) -> Outcome:
    from macros.updating import update  # noqa: PLC0415  slow to import and seldom needed

    parser = _parser("ringbind update PROJEKTMAPPE")
    parser.add_argument("--answer", action="append", default=[])
    given = parser.parse_args(rest)
    log_to(given.workbook.parent)
    answers = dict(_answer(text) for text in given.answer)
    with Terminal(quiet=given.json) as terminal:
        password = _password(given.password_file)
        now, user = datetime.now(), getpass.getuser()
        told = update(given.workbook, password, now, user, lambda asked: answers.get(asked.key) or terminal.ask(asked))
    return Outcome(0, told)


def _match(rest: Sequence[str]) -> Outcome:
    from macros.matching_files import match_files  # noqa: PLC0415  slow to import and seldom needed

    parser = _parser("ringbind match KENDTE NYE UD", password=False)
    for name in ("known", "new", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--engine", default="")
    given = parser.parse_args(rest)
    with Terminal(quiet=given.json) as terminal:
        return match_files(given.known, given.new, given.out, given.engine, terminal)


def _day(text: str) -> date | None:
    try:
        return parse_date(text) if text else None
    except Unreadable:
        raise NoDate(text) from None


def _answer(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise WrongWords("--answer NØGLE=SVAR")
    return key, value


def _password(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text("utf-8-sig").strip("\r\n")
    except OSError:
        raise FileMissing(path.name) from None


if __name__ == "__main__":
    run()
