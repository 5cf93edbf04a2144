"""The words of the page, in Danish."""

from __future__ import annotations

from app.wording import BUSY, FAILED, FAILED_TITLE, KIND_NOUNS, STATEMENTS
from ingest.claim import Figure

PAGE_TITLE = "Spørg faktaarkene"
PAGE_LEAD = (
    "Svar om de almene boliger i {places}, hentet ordret fra BL's faktaark. Hvert udsagn har et mærke, der viser stedet i "
    "arket og arkets egen kilde. Det, arkene ikke siger, svarer siden ikke på."
)
SOME_PLACES = "{count} kommuner"
THEME_BUTTON = "Skift mellem lys og mørk"
PRIVACY_KEPT = "Det, du spørger om, gemmes ikke."
PRIVACY_FEEDBACK = "Det, du spørger om, gemmes ikke, medmindre du selv sender en tilbagemelding på et svar."
PRIVACY_HERE = "Det bliver på maskinen, som siden kører på; intet sendes videre."
PRIVACY_MODEL = "Spørgsmål og svar sendes, uden deres tal, til sprogmodellen {model}, som formulerer svarene. Tallene og kilderne sætter siden selv ind."

TAB_CHAT, TAB_FIGURES, TAB_SHEETS = "Spørg", "Nøgletal", "Faktaark"

ASK_LABEL = "Dit spørgsmål"
ASK_PLACEHOLDER = "Skriv dit spørgsmål – Enter sender, Skift+Enter giver ny linje"
ASK_BUTTON = "Spørg"
NEW_BUTTON = "Ny samtale"
CHAT_LABEL = "Samtale"
WAITING = "Slår op i faktaarkene …"
WAITING_MODEL = "Slår op i faktaarkene … Sprogforståelsen er ved at blive indlæst, så det første svar kan tage lidt længere."
EXAMPLES_LABEL = "Spørg for eksempel:"
EXAMPLES_ONE: tuple[str, ...] = (
    "Hvor mange almene boliger er der i {place}?",
    "Hvor stor en andel af de almene boliger i {place} er ældreboliger?",
    "Hvordan fordeler de almene boliger i {place} sig?",
    "Er der flere ungdomsboliger end ældreboliger i {place}?",
    "Hvor meget lavere er huslejen end i private lejeboliger?",
    "Hvad siger arket for {place} om grøn omstilling?",
    "Hvor lang er ventelisten i {place}?",
)
"""What shows the range: a total, a share, a distribution, a comparison, a national figure, a text, a refusal."""
EXAMPLES_SEVERAL: tuple[str, ...] = (
    "Hvor mange almene boliger er der i {place}?",
    "Hvor stor en andel af de almene boliger i {place} er ældreboliger?",
    "Hvilken kommune har flest almene boliger?",
    "Sammenlign antallet af familieboliger i {place} og {other}",
    "Hvor meget lavere er huslejen end i private lejeboliger?",
    "Hvad siger arket for {place} om grøn omstilling?",
    "Hvor lang er ventelisten i {place}?",
)
EXAMPLE_OF_CHANGE = "Hvordan har antallet af familieboliger i {place} udviklet sig?"
"""Where a municipality has sheets of several editions."""
INSTEAD = "Det kan du spørge om i stedet:"
NEXT_QUESTIONS: tuple[str, ...] = (
    "Hvor mange almene boliger er der i {place}?",
    "Hvor mange bor i almene boliger i {place}?",
    "Hvad siger arket for {place} om grøn omstilling?",
)
"""What is offered where a refusal has nothing nearer."""

