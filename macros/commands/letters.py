"""The buttons that write letters: a proof that people see, and then what was in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from macros.button import button
from macros.desk import Desk
from macros.filling import filled_in
from workbook.change import Change
from workbook.journal.undo import Step
from workbook.letters.pile import TO_CITIZENS, TO_RELATIVES
from workbook.letters.previews import check_templates
from workbook.letters.proof import make_proof
from workbook.letters.sending import DIGITAL_FOLDER, send_letters
from workbook.problems import Ask, SettingsUnfilled
from workbook.settings import unfilled
from workbook.tables import LETTERS_SENT, REVIEW
from workbook.words import LetterKind


@button(
    "proof",
    label="Prøveudskrift",
    tip="Se brevene, før de sendes",
    more="Laver en PDF i mappen Ud med en liste over alle, der skal have brev, og et udvalg af brevene. "
    "På arket Prøveudskrift kan hvert brev få sin egen linje. Der sendes ikke noget endnu.",
    group="Breve",
    icon="FilePrintPreview",
    large=True,
)
def proof(desk: Desk) -> Change | Ask:
    """Show the letters that would go out today; an office that has not told who it is yet is asked first."""
    filled = filled_in(desk)
    if isinstance(filled, Ask):
        return filled
    desk = desk.after(filled)
    made = make_proof(
        desk.read,
        desk.settings,
        desk.templates,
        desk.folder,
        desk.now,
        desk.user,
        desk.new_ids,
        desk.answers.get("letters"),
    )
    return made if isinstance(made, Ask) else filled.then(made)


@button(
    "citizen-letters",
    label="Breve til borgere",
    tip="Send de breve til borgere, der er set i prøveudskriften",
    more="Laver brevene som PDF i mappen Ud, til papir og til Digital Post, og noterer dem på arket Breve. "
    "Er noget ændret siden prøveudskriften, bliver der ikke skrevet noget ud.",
    group="Breve",
    icon="MailMergeStartLetters",
)
def write_to_citizens(desk: Desk) -> Change:
    """Print the letters to citizens that were proofed."""
    return _send(desk, TO_CITIZENS)


@button(
    "relative-letters",
    label="Breve til pårørende",
    tip="Send de breve til pårørende, der er set i prøveudskriften",
    more="Som Breve til borgere. Uden borgerens samtykke røber brevet ikke, hvad det drejer sig om.",
    group="Breve",
    icon="EnvelopesAndLabelsDialog",
)
def write_to_relatives(desk: Desk) -> Change:
    """Print the letters to relatives that were proofed."""
    return _send(desk, TO_RELATIVES)


def _send(desk: Desk, kinds: Collection[LetterKind]) -> Change:
    settings = desk.settings
    if missing := unfilled(settings):
        raise SettingsUnfilled(missing)
    return send_letters(desk.read, settings, desk.templates, desk.folder, desk.today, desk.user, desk.new_ids, kinds)


def unsent(steps: Sequence[Step]) -> str:
    """Say which files with letters, plans and orders of a press that is taken back must not be used."""
    paths = [str(step.after["file"]) for step in steps if step.table is LETTERS_SENT and step.after]
    folder = f"/{DIGITAL_FOLDER}/"
    named = sorted({path.partition(folder)[0] + folder if folder in path else path for path in paths})
    one = len(named) == 1 and not named[0].endswith(folder)
    files, them = ("Filen", "den") if one else ("Filerne", "dem")
    return f" {files} ligger stadig i mappen Ud: {', '.join(named)}. Brug {them} ikke." if named else ""


@button(
    "check-templates",
    label="Tjek skabeloner",
    tip="Se, om ordene i breve og manuskripter kan bruges",
    more="Læser mappen Skabeloner og Ringbinds egne. Fejl kommer på arket Til vurdering med fil og linje. "
    "En liste og en prøve på hvert brev på hvert sprog lægges i mappen Ud.",
    group="Breve",
    icon="FileDocumentInspect",
)
def check_words(desk: Desk) -> Change:
    """Read every file of words, and print each with a made-up person."""
    settings = desk.settings
    return check_templates(desk.read(REVIEW), settings, desk.folder, desk.today, desk.user)
