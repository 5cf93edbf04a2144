"""All that ingest says to people, in Danish."""

from __future__ import annotations

from collections.abc import Sequence

EMPTY_FILE = "{path}: filen er tom. Læg arkets tekst i den, eller fjern den."
UNDECODABLE = "{path}: filen kan ikke læses som tekst i UTF-8 (fejl ved byte {position}). Gem den igen som UTF-8."
UNREADABLE = "{path}: filen kan ikke åbnes ({reason}). Giv læseadgang til den, eller fjern den."
NO_TITLE = (
    "{path}: arket har ingen titel, der nævner en kommune (fundet øverst: »{found}«). "
    "Skriv en titel som »Almene boliger gør Herning Kommune bedre« i første linje."
)
NO_CORPUS = "Mappen {path} findes ikke. Angiv en mappe med faktaark: python -m ingest MAPPE"
NO_SHEETS = "Der er ingen faktaark (.txt) i {path}. Læg mindst ét ark i mappen, og kør python -m ingest igen."
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
UNMATCHED_COLUMNS = "rækken »{row}« har ikke lige så mange tal som tabellens hoved har kolonner; tallene bruges ikke"
NO_VALUE = "rækken »{row}« har intet tal i feltet »{cell}«"
SEVERAL_UNITS = "feltet »{cell}« i rækken »{row}« har en anden enhed end rækken eller kolonnen; tallet bruges ikke"
PERIOD_IN_DOUBT = "rækken »{row}« står under flere år, og det er uklart, hvilket der gælder »{cell}«; tallet bruges ikke"
TWO_KINDS = "rækken »{row}« og dens overskrift siger ikke med sikkerhed, hvilken slags bolig »{cell}« tæller; tallet bruges ikke"
UNKNOWN_LABEL = "rækken »{row}« siger ikke med sikkerhed, hvad »{cell}« tæller; tallet bruges ikke"
CONTRADICTED = "rækken »{row}« siges en anden gang med et andet tal i samme tabel; ingen af tallene bruges"
LONE_NUMBER = "tallet »{number}« står alene, uden ord om, hvad det tæller; det bruges ikke"
UNCLEAR_SCOPE = "det er uklart, hvem tallet »{figure}« gælder; tallet bruges ikke"
SEVERAL_KINDS = "det er uklart, hvilken slags bolig tallet »{figure}« tæller; tallet bruges ikke"
SEVERAL_PERIODS = "det er uklart, hvilket år tallet »{figure}« gælder; tallet bruges ikke"
RESPECTIVELY = "sætningen nævner tallet »{figure}« i en opremsning (»henholdsvis«); det bruges ikke"
PART_OF_NUMBER = "tallet »{figure}« er en del af et længere tal eller et spænd; det bruges ikke"
NO_CLAIMS = "{path}: der er ingen udsagn at læse. Læg en fil med tekst i sætninger eller tabeller i mappen, eller fjern den."
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