GRADIO_WORDS: dict[str, str] = {
    "Clear": "Ryd samtalen",
    "Scroll down": "Rul ned",
    "More tabs": "Flere faner",
    "chatbot conversation": "Samtale",
    "bot's message": "Svar",
    "user's message": "Spørgsmål",
}
"""Labels that Gradio has in English only, for screen readers."""
GRADIO_SAYINGS: dict[str, str] = {
    "Error": FAILED_TITLE,
    "This application is currently busy. Please try again.": BUSY,
    "Connection errored out.": "Forbindelsen til serveren er væk. Prøv igen om lidt.",
    "Connection to the server was lost. Attempting reconnection...": "Forbindelsen til serveren er væk. Prøver at få den igen …",
    "Lost connection due to leaving page. Rejoining queue...": "Forbindelsen var væk, mens siden ikke blev vist. Prøver igen …",
    "Server stopped unexpectedly.": "Serveren er stoppet. Prøv igen om lidt.",
    "404: ": "Serveren har været genstartet. Prøv igen.",
    "An Unexpected Error Occurred!": FAILED,
}
"""What Gradio says in English only, by how it begins."""

MARK_LABEL = "Kilde {marker}"
MARKS = "Svarets kilder"
SOURCES = "Kilder"
SOURCES_TITLE = "Kilder til svaret"
SOURCES_OF = "Kilder til »{question}«"
SOURCES_EMPTY = "Her vises de steder i faktaarkene, som et svar bygger på."
SOURCES_NONE = "Svaret bygger ikke på noget sted i arkene."
SOURCE_SCOPE = "Gælder"
SOURCE_NOBODY = "ikke angivet"
SOURCE_PERIOD = "Tid"
SOURCE_NO_PERIOD = "ikke angivet"
SOURCE_HEADING = "Overskrift"
SOURCE_NOTE = "Kilde ifølge arket"
SOURCE_SHEET = "Faktaark"
SHEET_TEXT = "Arkets egen tekst: {sheet}"
BACK = "Tilbage til svaret"

SUM_TERM, SUM_VALUE, SUM_SOURCE = "Led", "Tal", "Kilde"
MORE_SUMS = "Vis {count} regnestykker mere"
SUM_TOTAL = "Regnestykket: lagt sammen"
SUM_DIFFERENCE = "Regnestykket: trukket fra"
SUM_REST = "Regnestykket: resten op til 100 pct."
SUM_SHARE = "Regnestykket: i procent"
SUM_GROWTH = "Regnestykket: ændring i procent"
SUM_QUOTIENT = "Regnestykket: divideret"


def term_label(figure: Figure) -> str:
    """What a term of a sum is: "Almene ungdomsboliger, Herning Kommune, 2024"."""
    said = STATEMENTS.get(figure.measure)
    subject = said.subject if said else ""
    if figure.category:
        noun = KIND_NOUNS[figure.category][1]
        subject = f"{noun}, igangsat" if figure.measure == "begun" else noun
    elif figure.measure == "dwellings":
        subject = KIND_NOUNS[""][1]
    named = ", ".join(part for part in (subject, figure.scope, figure.period) if part)
    return named[:1].upper() + named[1:]


COPY = "Kopiér svar med kilder"
COPIED = "Kopieret"
LINK = "Link til spørgsmålet"
LINKED = "Link kopieret"
DOWNLOAD = "Hent samtalen"
CONVERSATION_FILE = "samtale.md"
TEXT_QUESTION = "Spørgsmål: {question}"
TEXT_CITED = "[{marker}] »{quote}« – {scope}{period}. Faktaark: {sheet}. {note}"

FEEDBACK_ASK = "Er svaret rigtigt?"
VERDICTS: dict[str, str] = {
    "right": "Ja, svaret er rigtigt",
    "wrong_figure": "Tallet er forkert",
    "wrong_source": "Kilden er forkert",
    "not_understood": "Spørgsmålet er ikke forstået",
}
FEEDBACK_COMMENT = "Kommentar (valgfri)"
FEEDBACK_SEND = "Send tilbagemelding"
FEEDBACK_WHERE = "Gemmes med spørgsmål og svar i en fil på maskinen, som siden kører på."
FEEDBACK_THANKS = "Tak. Tilbagemeldingen er gemt."
FEEDBACK_FAILED = "Tilbagemeldingen kunne ikke gemmes i {file}. Sig det til den, der har stillet siden op."

