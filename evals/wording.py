"""All that the evaluation says to people, in Danish."""

from __future__ import annotations

# --- what is wrong with an answer, by `scoring.Kind`

FAULTS: dict[str, str] = {
    "status": "status skulle være {wanted}, men er {got}",
    "trap": "»{wanted}« må ikke stå i svaret",
    "number": "tallet {wanted} mangler",
    "words": "ordene »{wanted}« mangler",
    "lead": "»{wanted}« skal stå i første sætning",
    "citation": "»{wanted}« er ikke citeret",
    "sheet": "arket {wanted} er ikke citeret",
    "scope": "intet citat gælder {wanted}",
    "note": "kildenoten skulle være »{wanted}«, men er »{got}«",
}

# --- banks that cannot be used

BANK_MISSING = "Spørgsmålsbanken {path} findes ikke. Angiv en YAML-fil eller en mappe med YAML-filer"
BANK_EMPTY = "Der er ingen spørgsmål i {path}. Felterne står i evals/banks/README.md"
BANK_UNREADABLE = "{path} kan ikke læses som YAML: {reason}"
BANK_NO_LIST = "{path} skal være en liste af spørgsmål, som hver er en række felter; se evals/banks/README.md"
BANK_FIELDS = "{path}: {id}: ukendte felter: {unknown}; felter, der mangler: {missing}. Se evals/banks/README.md"
BANK_STATUS = "{path}: {id}: status er »{status}« og skal være en eller flere af {known}"
BANK_TURNS = "{path}: {id}: turns skal være en liste med mindst én replik"
BANK_TWICE = "{path}: samme id står flere gange: {ids}"

# --- measures

ROWS: dict[str, str] = {
    "accuracy.all": "Rigtige svar i alt",
    "accuracy.wrong": "Forkerte svar (svarer, men forkert)",
    "accuracy.vain": "Afvist, hvor der er et svar",
    "accuracy.contains": "Svar med de krævede tal og ord i (løsere: uden kilder, fælder og første sætning)",
    "citation.recall": "Sætninger, som deres egne henvisninger bærer (citation recall)",
    "citation.precision": "Henvisninger, som deres sætning har brug for (citation precision)",
    "support.numbers": "Tal, der kan føres tilbage",
    "support.answers": "Svar, hvor alle tal kan føres tilbage",
    "support.sums": "Regnestykker, der går op",
    "scope.cited": "Svar, der henviser til den rigtige kommune eller landet",
    "scope.named": "Tal, hvor svaret siger, hvem de gælder",
    "scope.qualifier": "Tal, der beholder arkets forbehold (knap, over, …)",
    "refusal.precision": "Afvisninger, der var rigtige (præcision)",
    "refusal.recall": "Spørgsmål uden svar, der blev afvist (genfinding)",
    "refusal.f1": "Afvisninger, F1",
    "places.municipality": "Svar fra den rigtige kommune",
    "places.edition": "Svar fra det rigtige ark (kommune og udgave)",
    "turns.single": "Rigtige svar på spørgsmål, der står alene",
    "turns.followup": "Rigtige svar på opfølgende spørgsmål",
    "turns.later": "Rigtige svar fra tredje replik og frem",
    "latency.p50": "Svartid, median",
    "latency.p95": "Svartid, 95 % af svarene er hurtigere",
}
KIND_ROW = "Rigtige svar, {kind}"

# --- what is compared

SYSTEMS: dict[str, str] = {
    "assistant": "Assistenten",
    "without_examples": "– uden eksemplerne",
    "without_meaning": "– uden eksempler og nærhed i betydning",
    "without_spelling": "– uden stavehjælp",
    "without_lexicon": "– uden ordbogen",
    "without_texts": "– uden søgning i teksten",
    "without_conversation": "– uden samtalen før",
    "without_gate": "– uden porten",
    "recipe": "Standardopskriften, nærmeste stykke",
    "recipe_read": "Standardopskriften med sprogmodel",
    "words": "BM25 alene, bedste udsagn",
    "meaning": "Indlejringer alene, bedste udsagn",
}
RANKERS: dict[str, str] = {"meaning": "Indlejringer", "words": "BM25", "both": "Begge (reciprocal rank fusion)"}
NOTHING_FOUND = "Intet udsagn har ord fælles med spørgsmålet."
READER_REFUSES = "Det siger arket ikke"
READER_PROMPT = """Du svarer på spørgsmål om almene boliger ud fra stykker af BL's faktaark. Svar kort på dansk, og kun med det,
der står i stykkerne. Skriv efter hver sætning nummeret på det stykke, den bygger på, sådan: [1]. Står svaret ikke i
stykkerne, så skriv kun: Det siger arket ikke.

Stykker:
{pieces}

Samtalen før: {earlier}
Spørgsmål: {question}
"""
PERTURBATIONS: dict[str, str] = {
    "typing_errors": "Slåfejl",
    "no_capitals": "Kun små bogstaver",
    "no_danish_letters": "ae, oe og aa",
    "place_first": "Stedet først i sætningen",
    "polite": "Med høflig ramme",
    "english": "På engelsk (oversat i hånden)",
}
CHECKS: dict[str, str] = {
    "municipality": "Samme spørgsmål om en anden kommune giver den kommunes tal",
    "changed": "Et ændret tal ændrer netop det svar, der bygger på det",
    "removed": "En fjernet række giver en afvisning eller et forbehold",
    "shuffled": "Afsnit i anden rækkefølge ændrer intet",
}
NOT_STATED = "{question} Skulle begynde med {number}. Svar: {got}"
NOT_THE_SAME = "{question} Skulle være uændret. Før: {before}. Efter: {after}"
NOT_WITHHELD = "{question} Tallet {number} er fjernet, så svaret skal være en afvisning eller et forbehold. Svar: {got}"

