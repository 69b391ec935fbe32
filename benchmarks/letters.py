"""What letters cost, beside other ways to make them: 1, 100 and 1,000 letters to citizens, the same words in all.

    uv venv /tmp/peers-letters; uv pip install --python /tmp/peers-letters/bin/python docxtpl weasyprint
    PEERS=/tmp/peers-letters/bin/python uv run python -m benchmarks.letters [1 100 1000]

Every way runs in a process of its own, start and imports included; CPU seconds are of all its processes, the peak is
its largest one. All read the same people from a file. Ours is the library call (`Stationery.write`, `print_bundles`),
in bundles or a file each, as tagged PDF/A-2a and PDF/UA-1; a press, which reads a workbook too, loads pandas besides.
WeasyPrint makes one tagged PDF/UA-1; LibreOffice plain PDF, a hundred files at a time.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from workbook.letters.examples import ADDRESS
from workbook.letters.files import template_folders
from workbook.letters.papers import CITIZEN
from workbook.letters.printing import print_bundles, print_one
from workbook.letters.writing import Letter, Stationery
from workbook.settings import Settings
from workbook.words import Field, Language

PEERS = os.environ.get("PEERS", sys.executable)
PEER_SCRIPT = Path(__file__).parent / "peers" / "letters.py"
OURS = ("ringbind", "ringbind, a file each")
OTHERS = {"docxtpl + LibreOffice": "docxtpl+office", "WeasyPrint": "weasyprint", "docxtpl only, no PDF": "docxtpl"}
COUNTS = (1, 100, 1000)
FIRST, LAST = ("Åse", "Bo", "Zeynep", "Ib", "Gudrun", "Omar", "Else"), ("Ørsted", "Yıldız", "Sørensen", "Bæk", "Lund")
SETTINGS = Settings(municipality="Ishøj Kommune", department="Center for Voksne og Velfærd", office_phone="00 00 00 01")


def people(count: int) -> list[dict[str, Any]]:
    """Return made-up people."""
    made = []
    for at in range(count):
        name = f"{FIRST[at % 7]} {LAST[at % 5]}"
        address = [name, f"Vejlebrovej {at % 90 + 1}, {at % 4}. tv", ADDRESS[-1]]
        made.append({"navn": name, "reference": f"B-{at:04d}", "adresse": address})
    return made


def letter(person: dict[str, Any], stationery: Stationery) -> Letter:
    """Return one person's letter, as Breve til borgere writes it."""
    values = {Field.NAME: person["navn"]}
    return stationery.write(CITIZEN, Language.DANISH, person["reference"], person["adresse"], values)


def ours(way: str, folder: Path, count: int) -> None:
    """Write the letters as Ringbind does."""
    stationery = Stationery(SETTINGS, template_folders(), date(2021, 4, 20))
    letters = {person["reference"]: letter(person, stationery) for person in _people(folder)[:count]}
    if way == OURS[0]:
        files = [bundle.pdf for bundle in print_bundles("Breve", letters, stationery).bundles]
        for at, pdf in enumerate(files):
            (folder / "out" / f"{at:04d}.pdf").write_bytes(pdf)
    else:
        for reference, one in letters.items():
            (folder / "out" / f"{reference}.pdf").write_bytes(print_one(one, stationery))


def _people(folder: Path) -> list[dict[str, Any]]:
    return json.loads((folder / "people.json").read_text("utf-8"))  # type: ignore[no-any-return]


def prepare(folder: Path) -> bool:
    """Write the words and people for all ways, and the Word file; return whether the peers are installed."""
    page = letter({"navn": "{{ navn }}", "reference": "{{ reference }}", "adresse": [""]}, _stationery()).page
    sender, privacy = page["sender"], page["privacy"]
    parts = {
        "head": [sender["municipality"], sender["department"]],
        "facts": [page["date"], page["reference"], *(sender[name] for name in ("office_address", "office_phone"))],
        "parts": [{"subject": part["subject"], "blocks": part["blocks"]} for part in (page, privacy)],
    }
    (folder / "letter.json").write_text(json.dumps(parts), "utf-8")
    (folder / "people.json").write_text(json.dumps(people(max(COUNTS))), "utf-8")
    if _run([PEERS, str(PEER_SCRIPT), "template", str(folder)])[0]:
        return False
    (folder / "out").mkdir()
    _run(_command("docxtpl+office", folder, 1))  # so that making its profile is not measured
    return True


def _stationery() -> Stationery:
    return Stationery(SETTINGS, template_folders(), date(2021, 4, 20))


def _command(way: str, folder: Path, count: int) -> list[str]:
    if way in OURS:
        return [sys.executable, "-m", "benchmarks.letters", "one", way, str(folder), str(count)]
    return [PEERS, str(PEER_SCRIPT), way, str(folder), str(count)]


def _run(command: list[str]) -> tuple[int, float, float]:
    """Run a command under a process that watches it; return its code, CPU seconds, and MB of the largest process."""
    watcher = (
        "import json, resource, subprocess, sys\n"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))"
    )
    done = subprocess.run(  # noqa: S603  the ways that are measured
        [sys.executable, "-c", watcher, *command], capture_output=True, text=True, check=True
    )
    code, cpu, peak = json.loads(done.stdout)
    return code, cpu, peak


def compare(folder: Path, counts: tuple[int, ...]) -> None:
    """Print a table: each way for each number of letters, its CPU beside ours."""
    others = OTHERS if prepare(folder) else {}
    if not others:
        print(f"peers skipped: docxtpl is not installed in {PEERS}")
    print(f"{'letters':>8}  {'way':24}{'CPU s':>8}{'ms each':>9}{'ratio':>7}{'peak MB':>9}{'files':>7}{'kB':>9}")
    for count in counts:
        first = 0.0
        for name, way in {**{way: way for way in OURS}, **others}.items():
            shutil.rmtree(folder / "out", ignore_errors=True)
            (folder / "out").mkdir()
            code, cpu, peak = _run(_command(way, folder, count))
            if code:
                print(f"{count:>8}  {name:24}failed")
                continue
            first = first or cpu
            made = [path.stat().st_size for path in (folder / "out").iterdir()]
            figures = f"{cpu:>8.2f}{1000 * cpu / count:>9.1f}{cpu / first:>7.1f}{peak:>9.0f}"
            print(f"{count:>8}  {name:24}{figures}{len(made):>7}{sum(made) / 1000:>9.0f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        ours(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        with tempfile.TemporaryDirectory() as place:
            compare(Path(place), tuple(map(int, sys.argv[1:])) or COUNTS)
