"""All that ingest says to people, in Danish."""

from __future__ import annotations

from collections.abc import Sequence

EMPTY_FILE = "{path}: filen er tom. Læg arkets tekst i den, eller fjern den."
UNDECODABLE = "{path}: filen kan ikke læses som tekst i UTF-8 (fejl ved byte {position}). Gem den igen som UTF-8."
TOO_LARGE = (
    "{path}: filen fylder mere end {limit} MB og læses ikke. Et faktaark fylder nogle få sider; gem arket i en fil for sig."
)
TOO_LONG = "{path}: filen har mere end {limit} sider og læses ikke. Gem de sider, der er faktaarket, i en fil for sig."
TOO_DENSE = "{path}: side {page} har mere end {limit} ord og læses ikke. Gem de sider, der er faktaarket, i en fil for sig."
DAMAGED = (
    "{path}: filen er beskadiget eller afkortet og kan ikke læses. Hent den igen, eller åbn den i det program, den er lavet i, "
    "og gem den på ny."
)
LOCKED = "{path}: filen er låst med en adgangskode. Gem den uden adgangskode."
OLD_OR_LOCKED_WORD = (
    "{path}: filen er i Words gamle format eller låst med en adgangskode. Gem den i Word som .docx uden adgangskode."
)
NOT_WORD = "{path}: filen er ikke et Word-dokument, selv om navnet ender på .docx. Gem den i Word som .docx, eller ret endelsen."
NOT_PDF = "{path}: filen er ikke en PDF, selv om navnet ender på .pdf. Gem den som PDF, eller ret endelsen."
NOT_HTML = "{path}: filen er ikke en HTML-side, selv om navnet siger det. Gem siden igen som HTML, eller ret endelsen."
WRONG_ENCODING = "{path}: filen kan ikke læses som {encoding} (fejl ved byte {position}). Gem den igen som UTF-8."
UNKNOWN_ENCODING = "{path}: filen angiver tegnsættet »{encoding}«, som ikke kendes. Gem den igen som UTF-8."
NO_TEXT = "{path}: der er ingen tekst i filen. Læg arkets tekst i den, eller fjern den."
SCANNED = (
    "{path}: der er ingen tekst i filen; den er formentlig skannet som billeder. Gem arket som PDF fra det program, det er lavet "
    "i, eller gør teksten søgbar (OCR)."
)
UNKNOWN_CHARACTERS = (
    "{path}: side {page} har tegn, hvis betydning ikke står i filen (ved »{near}«), så tal kan blive læst forkert. "
    "Gem arket som PDF igen med skrifttyperne indlejret, eller læg dets tekst i en .txt-fil."
)
UNREADABLE = "{path}: filen kan ikke åbnes ({reason}). Giv læseadgang til den, eller fjern den."
NO_TITLE = (
    "{path}: arket har ingen titel, der nævner en kommune (fundet øverst: »{found}«). "
    "Skriv en titel som »Almene boliger gør Herning Kommune bedre« i første linje."
)
NO_CORPUS = "Mappen {path} findes ikke. Angiv en mappe med faktaark: python -m ingest MAPPE"
NO_SHEETS = "Der er ingen faktaark (.txt, .md, .pdf, .docx eller .html) i {path}. Læg mindst ét ark i mappen, og kør python -m ingest igen."
STORE_MISSING = "Lageret {path} findes ikke. Byg det med: python -m ingest --store {path}"
STORE_BROKEN = "{path} kan ikke læses som lager ({reason}). Slet mappen, og byg den igen med: python -m ingest --store {path}"
STORE_FOREIGN = "{path} er ikke et lager, men indeholder andre filer. Vælg en tom eller ny mappe med --store."
STORE_OTHER_MODEL = (
    "Lageret {path} er bygget med modellen {stored}, men indstillingen er {wanted}. Byg det igen med: "
    "python -m ingest --store {path} – eller sæt FAKTAARK_MODEL={stored}."
)
STORE_OTHER_FORMAT = (
    "Lageret {path} er bygget af en anden udgave af programmet. Byg det igen med: python -m ingest --store {path}"
)
MODEL_UNAVAILABLE = (
    "Sprogmodellen {name} til indlejring kan ikke hentes ({reason}). Sæt FAKTAARK_MODEL til en model på denne maskine, "
    "eller fjern indstillingen for at bruge den medfølgende."
)

UNCHANGED = "uændret"
ADDED = "tilføjet"
REPLACED = "erstattet"
REMOVED = "fjernet"
NOTHING_CHANGED = "Intet er ændret."

UNUSED_MARK = "fodnotemærket {mark} har ingen kilde i arket; udsagnet står uden kilde"
UNUSED_SOURCE = "kilden {number}) hører ikke til noget fodnotemærke"
UNREAD_ROW = "rækken »{row}« har intet tal, der kan læses med sikkerhed"
NO_HEADING = "rækken »{row}« står ikke under en overskrift, der siger, hvad der tælles; tallet bruges ikke"
UNTYPED = "tallet {figure} er ikke genkendt som et mål; det bruges kun i citater"

NO_NOTE = "ingen kilde i arket"
NO_PERIOD = "intet år"
NO_HEADING_LABEL = "uden overskrift"

CLI_DESCRIPTION = "Læser faktaark ind i lageret."
HELP_CORPUS = "mappen med faktaark (normalt corpus/)"
HELP_STORE = "lagerets mappe (normalt .store/ i projektet)"
HELP_LIST = "vis de tal og kilder, der er læst, til kontrol mod arket"
HELP_JSON = "skriv JSON (med --list)"


def summary(path: str, change: str, counts: Sequence[int]) -> str:
    """The summary line of a sheet; `counts` are claims, figures, notes, warnings."""
    claims, figures, notes, warnings = counts
    return (
        f"{path}: {change} – {claims} udsagn, {figures} tal, {_plural(notes, 'kildenote', 'kildenoter')}, "
        f"{_plural(warnings, 'advarsel', 'advarsler')}"
    )


def warning(path: str, line: int, message: str) -> str:
    """A warning with where it applies."""
    return f"{path}, linje {line}: {message}"


def total(sheets: int, counts: Sequence[int], *, changed: bool, failed: int) -> str:
    """The closing line of a run."""
    claims, figures, notes, warnings = counts
    line = (
        f"I alt: {sheets} ark, {claims} udsagn, {figures} tal, {_plural(notes, 'kildenote', 'kildenoter')}, "
        f"{_plural(warnings, 'advarsel', 'advarsler')}."
    )
    if failed:
        line += f" {_plural(failed, 'fil', 'filer')} kunne ikke læses."
    return line if changed else f"{line} {NOTHING_CHANGED}"


def _plural(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