# --- numbers


def percent(value: float | None, decimals: int = 1) -> str:
    """A share as Danes write it: 0.974 → "97,4 %"; "-" for none. Only what is whole is written 100 %."""
    if value is None:
        return "-"
    scaled = 100 * value
    shown = 10**-decimals
    if value < 1:
        scaled = min(scaled, 100 - shown) if decimals else scaled
    return f"{scaled:.{decimals}f} %".replace(".", ",")


def interval(bounds: tuple[float, float]) -> str:
    """An interval of shares: "96,5-98,1 %"."""
    low, high = (f"{100 * bound:.1f}".replace(".", ",") for bound in bounds)
    return f"{low}-{high} %"


def whole(value: int) -> str:
    """A whole number with its thousands told apart: "1.771"."""
    return f"{value:,}".replace(",", ".")


def quantity(value: float | None, unit: str) -> str:
    """A value with its unit: "12,3 ms", "0,94"."""
    if value is None:
        return "-"
    return f"{value:.1f} {unit}".replace(".", ",") if unit else f"{value:.3f}".replace(".", ",")


def p_value(p: float) -> str:
    """A p-value: "0,021", or "under 0,001"."""
    return "under 0,001" if p < 0.001 else f"{p:.3f}".replace(".", ",")


def row_name(key: str) -> str:
    """What a row is called; one by kind by its kind."""
    return ROWS.get(key) or KIND_ROW.format(kind=key.partition(".")[2])


# --- the report

TITLE = "Måling af svarene: {bank}"
LEAD = "{made}. {count} spørgsmål, {part}."
PART_NAMES: dict[str, str] = {"dev": "den del, der arbejdes med", "test": "den del, der er lagt til side", "egen": "egen bank"}
PART_NOTES: dict[str, str] = {
    "dev": "Reglerne og eksemplerne er rettet efter disse spørgsmål, så tallene er højere, end de vil være for nye spørgsmål. "
    "Et ærligt tal fås kun af den del, der er lagt til side: python -m evals --part test.",
    "test": "Spørgsmålene er ikke set under arbejdet. De og svarene vises ikke, så de kan blive ved med at være nye.",
}
PART_NOTE_OWN = "Om programmet er rettet efter disse spørgsmål, ved målingen ikke."
NOT_SHOWN = "Spørgsmål og svar vises ikke for den del, der er lagt til side (--show viser dem, og så er de ikke længere nye)."

TOO_LOW = "{measure}: {value}, skal være mindst {least}"
TOO_LOW_TITLE = "Under grænsen"
CHANGED_TITLE = "Siden sidste løb ({since})"
UNCHANGED = "Intet er ændret."
BETTER, WORSE = "Blevet rigtige", "Blevet forkerte"
OTHER_CASES = "Spørgsmål, der er kommet til: {added}; som er væk: {gone}. De er ikke med i sammenligningen."
CHANGED_HEADER = ("Mål", "Før", "Nu")

MEASURES_TITLE = "Mål"
MEASURES_HEADER = ("Mål", "Antal", "Værdi", "95 %-interval")
INTERVALS = (
    "Intervallerne er Wilsons. De siger, hvor meget tallet kan skyldes, at netop disse spørgsmål er valgt, og intet om, hvorvidt "
    "de ligner dem, brugerne stiller. Sætninger og tal fra samme svar hænger sammen, så for dem er intervallerne for smalle. "
    "Hvordan hvert mål er defineret, står i evals/measures/."
)
KINDS_TITLE = "Rigtige svar efter art"
KINDS_HEADER = ("Art", "Antal", "Værdi", "95 %-interval")
OF = "{hits} af {of}"
PICTURE = "{title}, som søjler med 95 %-intervaller; tallene står i tabellen"

