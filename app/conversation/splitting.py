"""A turn → the questions in it: leads off, sentences apart, parts of "hvor mange …, og hvor mange …" apart."""

from __future__ import annotations

import re

from app.asking.development import TREND
from app.asking.operations import speaks_of_the_share
from app.asking.question import Form, Question
from app.asking.reader import read_question
from app.conversation.framing import names_something
from app.finding.evidence import eligible
from app.wording import KIND_NOUNS
from ingest.lexicon import FRAME, lexicon
from ingest.measures import KIND_CONCEPTS

# Concepts too common to be a subject of their own: with only these, an elliptic turn keeps the subject before it.
WEAK = frozenset(
    "dwelling almen youth family elderly young families old people tenant live municipal social project population local help money "
    "support existing planned trend ghetto".split()
)

_NEW_SENTENCE = re.compile(
    r"(?<=[?!])\s+(?=\S)|(?<=[^\d][.])(?<![\s.][A-ZÆØÅ][.])\s+(?=[A-ZÆØÅ])|(?<=[^\W\d]{3}[.])\s+(?=(?:og )?(?:hvor|hvad|hvem|hvilke[nt]?|how|what)\b)"
)
_ASKS = r"(?:hvor|hvad|hvem|hvilke[nt]?|hvornår|how|what)\b"
_NEW_PART = re.compile(
    rf"(?<!-)\s+samt\s+|\s*[,;]?\s+(?:og|samt|and)\s+(?={_ASKS})|\s*[,;]\s+(?=hvor (?:mange|meget|stor)\b)|\s*,?\s+(?:og|men|and)\s+(?=(?:er|har|kommer|bliver|blev|får|giver|skaber|findes|gør|kan|tjener|is|are|has|does|do)\s+(?:det|den|de|der|nogen|tallet|antallet|andelen|man|it|that|there|they|any\w*)\b)",
    re.IGNORECASE,
)
QUESTION_WORD = re.compile(r"\b(?:hvor|hvad|hvem|hvilke[nt]?|hvornår|how|what|who|which)\b", re.IGNORECASE)


def names_in_full(turn: str, own: tuple[str, ...]) -> str:
    """A turn with what is left out of names put in ("Nr. Ådal"); in small letters only those of the sheets."""
    return _SHORT_NAME.sub(lambda match: _in_full(match, own), turn)


def _in_full(match: re.Match[str], own: tuple[str, ...]) -> str:
    name = f"{_IN_FULL[match['short'].lower()]} {match['rest']}"
    known = any(name.lower().rstrip("s") == municipality.lower().rstrip("s") for municipality in own)
    return name if known or match["rest"][0].isupper() else match.group()


_IN_FULL = {"nr": "Nørre", "sdr": "Sønder", "vr": "Vester", "øs": "Øster", "st": "Store", "ll": "Lille", "gl": "Gammel"}
_SHORT_NAME = re.compile(r"\b(?P<short>[Nn]r|[Ss]dr|[Vv]r|[Øø]s|[Ss]t|[Ll]l|[Gg]l)\. ?(?P<rest>[^\W\d_]{2,}(?:[ -][A-ZÆØÅ]\w+)*)")


def without_lead(turn: str, own: tuple[str, ...]) -> str:
    """A turn without what the user says of himself before a colon, or of what else he knows, where a whole question follows it."""
    known = _KNOWS.match(turn)
    lead, colon, asked = (known.group(), ",", turn[known.end() :]) if known else turn.partition(": ")
    if not colon or not QUESTION_WORD.search(asked) or not _OF_SELF.search(lead) or _CLAIMS.search(lead):
        return turn
    question, led = read_question(asked, own), read_question(lead, own)
    whole = bool(eligible(question)) and not question.elliptic
    carries = led.places.named or led.periods or led.categories or led.claimed
    return asked if whole and not carries else turn


_KNOWS = re.compile(
    r"^\W*(?:jeg|vi|i) (?:(?:kan|kunne) (?:godt |sagtens |let )?(?:finde|se|læse)|har (?:allerede |selv |nu )?(?:fundet|set|fået|læst|styr på)?|kender|ved(?: godt)?|know|have|can see)\b[^?:]*?,? (?:men|but) (?=(?:hvor|hvad|hvem|hvilke[nt]?|how|what)\b)",
    re.IGNORECASE,
)
"""Says what the user knows already, before he asks for something else ("jeg kan finde antallet af beboere, men hvor mange …")."""
_OF_SELF = re.compile(r"\b(?:jeg|vi|min|mit|vores|undertegnede)\b", re.IGNORECASE)
_CLAIMS = re.compile(r"\b(?:ikke|uden|undtagen)\b", re.IGNORECASE)
"""Words by which what leads up to a question may limit it."""


