"""`ringbind match`: two files into a file of pairs, without a workbook."""

import json

import pandas as pd
import pytest

from macros import matching_files
from macros.__main__ import main

KNOWN = "CPR;Navn;Født;Adresse;Postnr;Tlf\n150445-5005;Møller, Karen;15-04-2045;Prøvevej 12;2635;68123456\n"
NEW = "Fornavn;Efternavn;Fødselsdato;Telefon\nIb;Friis;;68123457\nKaren;Moeller;15.4.2045;+45 68 12 34 56\n"
PAIRS = [
    "Række i ny;Række i kendt;Trin;Score;Afgørelse;Begrundelse",
    "3;2;3;0.9;sikker;samme fødselsdato, navn og telefon",
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kendte.csv").write_text(KNOWN, "utf-8")
    (tmp_path / "nye.csv").write_text(NEW, "cp1252")
    return tmp_path


@pytest.mark.parametrize("engine", ["python", "duckdb"])
def test_two_files_become_pairs_by_row_with_reasons_and_no_names(folder, capsys, engine):
    assert main(["match", "kendte.csv", "nye.csv", "ud.csv", "--engine", engine]) == 0
    assert (folder / "ud.csv").read_text("utf-8-sig").splitlines() == PAIRS
    assert capsys.readouterr().out == (
        "2 rækker er holdt op mod 1 kendt. Sikre: 1. Skal ses på af en person: 0. Nye: 1. Parrene står i “ud.csv”.\n"
    )


def test_parquet_goes_in_and_out(folder):
    pd.read_csv(folder / "kendte.csv", sep=";", dtype="str").to_parquet(folder / "kendte.parquet")
    assert main(["match", "kendte.parquet", "nye.csv", "ud.parquet"]) == 0
    assert pd.read_parquet(folder / "ud.parquet")["Række i ny"].tolist() == [3]


@pytest.mark.usefixtures("folder")
def test_many_rows_go_to_duckdb_by_themselves(monkeypatch):
    asked = []

    def find(new, known, each):  # noqa: ARG001  none is needed
        asked.append((len(new), len(known)))
        return []

    monkeypatch.setattr(matching_files, "BY_HAND", 1)
    monkeypatch.setitem(matching_files.ENGINES, "duckdb", find)
    assert main(["match", "kendte.csv", "nye.csv", "ud.csv"]) == 0
    assert asked == [(2, 1)]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["kendte.csv", "nye.csv"], "Kommandoen mangler noget"),
        (["kendte.csv", "nye.csv", "nye.csv"], "Kommandoen mangler noget"),
        (["kendte.csv", "nye.csv", "ud.xlsx"], "Kommandoen mangler noget"),
        (["kendte.csv", "nye.csv", "ud.csv", "--engine", "excel"], "Kommandoen mangler noget"),
        (["mangler.csv", "nye.csv", "ud.csv"], "Filen “mangler.csv” findes ikke."),
        (["tom.csv", "nye.csv", "ud.csv"], "Filen “tom.csv” kan ikke læses: den er tom"),
        (["liste.xlsx", "nye.csv", "ud.csv"], "Filen “liste.xlsx” kan ikke læses: den skal være csv eller parquet"),
        (["skæv.csv", "nye.csv", "ud.csv"], "Filen “skæv.csv” kan ikke læses"),
        (["længere.csv", "nye.csv", "ud.csv"], "Filen “længere.csv” kan ikke læses"),
        (["andet.csv", "nye.csv", "ud.csv"], "Filen “andet.csv” kan ikke læses: ingen af overskrifterne"),
        (["falsk.parquet", "nye.csv", "ud.csv"], "Filen “falsk.parquet” kan ikke læses"),
    ],
)
def test_what_cannot_be_matched_is_told_in_a_sentence_and_writes_nothing(folder, capsys, words, sentence):
    (folder / "tom.csv").write_bytes(b"")
    (folder / "liste.xlsx").write_bytes(b"PK")
    (folder / "skæv.csv").write_text("CPR;Navn\n1;2\n1;2;3;4\n", "utf-8")
    (folder / "længere.csv").write_text("CPR;Navn\n1;2;3\n1;2;3\n", "utf-8")
    (folder / "andet.csv").write_text("Farve;Form\nrød;rund\n", "utf-8")
    (folder / "falsk.parquet").write_bytes(b"PAR1?")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert main(["match", *words, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["message"].startswith(sentence)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