SYSTEMS_TITLE = "Side om side, på de samme {count} spørgsmål"
SYSTEMS_LEAD = (
    "Alle er spurgt i samme løb. »Rigtige« kræver alt, hvad banken kræver; »har tallene« kun, at status er rigtig, og at de krævede tal "
    "og ord står i svaret, for et stykke på 500 tegn kan ikke undgå at vise andre tal og har ingen kildenoter. p er McNemars "
    "eksakte test mod assistenten, to-sidet; »p, Holm« er rettet for, at flere prøves. Standardopskriften er LangChains "
    "RecursiveCharacterTextSplitter (500 tegn, 50 overlap), samme indlejringer, Chroma og de fire nærmeste stykker; uden "
    "sprogmodel er det nærmeste stykke svaret, og den kan da ikke afvise."
)
SYSTEMS_HEADER = ("System", "Rigtige", "Har tallene", "Kun assistenten", "Kun dette", "p", "p, Holm")
SYSTEMS_PICTURE = "Rigtige svar, system for system"

LOCAL_MODEL = "Henter en lille sprogmodel, starter den på denne maskine og måler assistenten med og uden den"
LOCAL_MODEL_FAILED = "Sprogmodellen kunne ikke hentes eller startes ({reason}). Det kræver pakkerne fra PyPI og en C-oversætter."
MODEL_TITLE = "Med og uden sprogmodel ({name})"
MODEL_LEAD = (
    "De samme {count} spørgsmål, stillet assistenten alene og med sprogmodellen slået til. Sprogmodellen ser ingen tal og skriver "
    "ingen; hver af dens sætninger holdes op mod svaret og går gennem porten, og det, der ikke består, falder bort."
)
MODEL_HEADER = ("Assistenten", "Rigtige", "Tal, der kan føres tilbage", "Tid, median", "Tid, 95 %")
MODEL_SIDES = ("uden", "med")
MODEL_SENTENCES = "Sprogmodellen skrev {written} sætninger; {dropped} af dem bestod ikke (fejl før porten) og faldt bort."
MODEL_NOT_ASKED = "ikke brugt (intet at formulere)"
MODEL_REASONS = "Hvorfor sætninger faldt bort (den første grund for hver):"

DROPS_TITLE = "De samme spørgsmål, stillet anderledes"
DROPS_LEAD = "Kun spørgsmål, som ændringen gør anderledes, tælles. p er McNemars eksakte test af forskellen."
DROPS_LOST = "Rigtige som spurgt, men ikke som ændret:"
DROPS_HEADER = ("Ændring", "Spørgsmål", "Før", "Efter", "Tabt", "Vundet", "p")

CHECKS_TITLE = "Hvad der må følge, når et ark ændres (opdigtede ark)"
CHECKS_HEADER = ("Krav", "Holdt")

RANKINGS_TITLE = "Genfinding af udsagn"
RANKINGS_LEAD = (
    "Spørgsmål, der står alene og kræver bestemte udsagn. Mindst ét: et krævet udsagn er blandt de første 1, 4 eller 10; alle: "
    "hvert krævet udsagn er. Assistenten selv slår tal op efter, hvad de tæller, og bruger kun genfinding for tekster."
)
RANKINGS_HEADER = ("Rækkefølge efter", "Mindst ét, 1", "4", "10", "Alle, 1", "4", "10", "nDCG@10", "Spørgsmål")

ORIENTATION_TITLE = "Til orientering: offentlige tal"
ORIENTATION_HEADER = ("Tal", "Hvad det er", "Kilde")
ORIENTATION = (
    (
        "51,5 %",
        "sætninger fra generative søgemaskiner, der var fuldt båret af deres henvisninger",
        "Liu m.fl. 2023, arXiv 2304.09848",
    ),
    ("74,5 %", "henvisninger, der bar deres sætning, samme sted", "Liu m.fl. 2023, arXiv 2304.09848"),
    ("højst 63 %", "spørgsmål besvaret uden hallucination af de bedste systemer i CRAG", "Yang m.fl. 2024, arXiv 2406.04744"),
    ("78 %", "rigtige svar om kommunale budgetter fra GRASP (GPT-4o alene: 60 %)", "Xu m.fl. 2025, arXiv 2503.23299"),
)
COMPARABLE = (
    "De tal kan ikke holdes direkte op mod dem her. De er fra andre spørgsmål, på engelsk, over langt større og mere blandede tekster, "
    "og mennesker eller sprogmodeller har bedømt dem. Bankerne her er skrevet til netop disse ark, et svar bedømmes af regler, og "
    "arket er kort. Tallene siger kun, at opgaven er svær for andre slags systemer. Det, der kan sammenlignes, er systemerne i "
    "samme løb, på de samme spørgsmål."
)

