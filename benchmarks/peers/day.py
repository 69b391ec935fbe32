"""The day as a good analyst would script it: pandas for tables, openpyxl for the workbook, docxtpl for papers.

python day.py import|contacts|ssi|calls|answers|print|letters|overview|note FOLDER [FILE]

The register is FOLDER/Ringbind.xlsm, an office's new workbook, with a table on each sheet. Each step reads it, does its
part and writes the tables that changed, with the styles of their first row, as the steps happen at different hours of
the day. Papers are filled in by docxtpl and made PDF by LibreOffice. People are the same when their CPR number is.
"""

from __future__ import annotations

import subprocess
import sys
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import load_workbook
from openpyxl.worksheet.cell_range import CellRange

TODAY = "2021-04-20"
LONGEST = 200
SHEETS = ("Borgere", "Opkald", "Ringeliste", "Indlæste filer", "Listerækker", "Breve", "Historik")
AT_ONCE = 100
"""LibreOffice is given so many papers at a time."""
NEXT = {
    "Ikke svar": ("Ring op igen", 1),
    "Optaget": ("Ring op igen", 0),
    "Uafklaret": ("Ring op igen", 14),
    "Ja, booker selv": ("Se efter, om der er booket", 7),
    "Ønsker ikke vaccination": ("", 0),
}
WORDS = {"ikke svar": "Ikke svar", "uafklaret": "Uafklaret", "ønsker ikke": "Ønsker ikke vaccination"}

Book = dict[str, pd.DataFrame]


def load(workbook: Any) -> Book:
    """Return the tables of the workbook, all cells as texts."""
    book = {}
    for name in SHEETS:
        area = area_of(workbook[name])
        head, *rows = workbook[name].iter_rows(area.min_row, area.max_row, area.min_col, area.max_col, values_only=True)
        cells = [[_text(cell) for cell in row] for row in rows]
        book[name] = pd.DataFrame(cells, columns=head, dtype=object).dropna(how="all").reset_index(drop=True)
    return book


def area_of(sheet: Any) -> CellRange:
    """Return where the sheet's table stands."""
    return CellRange(next(iter(sheet.tables.values())).ref)


def _text(cell: Any) -> str | None:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}"
    return None if cell in (None, "") else str(cell)


def save(workbook: Any, name: str, rows: pd.DataFrame) -> None:
    """Write a table of the workbook: its rows in the styles of the first, none below."""
    sheet, area = workbook[name], area_of(workbook[name])
    head, model = sheet.iter_rows(area.min_row, area.min_row + 1, area.min_col, area.max_col)
    styles = [cell._style for cell in model]  # noqa: SLF001  as openpyxl's users do
    ours = rows.reindex(columns=[cell.value for cell in head]).astype(object)
    for at, row in enumerate(ours.where(ours.notna(), None).itertuples(index=False), start=area.min_row + 1):
        for column, (value, style) in enumerate(zip(row, styles, strict=True), start=area.min_col):
            cell = sheet.cell(at, column, value)
            cell._style = copy(style)  # noqa: SLF001
    for row in sheet.iter_rows(area.min_row + len(ours) + 1, area.max_row, area.min_col, area.max_col):
        for cell in row:
            cell.value = None
    area.expand(down=max(len(ours), 1) - (area.max_row - area.min_row))
    next(iter(sheet.tables.values())).ref = area.coord


def numbers(column: pd.Series) -> pd.Series:
    """Return CPR numbers as ten digits."""
    return column.str.replace(r"\D", "", regex=True).str.zfill(10)


