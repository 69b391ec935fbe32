"""The day as a good analyst would script it: pandas for tables, openpyxl for the workbook, docxtpl for papers.

python day.py new|import|contacts|ssi|calls|answers|print|letters|overview|note FOLDER [FILE]

The register is FOLDER/register.xlsx with a sheet per table. Each step reads it, does its part and writes it, as the
steps happen at different hours of the day. People are the same when their CPR number is.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd

TODAY = "2021-04-20"
LONGEST = 200
SHEETS: dict[str, list[str]] = {
    "Borgere": [
        *("Id", "CPR", "Navn", "Adresse", "Postnr.", "By", "Telefon", "Indsatser", "Sprog", "Målgruppe", "Inviteret"),
        *("Første liste", "Seneste liste", "Tilstand", "Seneste svar", "Svar den", "Næste skridt", "Næste dato"),
    ],
    "Opkald": ["Id", "Borgernr.", "Dato", "Af", "Svar"],
    "Ringeliste": ["Borgernr.", "Navn", "Telefon", "Adresse", "Ringes fordi", "Seneste svar", "Svar"],
    "Indlæste filer": ["Id", "Fil", "Dato", "Rækker"],
    "Listerækker": ["Liste", "Række", "Borgernr.", "Bunke"],
    "Breve": ["Borgernr.", "Dato", "Fil"],
    "Historik": ["Dato", "Tal", "Antal"],
}
NEXT = {
    "Ikke svar": ("Ring op igen", 1),
    "Optaget": ("Ring op igen", 0),
    "Uafklaret": ("Ring op igen", 14),
    "Ja, booker selv": ("Se efter, om der er booket", 7),
    "Ønsker ikke vaccination": ("", 0),
}
WORDS = {"ikke svar": "Ikke svar", "uafklaret": "Uafklaret", "ønsker ikke": "Ønsker ikke vaccination"}

Book = dict[str, pd.DataFrame]


def load(folder: Path) -> Book:
    """Return every sheet of the register, all cells as texts."""
    return pd.read_excel(folder / "register.xlsx", sheet_name=None, dtype=str, engine="openpyxl")


def save(folder: Path, book: Book) -> None:
    """Write every sheet of the register."""
    with pd.ExcelWriter(folder / "register.xlsx", engine="openpyxl") as out:
        for name, rows in book.items():
            rows.to_excel(out, sheet_name=name, index=False)


def numbers(column: pd.Series) -> pd.Series:
    """Return CPR numbers as ten digits."""
    return column.str.replace(r"\D", "", regex=True).str.zfill(10)


def take_in(book: Book, rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Put people into the register by their CPR number; return the rows with the citizens' ids."""
    people = book["Borgere"]
    rows = rows.assign(CPR=numbers(rows["CPR"])).drop_duplicates("CPR")
    known = rows["CPR"].isin(people["CPR"])
    fresh = rows[~known].reindex(columns=SHEETS["Borgere"])
    fresh["Id"] = [f"B-{number:04d}" for number in range(len(people) + 1, len(people) + len(fresh) + 1)]
    people = pd.concat([people, fresh], ignore_index=True).set_index("CPR", drop=False)
    shared = [column for column in rows.columns if column in people.columns and column != "CPR"]
    newer = rows.set_index("CPR")[shared]
    blank = people.loc[newer.index, shared].isna()
    people.loc[newer.index, shared] = people.loc[newer.index, shared].mask(blank, newer)
    book["Borgere"] = people.reset_index(drop=True)
    number = f"L-{len(book['Indlæste filer']) + 1:04d}"
    listed = pd.DataFrame([{"Id": number, "Fil": name, "Dato": TODAY, "Rækker": str(len(rows))}])
    book["Indlæste filer"] = pd.concat([book["Indlæste filer"], listed], ignore_index=True)
    rows = rows.assign(Borgernr=people.loc[rows["CPR"], "Id"].tolist(), Liste=number)
    kept = pd.DataFrame({"Liste": number, "Række": range(2, len(rows) + 2), "Borgernr.": rows["Borgernr"].tolist()})
    kept["Bunke"] = known.map({True: "Kendt", False: "Ny"}).tolist()
    book["Listerækker"] = pd.concat([book["Listerækker"], kept.astype(str)], ignore_index=True)
    return rows