WRONG_TITLE = "Forkerte svar ({count})"
ASKED, EXPECTED, GOT, WHAT_IS_WRONG = "Spurgt", "Krævet", "Svar", "Forkert"
DEMANDS: dict[str, str] = {
    "status": "status",
    "lead": "først",
    "numbers": "tal",
    "words": "ord",
    "scope": "gælder",
    "cites": "citat",
    "sheets": "ark",
    "note": "note",
    "traps": "ikke",
}

# --- the command

DESCRIPTION = (
    "Måler svarene på en spørgsmålsbank og skriver en rapport. 0: målt; 1: noget ligger under grænsen i evals/thresholds.toml."
)
QUESTIONS = "SPØRGSMÅL"
HELP: dict[str, str] = {
    "questions": "en bank (YAML) eller en mappe med banker, i stedet for en medfølgende",
    "store": "lagerets mappe",
    "bank": "den medfølgende bank, der måles",
    "part": "den del af den medfølgende bank, der måles: dev arbejdes der med, test er lagt til side",
    "quiet": "skriv kun tallene, ikke de forkerte svar",
    "show": "vis også spørgsmål og svar fra den del, der er lagt til side; så er de ikke længere nye",
    "report": "mappen til rapport og resultat (evals/report)",
    "all": "alt: --compare, --perturb, --metamorphic og --retrieval",
    "compare": "sammenlign med standardopskriften, BM25 og indlejringer, og med assistenten uden hver af dens dele",
    "perturb": "stil også spørgsmålene anderledes: slåfejl, små bogstaver, ae/oe/aa, ordstilling, høflig ramme, engelsk",
    "metamorphic": "prøv, at svarene følger med, når opdigtede ark ændres",
    "retrieval": "mål, hvor godt udsagnene findes",
    "sample": "hvor mange spørgsmål --compare og --perturb bruger (300; 0 er alle)",
    "seed": "samme frø giver samme slåfejl",
    "model": "en sprogmodel, som LangChain kender den, fx ollama:gemma3: til assistenten, med og uden, og til standardopskriften (slår --compare til); scripted:honest og scripted:liar er til prøver",
    "embedding": "endnu en indlejringsmodel fra sentence-transformers (slår --retrieval til); kan gentages",
    "readme": "mål alle medfølgende banker og skriv tallene i README.md",
    "banks": "mål kun disse banker, sammen med --readme eller --check",
    "check": "mål alle medfølgende banker; 1, hvis README.md siger noget andet, eller noget ligger under grænsen",
    "feedback": "lav en bank af det, brugerne har meldt i chatten (feedback.jsonl)",
}
COUNTED = "{name:<12} {hits:>4} af {of}"
TOTAL = "i alt"
WRITTEN = "Rapport: {report} (og {html}); resultat: {result}"

# --- reading

READING = "{bank:<8} {read:>4} af {of} tal læst, {wrong} læst forkert"
READ_WRONG = "  forkert: {figure}"
NOT_READ = "  ikke læst: {sheet}, {value} ({measure})"

# --- the score in the README