def split_turn(turn: str) -> list[str]:
    """The questions in a turn. A sentence that only leads up to a question is put with it where it leans on it."""
    numbered = [part.strip(" .,;:\n") for part in _NUMBERED.split(turn)]
    if len(numbered) > _TWO and all(numbered[1:]):
        lead = f"{numbered[0]}. " if names_something(numbered[0]) else ""
        return [each for part in (f"{lead}{numbered[1]}", *numbered[2:]) for each in split_turn(part)]
    sentences = _whole([part.strip() for part in _NEW_SENTENCE.split(turn) if part and part.strip()])
    sentences = _with_explained(sentences)
    asking = [sentence for sentence in sentences if sentence.endswith("?") or QUESTION_WORD.search(sentence)]
    if any(sentence.endswith("?") for sentence in asking):
        asking = [
            sentence
            for sentence in asking
            if sentence.endswith("?") or (names_something(sentence) and not _STATES.search(sentence))
        ]
    if asking and len(sentences) > len(asking) and not any(names_something(sentence) for sentence in asking):
        after = sentences[sentences.index(asking[-1]) + 1 :]
        if any(names_something(sentence) for sentence in after):
            return [turn]
    merged: list[str] = []
    lead = ""
    in_key_words = not asking and len(sentences) == 1
    for said in sentences if asking or in_key_words else [turn]:
        if asking and said not in asking:
            lead = said
            continue
        sentence = _CONFIRMS.sub(r"\1?", said) if lead and names_something(lead) else said
        if merged and _NOT_ASKED.match(sentence):
            continue
        if merged and (puts_right := _PUTS_RIGHT.match(sentence)):
            rest = sentence[puts_right.end() :]
            asks = rest.endswith("?") and bool(eligible(read_question(rest, ())))
            merged[-1] = rest if asks else f"{merged[-1].rstrip('?. ')}, {sentence}"
            continue
        asked = read_question(sentence, ())
        if lead and _OF_THAT_KIND.search(sentence) and not asked.concepts & _THAT_KIND:
            merged.append(f"{_nouns(lead)} – {sentence}")
        else:
            of_lead = _kinds_of_lead(lead, asked)
            led = read_question(lead, ())
            points = bool(_POINTS.search(sentence)) and bool(led.concepts - NO_SUBJECT)
            points = points or bool(led.claimed and not asked.claimed and _THE_NUMBER.search(sentence))
            points = points or ("except" in led.operations and bool(led.categories) and bool(_LEAVES_OUT.match(lead)))
            points = points or (asked.form is not Form.FIGURE and bool(_SITUATION.search(sentence)))
            leans = lead and (points or not _has_subject(asked, lead) or (asked.form is Form.TEXT and _OF_IT.search(sentence)))
            merged.append(f"{lead} {sentence}" if leans else f"{of_lead}{sentence}")
        only_leads = asked.concepts == {TREND} and not asked.operations and bool(asking) and said is not asking[-1]
        lead = merged.pop() if only_leads else ""
    return [part for sentence in merged for part in _parts(sentence)]