def take_in(book: Book, rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Put people into the register by their CPR number; return the rows with the citizens' ids."""
    people = book["Borgere"]
    rows = rows.assign(CPR=numbers(rows["CPR"])).drop_duplicates("CPR")
    known = rows["CPR"].isin(people["CPR"])
    fresh = rows[~known].reindex(columns=people.columns)
    fresh["Borgernr."] = [f"B-{number:04d}" for number in range(len(people) + 1, len(people) + len(fresh) + 1)]
    people = pd.concat([people, fresh], ignore_index=True).set_index("CPR", drop=False)
    shared = [column for column in rows.columns if column in people.columns and column != "CPR"]
    newer = rows.set_index("CPR")[shared]
    blank = people.loc[newer.index, shared].isna()
    people.loc[newer.index, shared] = people.loc[newer.index, shared].mask(blank, newer)
    book["Borgere"] = people.reset_index(drop=True)
    number = f"L-{len(book['Indlæste filer']) + 1:04d}"
    listed = pd.DataFrame([{"Id": number, "Fil": name, "Læst ind den": TODAY, "Rækker": str(len(rows))}])
    book["Indlæste filer"] = pd.concat([book["Indlæste filer"], listed], ignore_index=True)
    rows = rows.assign(Borgernr=people.loc[rows["CPR"], "Borgernr."].tolist(), Liste=number)
    kept = pd.DataFrame({"Liste": number, "Række": range(2, len(rows) + 2), "Borgernr.": rows["Borgernr"].tolist()})
    kept["Bunke"] = known.map({True: "Kendt", False: "Ny"}).tolist()
    kept["Id"] = [
        f"LR-{at:04d}" for at in range(len(book["Listerækker"]) + 1, len(book["Listerækker"]) + len(kept) + 1)
    ]
    book["Listerækker"] = pd.concat([book["Listerækker"], kept.astype(str)], ignore_index=True)
    return rows


def settle(book: Book) -> None:
    """Work out each citizen's latest answer and next step."""
    calls = book["Opkald"].sort_values("Dato", kind="stable").drop_duplicates("Borgernr.", keep="last")
    latest = calls.set_index("Borgernr.")
    people = book["Borgere"].set_index("Borgernr.", drop=False)
    people["Seneste svar"] = latest["Svar"].reindex(people.index)
    people["Svar den"] = latest["Dato"].reindex(people.index)
    step = people["Seneste svar"].map(lambda answer: NEXT.get(answer, ("Ring op", 0))[0])
    pause = people["Seneste svar"].map(lambda answer: NEXT.get(answer, ("", 0))[1])
    no_phone = people["Telefon"].isna()
    people["Næste skridt"] = step.mask(no_phone & people["Seneste liste"].notna(), "Send brev")
    due = pd.to_datetime(people["Svar den"].fillna(TODAY)) + pd.to_timedelta(pause, unit="D")
    people["Næste dato"] = due.dt.strftime("%Y-%m-%d")
    people["Tilstand"] = people["Seneste svar"].fillna("Ny")
    book["Borgere"] = people.reset_index(drop=True)


def add_calls(book: Book, rows: pd.DataFrame) -> None:
    """Add calls with fresh ids."""
    start = len(book["Opkald"]) + 1
    rows = rows.assign(Id=[f"O-{number:04d}" for number in range(start, start + len(rows))])
    book["Opkald"] = pd.concat([book["Opkald"], rows], ignore_index=True)


def import_export(book: Book, _: Path, file: Path) -> None:
    """Take in the case system's export."""
    rows = pd.read_excel(file, dtype=str, engine="openpyxl").rename(columns={"CPR-nr.": "CPR"})
    take_in(book, rows, file.name)
    settle(book)


def contacts(book: Book, _: Path, file: Path) -> None:
    """Take in the office's own list of calls."""
    rows = pd.read_excel(file, dtype=str, engine="openpyxl")
    met = take_in(book, rows.drop(columns=["Dato for kontakt", "Ringet af", "Svar"]), file.name)
    told = rows.assign(CPR=numbers(rows["CPR"])).merge(met[["CPR", "Borgernr"]], on="CPR")
    days = pd.to_datetime(told["Dato for kontakt"], format="%d-%m-%Y").dt.strftime("%Y-%m-%d")
    calls = {"Borgernr.": told["Borgernr"], "Dato": days, "Af": told["Ringet af"], "Svar": told["Svar"].map(WORDS)}
    add_calls(book, pd.DataFrame(calls))
    settle(book)


def ssi(book: Book, _: Path, file: Path) -> None:
    """Take in SSI's list."""
    rows = pd.read_csv(file, sep=";", dtype=str, encoding="utf-8-sig").rename(columns={"Invitationsdato": "Inviteret"})
    listed = take_in(book, rows, file.name)
    people = book["Borgere"].set_index("Borgernr.", drop=False)
    people.loc[listed["Borgernr"], "Seneste liste"] = listed["Liste"].iloc[0]
    people["Første liste"] = people["Første liste"].fillna(people["Seneste liste"])
    book["Borgere"] = people.reset_index(drop=True)
    settle(book)


def calls(book: Book, _: Path) -> None:
    """Make today's call sheet."""
    people = book["Borgere"]
    due = people["Seneste liste"].notna() & people["Næste skridt"].isin(("Ring op", "Ring op igen"))
    today = people[due & (people["Næste dato"] <= TODAY)].sort_values(["Næste dato", "Borgernr."]).head(LONGEST)
    sheet = today.reindex(columns=book["Ringeliste"].columns).drop(columns="Svar")
    ids = [f"R-{at:04d}" for at in range(1, len(sheet) + 1)]
    sheet["Id"], sheet["Ringes fordi"], sheet["Svar"] = ids, today["Næste skridt"].to_numpy(), None
    book["Ringeliste"] = sheet


def answers(book: Book, _: Path) -> None:
    """Take the answers off the call sheet."""
    sheet = book["Ringeliste"]
    told = sheet[sheet["Svar"].notna()]
    add_calls(book, pd.DataFrame({"Borgernr.": told["Borgernr."], "Dato": TODAY, "Af": "MHN", "Svar": told["Svar"]}))
    book["Ringeliste"] = sheet[sheet["Svar"].isna()]
    settle(book)


def paper(folder: Path, name: str, lines: list[str], row: str = "") -> Path:
    """Make a Word file with fields, and a table whose row repeats where `row` names its fields."""
    from docx import Document  # noqa: PLC0415  a peer

    made = Document()
    for line in lines:
        made.add_paragraph(line)
    if row:
        table = made.add_table(rows=3, cols=len(row.split()))
        table.rows[0].cells[0].text = "{%tr for r in rows %}"
        for cell, field in zip(table.rows[1].cells, row.split(), strict=True):
            cell.text = "{{ r." + field + " }}"
        table.rows[2].cells[0].text = "{%tr endfor %}"
    made.save(str(folder / name))
    return folder / name


def fill(template: Path, target: Path, fields: dict[str, Any]) -> None:
    """Fill a Word file in."""
    from docxtpl import DocxTemplate  # noqa: PLC0415  a peer

    document = DocxTemplate(template)
    document.render(fields, autoescape=True)
    target.parent.mkdir(exist_ok=True)
    document.save(target)


def as_pdf(papers: list[Path]) -> None:
    """Let LibreOffice make PDF of the Word files beside them."""
    for at in range(0, len(papers), AT_ONCE):
        part = [str(paper) for paper in papers[at : at + AT_ONCE]]
        folder = papers[0].parent
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *part]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603  a peer
    if lost := sum(not paper.with_suffix(".pdf").exists() for paper in papers):
        sys.exit(f"LibreOffice ended without an error and left {lost} papers out")