BANK_NAMES: dict[str, str] = {
    "herning": "Herning, det rigtige ark",
    "many": "Seks opdigtede kommuner",
    "few": "Tre opdigtede kommuner",
    "eight": "Otte opdigtede kommuner",
    "four": "Fire opdigtede kommuner",
    "seven": "Syv opdigtede kommuner",
    "nine": "Ni opdigtede kommuner",
    "six": "Seks andre opdigtede kommuner",
    "made611": "Fem opdigtede kommuner (frø 611)",
    "made622": "Seks opdigtede kommuner (frø 622)",
    "made633": "Fire opdigtede kommuner (frø 633)",
    "made744": "Seks opdigtede kommuner (frø 744)",
    "made855": "Fem opdigtede kommuner (frø 855)",
    "made866": "Seks opdigtede kommuner (frø 866)",
    "made911": "Seks opdigtede kommuner (frø 911)",
    "made922": "Fem opdigtede kommuner (frø 922)",
    "made933": "Seks opdigtede kommuner (frø 933)",
    "made944": "Fem opdigtede kommuner (frø 944)",
    "made977": "Seks opdigtede kommuner (frø 977)",
    "made1003": "Fem opdigtede kommuner (frø 1003)",
    "made1017": "Seks opdigtede kommuner (frø 1017)",
    "made1031": "Seks opdigtede kommuner (frø 1031)",
    "made1101": "Seks opdigtede kommuner (frø 1101)",
    "made1213": "Fem opdigtede kommuner (frø 1213)",
    "made1407": "Seks opdigtede kommuner (frø 1407)",
    "made1511": "Fem opdigtede kommuner (frø 1511)",
    "made1613": "Fem opdigtede kommuner (frø 1613)",
    "made1723": "Seks opdigtede kommuner (frø 1723)",
    "made1831": "Seks opdigtede kommuner (frø 1831)",
    "made1933": "Fem opdigtede kommuner (frø 1933)",
    "made2039": "Fem opdigtede kommuner (frø 2039)",
    "made2147": "Seks opdigtede kommuner (frø 2147)",
    "made2251": "Fem opdigtede kommuner (frø 2251)",
    "hand1": "Fem opdigtede kommuner, ark af anden hånd",
    "hand2": "Fem opdigtede kommuner, ark i fem former",
    "hand3": "Seks opdigtede kommuner, pressesider",
    "hand4": "Fire opdigtede kommuner, halvdelen PDF",
    "hand5": "Fem opdigtede kommuner, ark af en femte hånd",
    "hand6": "Fem opdigtede kommuner, ark af en sjette hånd",
    "hand7": "Fem opdigtede kommuner, ark af en syvende hånd",
    "hand8": "Fem opdigtede kommuner, ark af en ottende hånd",
    "hand9": "Seks opdigtede kommuner, ark af en niende hånd",
    "hand10": "Fem opdigtede kommuner, ark af en tiende hånd",
    "hand11": "Seks opdigtede kommuner, ark af en ellevte hånd",
    "hand12": "Seks opdigtede kommuner, ark af en tolvte hånd",
    "hand13": "Seks opdigtede kommuner, ark af en trettende hånd",
    "hand14": "Fem opdigtede kommuner, ark af en fjortende hånd",
    "hand15": "Fem opdigtede kommuner, ark af en femtende hånd",
    "hand16": "Seks opdigtede kommuner, ark af en sekstende hånd",
}
SCORE_PARTS: dict[str, str] = {"dev": "arbejdes med", "test": "lagt til side"}
SCORE_LABEL = "{bank}; {part}"
SCORE_HEADER = (
    "Spørgsmål",
    "Rigtige svar",
    "Andel (95 %-interval)",
    "Forkerte svar",
    "Afvist uden grund",
    "Tal, der kan føres tilbage",
)
NO_SCORE_BLOCK = "README.md har ikke noget sted til tallene. Sæt linjerne <!-- score --> og <!-- end --> ind, hvor de skal stå"
SCORE_DIFFERS = "README.md siger: {there}\nmålt er:       {now}\nKør python -m evals --readme, hvis det er rigtigt"

# --- reports from users

VERDICTS: dict[str, str] = {
    "right": "Brugeren: rigtigt",
    "wrong_figure": "Brugeren: forkert tal",
    "wrong_source": "Brugeren: forkert kilde",
    "not_understood": "Brugeren: ikke forstået",
}
FEEDBACK_UNREADABLE = "{path} kan ikke læses: {reason}"
FEEDBACK_EMPTY = "Der er ingen meldinger i {path}"
FEEDBACK_LINE = "{path}, linje {line} er ikke en melding fra chatten. Ret eller fjern linjen"
FEEDBACK_TOP = "Spørgsmål fra brugere. Gør hvert færdigt, og flyt det til en bank; felterne står i evals/banks/README.md."
FEEDBACK_COMMENT = "Bemærkning"
FEEDBACK_COMPLETE = "Udfyld status og det, et rigtigt svar skal holde."
FEEDBACK_DONE = "{count} spørgsmål skrevet til {path}. De skal gøres færdige, før de kan måles"

# --- the long trials

SOAK = "Prøver længe, hvad der skal holde, hvad der end går galt, og skriver resultatet til en fil."
HELP_SOAK_ONLY = "kun denne prøve"
HELP_SOAK_QUICK = "en kort udgave"
HELP_SOAK_CASE = "kun dette tilfælde (nummeret fra en fejl)"
HELP_SOAK_OUT = "filen til resultatet (normalt evals/report/soak.json)"
SOAK_HEAD = "| Prøve | Frø | Tilfælde | Udfald | Brudte løfter | Længste | Hukommelse | Tid |\n| --- | --- | --- | --- | --- | --- | --- | --- |"