# --- key figures

KEY_SUBJECTS: dict[str, str] = {
    "dwellings": "{noun}",
    "begun": "Igangsat byggeri af {noun}",
    "residents": "Mennesker, der bor i {noun}",
    "vacating_rate": "Fraflytningsprocent i {noun}",
    "stock_share": "{noun}s andel af boligmassen",
    "rent_revenue": "Huslejeomsætning i almene afdelinger",
    "rent_gap": "Kvadratmeterhusleje i {noun}: hvor meget lavere end i private lejeboliger",
    "priority": "Adspurgte med flere betalelige lejeboliger som førsteprioritet",
    "social_plans": "Boligsociale helhedsplaner støttet af Landsbyggefonden",
    "plan_reach": "Borgere, som boligsociale helhedsplaner hjælper",
    "assignment_share": "Kommunale anvisninger, andel af alle anvisninger til {noun}",
    "assignment_right": "Kommunens anvisningsret, andel af ledige {noun}",
    "local_turnover": "Bidrag til øget omsætning i lokalområdet via indkøb af ydelser mv.",
    "renovation": "Renoveret for, med støtte fra Landsbyggefonden",
}
"""What is counted, for each measure; {noun} is the kind of dwelling."""
KEY_SUBJECT_OF_KIND = "{subject} ({kind})"
KEY_NOT_READ = "Citeret, ikke fortolket"
KEY_NOT_READ_WORDS = "Citeret, ikke fortolket: {words}"
KEY_NONE = "–"
KEY_ORDERS: dict[str, str] = {
    "place": "Kommune og emne",
    "subject": "Emne",
    "largest": "Største værdi først (inden for hver enhed)",
    "smallest": "Mindste værdi først (inden for hver enhed)",
    "newest": "Nyeste periode først",
}
KEY_BY_UNIT = "Værdierne er sorteret inden for hver enhed, for kroner, procent og boliger kan ikke sammenlignes."
KEY_COUNT_ONE, KEY_COUNT = "1 nøgletal", "{count} nøgletal"
KEY_COUNT_CUT = "Viser {shown} af {count} nøgletal. Vælg kommune, emne eller periode for at se færre; CSV-filen har dem alle."
KEY_EMPTY = "Ingen nøgletal passer til valget. Vælg færre ting, eller søg på et andet ord."
KEY_TOO_MANY = "{count} faktaark passer til valget, og der vises højst {limit} ad gangen. Vælg en kommune."
KEY_SAME_IN = "Samme tal i {count} faktaark"
KEY_SHOW, KEY_ASK = "Vis", "Spørg"
KEY_SHOW_LABEL = "Vis stedet i {path}: {subject}, {scope}"
KEY_ASK_LABEL = "Spørg: {question}"
KEY_COLUMNS: tuple[str, ...] = ("Gælder", "Emne", "Værdi", "Enhed", "Periode", "Udgave", "Kilde ifølge arket", "Se og spørg")
KEY_NUMERIC_COLUMNS = frozenset({"Værdi"})
KEY_FILE_COLUMNS: tuple[str, ...] = (
    "gælder", "emne", "værdi", "enhed", "som vist", "periode", "udgave", "forbehold", "afgrænsning", "kilde", "faktaark",
    "udsagn",
)  # fmt: skip
KEY_IN_OLDER = " ifølge faktaarket fra {year}"

KEY_SCOPE, KEY_SUBJECT, KEY_PERIOD = "Kommune", "Emne", "Periode"
KEY_SEARCH, KEY_ORDER, KEY_ALL = "Søg", "Sortér efter", "Alle"
KEY_DOWNLOAD = "Hent tabellen (CSV)"
KEY_FILE = "noegletal.csv"

