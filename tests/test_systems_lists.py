"""Lists as other systems write them: Nexus, Cura, Google Forms, the register of vaccinations, a laboratory."""

from datetime import date

import pytest

from workbook.lists import headings
from workbook.lists.kinds import ListFile
from workbook.lists.read import Sheet
from workbook.lists.recognise import recognise
from workbook.lists.text import split
from workbook.problems import Ask
from workbook.words import ListKind

ADA, BO = "0202501234", "0303501234"


def read(text):
    return recognise("liste.csv", [Sheet("", split(text, headings.score))], date(2021, 4, 27))


def cells(found, *names):
    assert isinstance(found, ListFile)
    return found.rows[list(names)].to_numpy().tolist()


def test_an_export_of_nexus_says_its_services_under_their_names():
    found = read(f"Borger CPR-nummer;Borger navn;Borger adresse;Indsats navn\n{ADA};Lund, Ada;Engvej 1;Madservice\n")
    assert cells(found, "name", "services") == [["Ada Lund", "Madservice"]]


def test_the_answers_of_a_form_are_contacts_on_the_day_they_were_sent():
    found = read(
        'Tidsstempel,CPR-nummer,"Navn, fornavn først",Vil borgeren vaccineres?\n'
        f"20/04/2021 09.15.22,{ADA},Ada Lund,Nej\n"
    )
    assert cells(found, "name", "answer", "called_on") == [["Ada Lund", "Nej", date(2021, 4, 20)]]


def test_english_headings_are_known():
    found = read(
        "CPR number,First name,Last name,Address,Zip code,City,Phone,Answer,Date,Comments\n"
        f"{ADA},Ada,Lund,Engvej 1,2635,Ishøj,68123456,Nej,2021-04-19,x\n"
    )
    assert cells(found, "name", "address", "postcode", "city", "phones", "called_on", "remark") == [
        ["Ada Lund", "Engvej 1", "2635", "Ishøj", ("68123456",), date(2021, 4, 19), "x"]
    ]


def test_a_row_for_each_jab_is_the_date_of_that_jab():
    found = read(f"CPR;Navn;Vaccine;Vaccinationsdato;Dosisnummer\n{ADA};Ada;X;15-04-2021;2\n{BO};Bo;X;16-04-2021;1\n")
    assert isinstance(found, ListFile)
    assert found.kind.list_kind is ListKind.VACCINATED
    assert cells(found, "cpr", "jab1_on", "jab2_on") == [
        [ADA, None, date(2021, 4, 15)],
        [BO, date(2021, 4, 16), None],
    ]


@pytest.mark.parametrize(
    "heads", ["CPR;Navn;Prøvetagningsdato;Analyse;Resultat", "CPR;Navn;Prøvedato", "CPR;Navn;Vaccinationsdato"]
)
def test_samples_and_jabs_of_no_number_are_neither_answers_nor_ssis_list(heads):
    assert isinstance(read(f"{heads}\n{ADA};Ada;20-04-2021;PCR;Negativ\n"), Ask)


def test_strokes_under_the_headings_and_a_source_at_the_foot_are_nobody():
    found = read(f"|CPR|Navn|Svar|\n|---|:--|---|\n|{ADA}|Ada|Nej|\n|Kilde: SSI, 20-04-2021|||\n")
    assert cells(found, "row", "name") == [[3, "Ada"]]
    assert cells(read("Navn;Svar\nKilde Holm;Nej\n"), "name", "answer") == [["Kilde Holm", "Nej"]]


def test_a_moment_counted_with_a_comma_and_a_town_behind_a_stroke_are_read():
    found = read(
        f"Navn (alfabetisk);CPR;Adr.;Postnr. / By;Svar;Ringet den\nAda;{ADA};Engvej 1;2635 / Ishøj;Nej;44287,375\n"
    )
    assert cells(found, "name", "address", "postcode", "city", "called_on") == [
        ["Ada", "Engvej 1", "2635", "Ishøj", date(2021, 4, 1)]
    ]


def test_the_second_line_of_an_address_belongs_to_it_and_a_town_does_not():
    found = read(
        "CPR;Navn;Adresselinje 1;Adresselinje 2;Postnr.;Ydelser\n"
        f"{ADA};Ada;c/o Ib Friis;Engvej 2;2635;\n{BO};Bo;Engvej 3;2635 Ishøj;;\n"
    )
    assert cells(found, "address", "postcode", "city") == [
        ["c/o Ib Friis, Engvej 2", "2635", None],
        ["Engvej 3", "2635", "Ishøj"],
    ]


def test_numbers_and_names_in_a_mail_are_a_list_when_somebody_says_so():
    mail = f"Emne: Liste\n\nHej\nHer er de sidste:\n\n{ADA} Ada Lund\n030350-1234 Bo Beck\n\nVenlig hilsen\n"
    sheet = Sheet("", split(mail, headings.score))
    found = recognise("mail.txt", [sheet], date(2021, 4, 27), {"kind": ListKind.SSI})
    assert cells(found, "row", "cpr", "name") == [[6, ADA, "Ada Lund"], [7, BO, "Bo Beck"], [9, None, None]]