def print_calls(book: Book, folder: Path) -> None:
    """Make the call sheet as PDF."""
    template = paper(folder, "ringeliste.docx", ["Ringeliste {{ day }}"], "id name phone why last")
    names = {"Borgernr.": "id", "Navn": "name", "Telefon": "phone", "Ringes fordi": "why", "Seneste svar": "last"}
    rows = book["Ringeliste"].fillna("").rename(columns=names).to_dict("records")
    fill(template, folder / "Ud" / "Ringeliste.docx", {"day": TODAY, "rows": rows})
    as_pdf([folder / "Ud" / "Ringeliste.docx"])


LETTER = [
    *("Ishøj Kommune", "{{ name }}", "{{ address }}", "{{ postcode }} {{ city }}", "", "{{ day }}"),
    *(
        "Tilbud om vaccination mod covid-19",
        "Kære {{ name }}",
        "Du er inviteret til vaccination, og vi har ikke hørt fra dig.",
    ),
    *("Ring til os på 00 00 00 00, hverdage kl. 9-15, så hjælper vi med at bestille tid.", "Venlig hilsen", "Kommunen"),
]


def letters(book: Book, folder: Path) -> None:
    """Make a letter to everybody who has no phone, a PDF each."""
    template = paper(folder, "brev.docx", LETTER * 2)
    due = book["Borgere"][book["Borgere"]["Næste skridt"] == "Send brev"].fillna("")
    sent: list[dict[str, str]] = []
    for row in due.to_dict("records"):
        where = {"address": row["Adresse"], "postcode": row["Postnr."], "city": row["By"]}
        file = f"Ud/{row['Borgernr.']}.docx"
        fill(template, folder / file, {"name": row["Navn"], "day": TODAY, **where})
        sent.append({"Id": f"U-{len(sent) + 1:04d}", "Borgernr.": row["Borgernr."], "Udskrevet": TODAY, "Fil": file})
    as_pdf([folder / row["Fil"] for row in sent])
    book["Breve"] = pd.concat([book["Breve"], pd.DataFrame(sent)], ignore_index=True)


def _figures(book: Book) -> list[dict[str, str]]:
    people = book["Borgere"]
    listed = people[people["Seneste liste"].notna()]
    counts = {f"På listen, {state}": count for state, count in listed["Tilstand"].value_counts().items()}
    counts |= {f"Målgruppe {group}": count for group, count in people["Målgruppe"].value_counts().items()}
    counts |= {"På listen": len(listed), "Opkald": len(book["Opkald"]), "Breve": len(book["Breve"])}
    return [{"Opgjort pr.": TODAY, "Tal": name, "Antal": str(count)} for name, count in counts.items()]


def overview(book: Book, _: Path) -> None:
    """Keep the day's figures."""
    older = book["Historik"][book["Historik"]["Opgjort pr."] != TODAY]
    book["Historik"] = pd.concat([older, pd.DataFrame(_figures(book))], ignore_index=True)


def note(book: Book, folder: Path) -> None:
    """Make the status note, as a Word file and as PDF."""
    rows = [{"name": row["Tal"], "count": row["Antal"]} for row in _figures(book)]
    template = paper(folder, "notat.docx", ["Status pr. {{ day }}"], "name count")
    fill(template, folder / "Ud" / "Statusnotat.docx", {"day": TODAY, "rows": rows})
    as_pdf([folder / "Ud" / "Statusnotat.docx"])


STEPS = {
    "import": import_export,
    "contacts": contacts,
    "ssi": ssi,
    "calls": calls,
    "answers": answers,
    "print": print_calls,
    "letters": letters,
    "overview": overview,
    "note": note,
}

if __name__ == "__main__":
    word, place, *files = sys.argv[1:]
    path = Path(place, "Ringbind.xlsm")
    office = load_workbook(path, keep_vba=True)
    register = load(office)
    before = dict(register)
    STEPS[word](register, Path(place), *map(Path, files))  # type: ignore[operator]
    changed = [name for name in SHEETS if register[name] is not before[name]]
    for name in changed:
        save(office, name, register[name])
    if changed:
        office.save(path)
