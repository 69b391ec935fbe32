"""Nothing of a person gets out of a list by a side door: messages, log, file names, temporary files, properties."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from datetime import datetime

import pytest

from macros.__main__ import main
from macros.office import new_office
from tests.letters.day_of_rides import TABLES

CANARIES = ("0202301234", "020230-1234", "Zitrone", "Kanarievej", "68199199", "0302305678", "Papagøje")
GOOD = "CPR;Navn;Adresse;Telefon;Indsatser\n020230-1234;Ada Zitrone;Kanarievej 1;68199199;Pleje\n"
LISTS = {
    "SSI 2021-04-19.csv": "CPR;Navn\n020230-1234;Ada Zitrone\n030230-5678;Bo Papagøje\n",
    "udtræk.csv": GOOD,
    "rettet.csv": GOOD.replace("Kanarievej 1", "Kanarievej 2"),
    "kontakter.csv": "CPR;Navn;Telefon;Svar\n;Ada Zitrone;68199199;nej 0202301234\n020230-12345;Bo Papagøje;6819;hm\n",
    "to navne.csv": "CPR;Navn\n040230-1234;Ada Zitrone\n040230-1234;Bo Papagøje\n",
    "bare.csv": "020230-1234;Ada Zitrone\n030230-5678;Bo Papagøje\n",
    "ukendt.csv": "Hvem;Hvad\nAda Zitrone;020230-1234\n",
    "åben.csv": 'CPR;Navn\n020230-1234;"Ada Zitrone\n',
    "ingen.csv": "CPR;Navn\n;Ada Zitrone\n",
}


@pytest.fixture
def office(tmp_path, monkeypatch):
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    monkeypatch.chdir(tmp_path)
    return new_office(tmp_path / "kontor", datetime(2021, 4, 20, 8, 0))


def test_no_list_button_tells_of_a_person_beside_the_sheets(office, tmp_path, capfd):
    (tmp_path / "ind").mkdir()
    day = ("--today", "2021-04-20")
    for name, text in LISTS.items():
        (tmp_path / "ind" / name).write_text(text, "utf-8")
        for more in ((), ("--preview",)):
            assert main(["import-list", str(office), str(tmp_path / "ind" / name), *day, *more]) in {0, 2}
    for button in ("resolve", "lookups", "check", "undo"):
        assert main([button, str(office), *day]) in {0, 2}
    shutil.rmtree(tmp_path / "ind")
    out, err = capfd.readouterr()
    told = [out, err, *(path.name for path in tmp_path.rglob("*"))]
    told += [path.read_text("utf-8") for path in tmp_path.rglob("*.log")]
    told += [path.read_text("utf-8", "replace") for path in (tmp_path / "temp").rglob("*") if path.is_file()]
    for path in tmp_path.rglob("*.xlsm"):
        with zipfile.ZipFile(path) as book:
            told += [book.read(part).decode() for part in book.namelist() if part.startswith("docProps")]
    assert [canary for canary in CANARIES if any(canary in text for text in told)] == []
    assert "Muligt match" not in out


def test_no_paper_of_a_day_of_rides_tells_of_a_person_outside_itself(tmp_path, monkeypatch, capfd):
    """What a press tells, the log, file names and temporary files; the papers' own words are read in tests/letters."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    book = new_office(tmp_path / "kontor", datetime(2021, 5, 4, 7, 0), TABLES)
    for button in ("driver-letters", "escort-plan", "ride-order", "driver-letters"):
        assert main([button, str(book), "--today", "2021-05-04"]) == 0
    out, err = capfd.readouterr()
    told = [out, err, *(path.name for path in tmp_path.rglob("*"))]
    told += [path.read_text("utf-8") for path in tmp_path.rglob("*.log")]
    told += [path.read_text("utf-8", "replace") for path in (tmp_path / "temp").rglob("*") if path.is_file()]
    hidden = ("Ørsted", "Gudrun", "Vejlebrovej", "20112233", "31025012", "Kanarie", "ring på nr. 12")
    assert [canary for canary in hidden if any(canary in text for text in told)] == []
    assert "De erstatter dem fra før" in out
    assert len(list((book.parent / "Ud" / "Kørsel 2021-05-04").iterdir())) >= 6