_LEAVES_OUT = re.compile(r"^\W*(?:regn|træk|tag|tæl|se|glem|fjern|hold|lad|pil|skær|drop)\b", re.IGNORECASE)
"""Tells what to leave out of what is asked after it ("træk ungdomsboligerne fra. Hvad …?")."""
_NUMBERED = re.compile(
    r"(?:^|(?<=\s))(?:(?:spørgsmål|spm\.?|question) ?(?:nr\.? ?)?\d\b[.:)]?|\d\)|[a-e]\))\s+(?=(?:og )?(?:hvor|hvad|hvem|hvilke[nt]?|hvordan|hvornår|er|har|how|what|who|which|is)\b)",
    re.IGNORECASE,
)
"""Before each of several questions: its number ("1) hvor mange … 2) hvor mange …")."""
_TWO = 2
_STATES = re.compile(
    r"^(?![^,]*\b(?:hvor (?:mange|meget)|hvad|hvilke[nt]?)\b)[^,?]*\b(?:siger|påstår|hævder|mener|skriver|fortæller|har (?:hørt|læst|set|sagt|skrevet|påstået)|claims|says)\b[^,?]*,? at\b",
    re.IGNORECASE,
)
"""Tells what somebody says, which the sentence after it asks about."""
_CONFIRMS = re.compile(
    r"^((?:stemmer|passer|holder) det|er det (?:rigtigt|sandt|korrekt)|har (?:han|hun|de|vedkommende) ret),? (?:når|hvis|ifølge|set ud fra|ud fra|målt på)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
"""Asks whether what the sentence before says is so, and adds by what it is to be judged."""
_NOT_ASKED = re.compile(
    r"(?:altså )?ikke |altså af|(?:men )?(?:jeg er|er) (?:helt |fuldstændig )?ligeglad\b|(?:men )?jeg (?:spørger|mener) ikke\b|det er (?:mig )?ligegyldigt\b",
    re.IGNORECASE,
)
"""Begins a sentence that only says what is not asked for."""


def _with_explained(sentences: list[str]) -> list[str]:
    """The sentences; one that only says in other words what the question before it is about, as a part of it."""
    whole: list[str] = []
    for sentence in sentences:
        explains = bool(whole) and whole[-1].endswith("?") and not sentence.endswith("?") and bool(_EXPLAINS.match(sentence))
        if explains and names_something(sentence):
            whole[-1] = f"{whole[-1].rstrip('? ')}, {sentence.rstrip('. ')}?"
        else:
            whole.append(sentence)
    return whole


_EXPLAINS = re.compile(r"^\W*(?:altså|dvs\.?|det vil sige|forstået som|i betydningen)(?! ikke\b| af\b)\b", re.IGNORECASE)


def _whole(sentences: list[str]) -> list[str]:
    """The sentences; those of a turn in key words ("Almene. Boliger i alt. Antal?") as one."""
    if len(sentences) < _KEY_WORDS or max(len(sentence.split()) for sentence in sentences) > _KEY_WORDS:
        return sentences
    return [", ".join(sentence.rstrip(".?!") for sentence in sentences) + ("?" if sentences[-1].endswith("?") else "")]


_PUTS_RIGHT = re.compile(
    r"^\W*(?:jeg mener|eller rettere|med andre ord|det vil sige|dvs\.?|altså|i mean|that is)[,: ]+", re.IGNORECASE
)
"""Says again, in other words, what was asked in the sentence before."""
_KEY_WORDS = 3
"""Sentences in key words: at least so many, of so many words at most."""


def _kinds_of_lead(lead: str, asked: Question) -> str:
    """The kinds of dwelling that a sentence leads up with to a share of "det" or "de", or to "de to grupper", to stand before the question."""
    shared = "share" in asked.operations and not asked.categories and bool(_IT.search(asked.text))
    shared = shared or (not asked.categories and bool(_THOSE_GROUPS.search(asked.text)))
    shared = shared or ("share" in asked.operations and bool(_OF_BOTH.search(asked.text)))
    shared = shared or (not asked.categories and asked.concepts <= _OF_BEGUN and bool(_ANY.search(asked.text)))
    led = read_question(lead, ()) if lead and shared else None
    if not led or not led.categories:
        return ""
    together = " tilsammen" if "sum" in led.operations else ""
    return f"{' og '.join(KIND_NOUNS[kind][1] for kind in led.categories)}{together} – "


_OF_BOTH = re.compile(r"\baf (?:de|disse) to\b", re.IGNORECASE)
"""Two kinds, named before, as the whole that a share is of."""
_OF_BEGUN = frozenset({"begun", "built", "project", "municipal"})
_ANY = re.compile(r"\b(?:nogen|nogle|any)\b(?! (?:\w+ )?\w*(?:bolig|kommune))", re.IGNORECASE)
"""Asks for any of what the sentence before names ("blev der igangsat nogen?")."""
_THOSE_GROUPS = re.compile(
    r"\b(?:de|disse|those|the)(?: (?:to|two))? (?:grupper|målgrupper|typer|slags|kategorier|former|groups|kinds|types)\b|\bbegge (?:grupper|målgrupper|typer|slags|dele)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:på|i|inden for|om|til) (?:det|dette|den) (?:område|emne|punkt|felt|spørgsmål|forbindelse|sag)\b|\bom emnet\b|\b(?:den|det|denne|dette|that|this) (?:omsætning|tal|beløb|andel|procent\w*|antal|turnover|amount|number|share|figure)\b",
    re.IGNORECASE,
)
"""Names what stands in the sentence before by its kind alone."""
_THE_NUMBER = re.compile(
    r"\b(?:det|der),? (?:det |som )?dækker\b|\bdækker det\b|\bhvad er det for (?:et tal|noget)\b|\bhvad (?:står|tæller) det for\b|\b(?:dækker|tæller|betyder|viser|gælder|er|handler|angiver|udtrykker) (?:tallet|beløbet|procenten|procentsatsen|procenttallet|andelen|summen)\b"
    r"|\b(?:tallet|beløbet|procenten|procentsatsen|procenttallet|andelen|summen) (?:dækker|tæller|betyder|viser|gælder|stammer|handler|over|angiver)\b",
    re.IGNORECASE,
)
"""Asks of the number in the sentence before."""
_SITUATION = re.compile(
    r"\b(?:(?:sådan nogle?|folk|nogen|en) som (?:os|mig|hende|ham|dem)|(?:et|en) af de (?:situationer|tilfælde|grunde|ting)|i (?:min|vores|den|sådan en|hendes|hans) situation|"
    r"(?:til|for) (?:os|mig|hende|ham|dem|det) også|også (?:\w+ )?(?:til|for) (?:os|mig|hende|ham|dem|det)|people like (?:us|me))\b",
    re.IGNORECASE,
)
"""Asks whether what the sentence before tells of is meant too."""
_OF_IT = re.compile(r"\b(?:ved|om|imod|mod|for|af|til|på) det\W*$", re.IGNORECASE)
_IT = re.compile(r"\b(?:det|de|dem|they|that|it)\b(?! (?:almene?|samlede|hele)\b)", re.IGNORECASE)
"""Stands for what was named before."""


_OF_THAT_KIND = re.compile(
    r"\b(?:den slags|af dem|sådan (?:en|her|nogle?)|af slagsen|like that|that kind|that sort)\b", re.IGNORECASE
)
"""Points to what the sentence before names."""
_THAT_KIND = frozenset({"dwelling", "almen"})


def _nouns(lead: str) -> str:
    """What a sentence names: its kinds of dwelling, else what it is about, and its names ("ældrebolig Fjordby")."""
    words = read_question(lead, ()).words
    kinds = {concept for word in words for concept in word.concepts} & (_THAT_KIND | KIND_CONCEPTS)
    subject = kinds or lexicon().terms - NO_SUBJECT - {FRAME}
    return " ".join(w.text for at, w in enumerate(words) if w.concepts & subject or (at and w.text[:1].isupper()))


def _parts(sentence: str) -> list[str]:
    """Parts of "hvor mange …, og hvor mange …"; what comes before the first thing asked stays with it."""
    parts: list[str] = []
    start = 0
    for match in _NEW_PART.finditer(sentence):
        if _BECAME.match(sentence[match.end() :]):
            continue
        asked = read_question(sentence[start : match.start()], ())
        if asked.operations and not (asked.concepts or asked.talk or speaks_of_the_share(asked)):
            continue  # "hvilken kilde og hvilket årstal": of the same thing
        if (
            "samt" in match.group()
            or QUESTION_WORD.search(sentence[start : match.start()])
            or re.search(r"\bantal", sentence[start : match.start()], re.IGNORECASE)
            or (_REQUESTS.search(sentence[start : match.start()]) and eligible(asked))
            or (asked.form is Form.YES_NO and asked.concepts - WEAK and _ASKS_ON.search(sentence[match.start() :]))
        ):
            parts.append(sentence[start : match.start()].strip())
            start = match.end()
    return [*parts, sentence[start:].strip()]


_REQUESTS = re.compile(
    r"\b(?:giv|vis|find|oplys|send|fortæl|skaf|skriv|skal bruge|vil (?:gerne )?(?:vide|have|høre)|mangler|ønsker|har brug for|give me|tell me|need)\b",
    re.IGNORECASE,
)
_ASKS_ON = re.compile(rf"^\W*(?:og|samt|and)\W+{_ASKS}", re.IGNORECASE)
_BECAME = re.compile(
    r"i så fald|hvor ligger (?:de|den|det)(?: to)?\W*$|hvad (?:svarer|bliver|er) det (?:til )?i procent|hvor mange procent (?:er|svarer|bliver) det(?: til)?\W*$|hvor (?:mange|meget|langt|stort) (?:\w+ ){0,2}(?:skiller|adskiller|er der (?:i)?mellem)|hvad er (?:det|den|tallet) (?:blevet|nu|i dag)|hvor (?:mange|meget|stor\w*|høj\w*|lav\w*)(?: (?:er|var|har|havde) (?:det|den|der))?(?: så)?\W*$"
    r"|how (?:many|much|high|large|big)(?: (?:is|are|was|were) (?:it|that|there))?\W*$",
    re.IGNORECASE,
)
"""Goes on about the same, and is no question of its own."""


def _has_subject(question: Question, lead: str) -> bool:
    if question.concepts - NO_SUBJECT or question.talk:
        return True
    if question.concepts - {TREND}:
        return not read_question(lead, ()).concepts - NO_SUBJECT
    return bool(question.unknown) and not read_question(lead, ()).concepts


NO_SUBJECT = frozenset({TREND, "money", "municipal"})
"""Concepts that tell of no measure."""