def settle(book: Book) -> None:
    """Work out each citizen's latest answer and next step."""
    calls = book["Opkald"].sort_values("Dato", kind="stable").drop_duplicates("Borgernr.", keep="last")
    latest = calls.set_index("Borgernr.")
    people = book["Borgere"].set_index("Id", drop=False)
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


def new(folder: Path) -> None:
    """Make an empty register."""
    save(folder, {name: pd.DataFrame(columns=columns) for name, columns in SHEETS.items()})


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
    people = book["Borgere"].set_index("Id", drop=False)
    people.loc[listed["Borgernr"], "Seneste liste"] = listed["Liste"].iloc[0]
    people["Første liste"] = people["Første liste"].fillna(people["Seneste liste"])
    book["Borgere"] = people.reset_index(drop=True)
    settle(book)


def calls(book: Book, _: Path) -> None:
    """Make today's call sheet."""
    people = book["Borgere"]
    due = people["Seneste liste"].notna() & people["Næste skridt"].isin(("Ring op", "Ring op igen"))
    today = people[due & (people["Næste dato"] <= TODAY)].sort_values(["Næste dato", "Id"]).head(LONGEST)
    sheet = today.rename(columns={"Id": "Borgernr."}).reindex(columns=SHEETS["Ringeliste"])
    book["Ringeliste"] = sheet.assign(**{"Ringes fordi": today["Næste skridt"].to_numpy()})


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


def print_calls(book: Book, folder: Path) -> None:
    """Write the call sheet as a Word file."""
    template = paper(folder, "ringeliste.docx", ["Ringeliste {{ day }}"], "id name phone why last")
    names = {"Borgernr.": "id", "Navn": "name", "Telefon": "phone", "Ringes fordi": "why", "Seneste svar": "last"}
    rows = book["Ringeliste"].fillna("").rename(columns=names).to_dict("records")
    fill(template, folder / "Ud" / "Ringeliste.docx", {"day": TODAY, "rows": rows})


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
    """Write a letter to everybody who has no phone, a Word file each."""
    template = paper(folder, "brev.docx", LETTER * 2)
    due = book["Borgere"][book["Borgere"]["Næste skridt"] == "Send brev"].fillna("")
    sent = []
    for row in due.to_dict("records"):
        where = {"address": row["Adresse"], "postcode": row["Postnr."], "city": row["By"]}
        file = f"Ud/{row['Id']}.docx"
        fill(template, folder / file, {"name": row["Navn"], "day": TODAY, **where})
        sent.append({"Borgernr.": row["Id"], "Dato": TODAY, "Fil": file})
    book["Breve"] = pd.concat([book["Breve"], pd.DataFrame(sent, columns=SHEETS["Breve"])], ignore_index=True)


def _figures(book: Book) -> list[dict[str, str]]:
    people = book["Borgere"]
    listed = people[people["Seneste liste"].notna()]
    counts = {f"På listen, {state}": count for state, count in listed["Tilstand"].value_counts().items()}
    counts |= {f"Målgruppe {group}": count for group, count in people["Målgruppe"].value_counts().items()}
    counts |= {"På listen": len(listed), "Opkald": len(book["Opkald"]), "Breve": len(book["Breve"])}
    return [{"Dato": TODAY, "Tal": name, "Antal": str(count)} for name, count in counts.items()]


def overview(book: Book, _: Path) -> None:
    """Keep the day's figures."""
    older = book["Historik"][book["Historik"]["Dato"] != TODAY]
    book["Historik"] = pd.concat([older, pd.DataFrame(_figures(book))], ignore_index=True)


def note(book: Book, folder: Path) -> None:
    """Write the status note as a Word file."""
    rows = [{"name": row["Tal"], "count": row["Antal"]} for row in _figures(book)]
    template = paper(folder, "notat.docx", ["Status pr. {{ day }}"], "name count")
    fill(template, folder / "Ud" / "Statusnotat.docx", {"day": TODAY, "rows": rows})


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
READ_ONLY = {"print", "note"}

if __name__ == "__main__":
    word, place, *files = sys.argv[1:]
    if word == "new":
        new(Path(place))
    else:
        register = load(Path(place))
        STEPS[word](register, Path(place), *map(Path, files))  # type: ignore[operator]
        if word not in READ_ONLY:
            save(Path(place), register)