# --- a sheet to read

SHEET_PLACE, SHEET_CHOICE = "Kommune", "Faktaark"
SHEET_SEVERAL = "Flere områder"
SHEET_EMPTY = "Vælg et faktaark."

LEFT_OUT = "… {count} tegn udeladt …"

# --- charts

CHART_TITLES: dict[str, str] = {
    "dwellings": "{noun}",
    "begun": "igangsat byggeri af {noun}",
    "residents": "mennesker i almene boliger",
    "vacating_rate": "fraflytningsprocent i almene familieboliger",
    "stock_share": "almene boligers andel af boligmassen",
    "rent_revenue": "almene afdelingers huslejeomsætning",
    "rent_gap": "hvor meget lavere kvadratmeterhuslejen er i almene familieboliger end i private lejeboliger",
    "priority": "adspurgte med flere betalelige lejeboliger som førsteprioritet",
    "social_plans": "boligsociale helhedsplaner støttet af Landsbyggefonden",
    "plan_reach": "borgere, som de boligsociale helhedsplaner hjælper",
    "assignment_share": "kommunale anvisningers andel af alle anvisninger til almene familieboliger",
    "assignment_right": "kommunal anvisningsret til ledige almene familieboliger",
    "local_turnover": "den almene sektors bidrag til øget omsætning i lokalområdet",
    "renovation": "renovering med støtte fra Landsbyggefonden",
}
"""What a chart of a measure counts, small at the start; {noun} is "almene familieboliger"."""
CHART_SHARES: dict[str, str] = {
    "dwellings": "{names} i pct. af de almene boliger",
    "begun": "{names} i pct. af de almene boliger, der blev igangsat byggeri af",
}
CHART_KINDS = "boligtyper"
CHART_MEAN = "{topic} pr. år i gennemsnit"
CHART_COMPLEMENT = "boliger, der ikke er almene, i pct. af boligmassen"
CHART_PER_DWELLING = "mennesker pr. almen bolig i gennemsnit"
CHART_CHANGE = "ændring fra {old} til {new}: {topic}"

CHART_UNITS: dict[str, str] = {
    "boliger": "antal boliger",
    "personer": "antal mennesker",
    "pct.": "pct.",
    "procentpoint": "procentpoint",
    "kr.": "kr.",
    "helhedsplaner": "antal helhedsplaner",
    "andel": "andel",
    "personer pr. bolig": "mennesker pr. bolig",
}
CHART_PER_YEAR = "{unit} pr. år"
CHART_CHANGED = "ændring i {unit}"
CHART_MILLIONS = "mio. kr."
CHART_KIND, CHART_PLACE, CHART_YEAR, CHART_PERIOD, CHART_EDITION = (
    "boligtype",
    "kommune",
    "år",
    "periode",
    "udgave af faktaarket",
)
CHART_WHOLE_COUNTRY = "Hele landet"

CHART_SOURCE = "Kilde: {sources}."
CHART_OF_SHEET = "Faktaarket for {scope}"
CHART_OF_SHEETS = "Kommunernes faktaark"
CHART_OF_NATIONAL = "BL's faktaark"
CHART_OF_TABLE = "Tabellen {name}"

CHART_FORMS: dict[str, str] = {"bars": "Søjlediagram", "columns": "Søjlediagram", "line": "Kurve"}
CHART_LABEL = "{form}: {title}. Tallene: {points}."
CHART_TABLE = "Vis som tabel"
CHART_PNG, CHART_CSV = "Hent som PNG", "Hent tallene (CSV)"
CHART_SHOWN, CHART_SUM, CHART_CLAIMS = "tal", "regnestykke", "udsagn"
CHART_COLUMNS = ("etiket", "værdi", "enhed", "som vist", "regnestykke", "gælder", "tid", "kilde", "faktaark", "bemærkning")
