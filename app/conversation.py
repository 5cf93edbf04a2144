"""The turns of a conversation → the question to answer, with what it leaves out filled in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from app.against import held_against, recent_measures, spoken_of
from app.development import TREND, asks_of_change, says_change
from app.editions import edition_around
from app.evidence import GENERIC, eligible, mentioned
from app.lists import THAN, parts_of
from app.places import Places
from app.question import Form, Question, of_the_others, read_question
from app.wording import KIND_NOUNS, NOUNS
from ingest.measures import CATEGORIES

# Concepts too common to be a subject of their own: with only these, an elliptic turn keeps the subject before it.
WEAK = frozenset(
    "dwelling almen youth family elderly young families old people tenant live municipal social project population local help money "
    "support existing planned trend ghetto".split()
)
_KINDS = frozenset("youth family elderly young families old".split())
_NEW_SENTENCE = re.compile(
    r"(?<=[?!])\s+(?=\S)|(?<=[^\d][.])\s+(?=[A-ZÆØÅ])|(?<=[^\W\d]{3}[.])\s+(?=(?:og )?(?:hvor|hvad|hvem|hvilke[nt]?|how|what)\b)"
)
_COMPARES = re.compile(
    r"^(?:og |men |så )?(?:er|var) (?:det|den|tallet|beløbet) (?:mere|mindre|flere|færre|højere|lavere|større) end\b",
    re.IGNORECASE,
)
"""Has what was asked before it as one side."""
_OF_CLAUSE = re.compile(r".*? end (?:det|dem|hvad|hvor|the|what)\b", re.IGNORECASE)
_ASKS = r"(?:hvor|hvad|hvem|hvilke[nt]?|hvornår|how|what)\b"
_NEW_PART = re.compile(
    rf"(?<!-)\s+samt\s+|\s*[,;]?\s+(?:og|samt|and)\s+(?={_ASKS})|\s*[,;]\s+(?=hvor (?:mange|meget|stor)\b)|\s*,?\s+(?:og|men|and)\s+(?=(?:er|har|kommer|bliver|blev|får|giver|skaber|findes|gør|kan|tjener|is|are|has|does|do)\s+(?:det|den|de|der|nogen|tallet|antallet|andelen|man|it|that|there|they|any\w*)\b)",
    re.IGNORECASE,
)
_WH = re.compile(r"\b(?:hvor|hvad|hvem|hvilke[nt]?|hvornår|how|what|who|which)\b", re.IGNORECASE)


def _nowhere(_: Question) -> str:
    return ""


def questions_of(turns: list[str], own: tuple[str, ...], winner: Callable[[Question], str] = _nowhere) -> list[Question]:
    """The questions that the last turn asks, each standing on its own; earlier turns fill in what it leaves out.

    `winner` tells which municipality comes first by the answer to a question over all of them, or "".
    """
    before: Question | None = None
    asked: list[Question] = []
    for turn in (_without_lead(unframed(_names_in_full(turn)), own) for turn in turns):
        asked = []
        parts = split_turn(turn)
        around = read_question(turn, own).places if parts != [turn] else None
        for part in parts:
            question = read_question(_with_noun(before, part, own), own)
            if before and _COMPARES.match(part):
                whole = read_question(f"{before.text.rstrip('?. ')} – {part}", own)
                question = whole if held_against(whole, own) or _OF_CLAUSE.match(part) else question
            question = replace(question, places=_placed(question, around), of_change=asks_of_change(question))
            question = _disputed(before, question)
            edition = edition_around(turn, part) if around is not None and not question.of_change else ""
            question = replace(question, text=f"{question.text} ({edition})") if edition else question
            if before and before.places.every and not question.places.named and _THE_WINNER.search(part):
                question = _about(question, winner(before))
            if (
                before
                and question.talk is None
                and (asked or not _CHANGES_SUBJECT.search(turn))
                and leans_on(question, asked_before=bool(asked))
                and not _begins_anew(before, question)
            ):
                question = carry_over(before, question)
            else:
                question = replace(
                    question, elliptic=False, recent=_recent(before, question), places=_kept_places(before, question, own)
                )
            question = replace(
                question, recent_places=_recent_places(before, question), recent_measures=recent_measures(before, question)
            )
            several = [] if held_against(question, own) else parts_of(question, own)
            asked.extend(several or _by_year(question))
            if question.talk is None:
                before = question
    return asked


_OF_WHAT = re.compile(
    r"\b(?:formål\w*|godt for|(?:går|bruges|bruger|anvendes|brugt) (?:\w+ ){0,3}til|gavn|nytte|hjælper (?:\w+ )?med|purpose|(?:used|good) for)\b",
    re.IGNORECASE,
)
"""Asks what something is for, which a sentence tells and no figure."""
_PRONOUN = re.compile(r"\b(?:dem|den|det|de|disse|they|them|it)\b", re.IGNORECASE)


def _with_noun(before: Question | None, part: str, own: tuple[str, ...]) -> str:
    """A turn that asks what "de" or "den" is for, with what was spoken of in its place."""
    if before is None or not _OF_WHAT.search(part) or not _PRONOUN.search(part):
        return part
    measures = eligible(before)
    noun = NOUNS.get(measures[0], "") if measures and not read_question(part, own).concepts - WEAK else ""
    return _PRONOUN.sub(noun, part, count=1) if noun else part


_DISPUTES = re.compile(
    r"\b(?:hørt|læst|set|troe?de|tror|siger|sagde|sige|skrev|skriver|påstår|påstod|mener|mente|regnede med|gættede|passer|fået at vide|nej|heard|read|thought|says|said)\b",
    re.IGNORECASE,
)


def _disputed(before: Question | None, question: Question) -> Question:
    """A number held against the answer before ("det passer da ikke, jeg har hørt 9.000"), as a question whether it is so."""
    states = question.form in {Form.KEYWORDS, Form.OPEN} and question.claimed and _DISPUTES.search(question.text)
    if before is None or not states or _WH.search(question.text) or question.concepts - WEAK or question.places.named:
        return question
    return replace(question, form=Form.YES_NO, unknown=(), concepts=frozenset(), elliptic=True)


def _by_year(question: Question) -> list[Question]:
    """The question once for each of several years that it lists, where no change between them is asked for."""
    years = question.periods
    listed = len(years) > 2 and all(year.isdigit() for year in years)
    if not listed or question.of_change or question.form not in {Form.FIGURE, Form.OPEN, Form.KEYWORDS}:
        return [question]
    return [replace(question, periods=(year,)) for year in years]


_THE_WINNER = re.compile(
    r"\b(?:den|den samme|that|the same|samme) (?:kommune|by|municipality|town|city|one|sted)\b|\bvinderen\b|\btopscoreren\b|\bthe winner\b"
    r"|\b(?:har|havde|er|var|does|did|has|had) (?:den|it)\b|\b(?:der|dér|there)\W*$|\bder(?:ovre|henne|nede|oppe)\b|\bdér\b",
    re.IGNORECASE,
)
"""Points to the municipality that came first."""


def _about(question: Question, municipality: str) -> Question:
    """The question put about a municipality, where one is given."""
    return replace(question, places=replace(question.places, own=(municipality,), local=False)) if municipality else question


def _recent(before: Question | None, question: Question) -> tuple[str, ...]:
    """The kinds of dwelling spoken of so far, as long as the conversation is about them."""
    spoken = before.recent if before and question.categories else ()
    return tuple(dict.fromkeys((*(kind for kind in spoken if kind not in question.categories), *question.categories)))


def _kept_places(before: Question | None, question: Question, own: tuple[str, ...]) -> Places:
    """The municipality of the conversation, until another is named; of one sheet alone there is none to keep."""
    places = question.places
    if before is None or len(own) < 2 or places.named or question.talk:
        return places
    return replace(places, own=before.places.own)


_THERE = re.compile(
    r"\b(?:der(?:ovre|nede|oppe|ude|henne)|dér|hos os|her(?:ovre|nede|oppe|ude|inde)?|vi|vores|kommunen|byen|there)\b",
    re.IGNORECASE,
)


def _placed(question: Question, around: Places | None) -> Places:
    """The question's places, or those that the rest of its turn names ("Jeg bor i Fjordby. Hvor mange …?")."""
    places = question.places
    if around is not None and _are_those(question.text, around.own):
        return replace(places, own=around.own, every=False)
    if around is not None and places.every and len(around.own) == 1 and not places.own and _THERE.search(question.text):
        return replace(places, own=around.own)
    if around is None or places.national or places.other or places.every:
        return places
    if places.own:
        beside = tuple(name for name in around.own if name not in places.own)
        return replace(places, own=(*beside, *places.own)) if places.local and len(beside) == 1 else places
    others = around.other if _THERE.search(question.text) and not around.own else ()
    return replace(places, own=around.own, other=others)


_THOSE = re.compile(
    r"\b(?:begge|both|de|disse|the|these|those)(?: (?P<count>to|tre|fire|two|three|four))? (?:kommuner|byer|steder|municipalities|towns|cities|places)\b|\bbegge to\b|\b(?:de|the) (?P<bare>to|tre|two|three)\b(?! (?:\w*bolig|udgave|ark|faktaark|år|type|slags|kategori|tal|edition|sheet|year|kind))",
    re.IGNORECASE,
)
_COUNTS = {"to": 2, "two": 2, "tre": 3, "three": 3, "fire": 4, "four": 4}


def _are_those(text: str, named: tuple[str, ...]) -> bool:
    """Whether the municipalities just named are meant ("de to kommuner")."""
    match = _THOSE.search(text)
    if not match or len(named) < 2:
        return False
    count = (match["count"] or match["bare"] or "").lower()
    return not count or _COUNTS[count] == len(named)


def _recent_places(before: Question | None, question: Question) -> tuple[str, ...]:
    """The municipalities spoken of so far, the last ones last."""
    spoken = before.recent_places if before else ()
    own = question.places.own
    return tuple(dict.fromkeys((*(name for name in spoken if name not in own), *own)))


def unframed(turn: str) -> str:
    """A turn without the greeting before it, the thanks after it, and the frame that only asks for an answer."""
    inner = _THANKS_AFTER.sub("", _FRAME_BEFORE.sub("", _GREETING_BEFORE.sub("", turn)))
    return inner if any(letter.isalnum() for letter in inner) else turn


_GREETING_BEFORE = re.compile(r"^\s*(?:goddag|hejsa|hej|god(?:morgen|aften)|hello|hi)\s*[.!,]\s+(?=\S)", re.IGNORECASE)
_FRAME_BEFORE = re.compile(r"^\s*(?:vil|kan|kunne|could|would) (?:du|i|you)\b[^:?.]{0,60}:\s*(?=\S)", re.IGNORECASE)
_THANKS_AFTER = re.compile(
    r"(?<=[?.!])\s+(?:på forhånd )?(?:mange )?(?:tak|thanks|thank you)(?: for (?:hjælpen|svaret))?\s*[.!]*\s*$", re.IGNORECASE
)


def _names_in_full(turn: str) -> str:
    """A turn with what is left out of names put in ("Nr. Ådal")."""
    return _SHORT_NAME.sub(lambda match: f"{_IN_FULL[match['short'].lower()]} ", turn)


_IN_FULL = {"nr": "Nørre", "sdr": "Sønder", "vr": "Vester", "øs": "Øster", "st": "Store", "ll": "Lille", "gl": "Gammel"}
_SHORT_NAME = re.compile(r"\b(?P<short>[Nn]r|[Ss]dr|[Vv]r|[Øø]s|[Ss]t|[Ll]l|[Gg]l)\. ?(?=[A-ZÆØÅ][a-zæøå])")


def _without_lead(turn: str, own: tuple[str, ...]) -> str:
    """A turn without what the user says of himself before a colon, where a whole question follows it."""
    lead, colon, asked = turn.partition(": ")
    if not colon or not _WH.search(asked) or not _OF_SELF.search(lead) or _CLAIMS.search(lead):
        return turn
    question, led = read_question(asked, own), read_question(lead, own)
    whole = bool(eligible(question)) and not question.elliptic
    carries = led.places.named or led.periods or led.categories or led.claimed
    return asked if whole and not carries else turn


_OF_SELF = re.compile(r"\b(?:jeg|vi|min|mit|vores|undertegnede)\b", re.IGNORECASE)
_CLAIMS = re.compile(r"\b(?:ikke|uden|undtagen)\b", re.IGNORECASE)
"""Words by which what leads up to a question may limit it."""


def split_turn(turn: str) -> list[str]:
    """The questions in a turn. A sentence that only leads up to a question is put with it where it leans on it."""
    sentences = _whole([part.strip() for part in _NEW_SENTENCE.split(turn) if part and part.strip()])
    asking = [sentence for sentence in sentences if sentence.endswith("?") or _WH.search(sentence)]
    if any(sentence.endswith("?") for sentence in asking):
        asking = [sentence for sentence in asking if sentence.endswith("?") or _names_something(sentence)]
    if asking and len(sentences) > len(asking) and not any(_names_something(sentence) for sentence in asking):
        after = sentences[sentences.index(asking[-1]) + 1 :]
        if any(_names_something(sentence) for sentence in after):
            return [turn]
    merged: list[str] = []
    lead = ""
    for sentence in sentences if asking else [turn]:
        if asking and sentence not in asking:
            lead = sentence
            continue
        if merged and sentence.lower().startswith(("ikke ", "altså ikke", "altså af")):
            continue
        asked = read_question(sentence, ())
        if lead and _OF_THAT_KIND.search(sentence) and not asked.concepts & _THAT_KIND:
            merged.append(f"{_nouns(lead)} – {sentence}")
        else:
            of_lead = _kinds_of_lead(lead, asked)
            points = _POINTS.search(sentence) and read_question(lead, ()).concepts - _NO_SUBJECT
            leans = lead and (points or not _has_subject(asked, lead) or (asked.form is Form.TEXT and _OF_IT.search(sentence)))
            merged.append(f"{lead} {sentence}" if leans else f"{of_lead}{sentence}")
        only_leads = asked.concepts == {TREND} and not asked.operations and bool(asking) and sentence is not asking[-1]
        lead = merged.pop() if only_leads else ""
    return [part for sentence in merged for part in _parts(sentence)]


def _whole(sentences: list[str]) -> list[str]:
    """The sentences; those of a turn in key words ("Almene. Boliger i alt. Antal?") as one."""
    if len(sentences) < _KEY_WORDS or max(len(sentence.split()) for sentence in sentences) > _KEY_WORDS:
        return sentences
    return [", ".join(sentence.rstrip(".?!") for sentence in sentences) + ("?" if sentences[-1].endswith("?") else "")]


_KEY_WORDS = 3
"""Sentences in key words: at least so many, of so many words at most."""


def _kinds_of_lead(lead: str, asked: Question) -> str:
    """The kinds of dwelling that a sentence leads up with to a share of "det" or "de", to stand before the question."""
    shared = "share" in asked.operations and not asked.categories and bool(_IT.search(asked.text))
    led = read_question(lead, ()) if lead and shared else None
    if not led or not led.categories:
        return ""
    together = " tilsammen" if "sum" in led.operations else ""
    return f"{' og '.join(KIND_NOUNS[kind][1] for kind in led.categories)}{together} – "


_POINTS = re.compile(
    r"\b(?:den|det|denne|dette|that|this) (?:omsætning|tal|beløb|andel|procent\w*|antal|turnover|amount|number|share|figure)\b", re.IGNORECASE
)
"""Names what stands in the sentence before by its kind alone."""
_OF_IT = re.compile(r"\b(?:ved|om|imod|mod|for|af|til) det\W*$", re.IGNORECASE)
_IT = re.compile(r"\b(?:det|de|dem|they|that|it)\b(?! (?:almene?|samlede|hele)\b)", re.IGNORECASE)
"""Stands for what was named before."""


def _names_something(sentence: str) -> bool:
    """Whether a sentence speaks of more than a change."""
    return bool(read_question(sentence, ()).concepts - {TREND})


_OF_THAT_KIND = re.compile(
    r"\b(?:den slags|af dem|sådan (?:en|her|nogle?)|af slagsen|like that|that kind|that sort)\b", re.IGNORECASE
)
"""Points to what the sentence before names."""
_THAT_KIND = frozenset({"dwelling", "almen"})


def _nouns(lead: str) -> str:
    """What a sentence names: its kinds of dwelling and its names ("ældrebolig Fjordby")."""
    named = [
        w.text
        for at, w in enumerate(read_question(lead, ()).words)
        if w.concepts & (_THAT_KIND | _KINDS) or (at and w.text[:1].isupper())
    ]
    return " ".join(named)


def _parts(sentence: str) -> list[str]:
    """Parts of "hvor mange …, og hvor mange …"; what comes before the first thing asked stays with it."""
    parts: list[str] = []
    start = 0
    for match in _NEW_PART.finditer(sentence):
        if _BECAME.match(sentence[match.end() :]):
            continue
        asked = read_question(sentence[start : match.start()], ())
        if asked.operations and not asked.concepts and not asked.talk:
            continue  # "hvilken kilde og hvilket årstal": of the same thing
        if (
            "samt" in match.group()
            or _WH.search(sentence[start : match.start()])
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
    r"i så fald|hvor (?:mange|meget|langt|stort) (?:\w+ ){0,2}(?:skiller|adskiller|er der (?:i)?mellem)|hvad er (?:det|den|tallet) (?:blevet|nu|i dag)|hvor (?:mange|meget|stor\w*|høj\w*|lav\w*)(?: (?:er|var|har|havde) (?:det|den|der))?(?: så)?\W*$"
    r"|how (?:many|much|high|large|big)(?: (?:is|are|was|were) (?:it|that|there))?\W*$",
    re.IGNORECASE,
)
"""Goes on about the same, and is no question of its own."""


def _has_subject(question: Question, lead: str) -> bool:
    if question.concepts - _NO_SUBJECT or question.talk:
        return True
    if question.concepts - {TREND}:
        return not read_question(lead, ()).concepts - _NO_SUBJECT
    return bool(question.unknown) and not read_question(lead, ()).concepts


_NO_SUBJECT = frozenset({TREND, "money", "municipal"})
"""Concepts that tell of no measure."""


def _begins_anew(before: Question, question: Question) -> bool:
    """Whether the kinds of dwelling are asked about after something that is not counted by them ("rangér boligtyperne")."""
    by_kind = question.operations & {"distribution", "ranking", "most", "fewest"} and _TYPES.search(question.text)
    return bool(by_kind) and not {"dwellings", "begun"} & set(eligible(before))


_CHANGES_SUBJECT = re.compile(
    r"\b(?:noget (?:helt )?andet|et andet spørgsmål|nyt spørgsmål|nyt emne|skift(?:er|e)? emne|something else|another question|new question)\b",
    re.IGNORECASE,
)
_TYPES = re.compile(r"\bbolig(?:type|form|art)\w*|\b(?:typer?|slags|former?) (?:af )?(?:\w+ )?bolig\w*", re.IGNORECASE)


def leans_on(question: Question, *, asked_before: bool = False) -> bool:
    """Whether a turn leaves its subject to the turn before it."""
    strong = question.concepts - WEAK
    if _CORRECTS.search(question.text) and strong <= {"stock", "begun"}:
        return True
    if strong == _HIGHER and question.elliptic and question.places.own and THAN.search(question.text):
        return True
    if strong:
        of_them = strong <= _OF_BEGUN and question.form is Form.FIGURE and bool(_OF_THEM.search(question.text))
        return of_them or (question.form is Form.TEXT and bool(_REFERS.search(question.text)))
    if any(not says_change(word) for word in question.unknown):
        return False
    if not question.concepts - {TREND}:
        return True
    if question.form is Form.FIGURE and "dwelling" in question.concepts and _STANDS_ALONE.search(question.text):
        return False
    if "except" in question.operations and question.form is Form.KEYWORDS:
        return True
    if not question.categories and (of_the_others(question.text) or _THE_OTHERS.search(question.text)) and not question.places.named:
        return True
    if question.operations & {"sum", "difference", "ratio"} and len(question.categories) == 1 and not of_the_others(question.text):
        return True
    if asked_before and not question.elliptic and set(eligible(question)) - GENERIC:
        return False
    if question.elliptic or asked_before:
        return True
    if question.form is Form.KEYWORDS and "dwelling" not in question.concepts and question.concepts & _KINDS:
        return True
    return question.form is Form.KEYWORDS and not mentioned(question) & {"dwellings", "residents"}


_CORRECTS = re.compile(
    r"\b(?:jeg (?:mente|mener)|(?:jeg )?tog fejl|skulle (?:have|ha['’]?) (?:skrevet|sagt|stået|været)|jeg spørger til|rettelse|min fejl|i meant|my mistake)\b",
    re.IGNORECASE,
)
"""Puts right what was asked before."""
_OF_BEGUN = frozenset({"begun", "built", "project"})
_STANDS_ALONE = re.compile(r"\bhvor mange \w+ (?:\w+ )?(?:findes|er der|ligger|har)\b", re.IGNORECASE)
_REFERS = re.compile(r"\b(?:om|af|med|i|for|på|til|ved) (?:dem|det|den|disse)\b|\bderes\b", re.IGNORECASE)


def carry_over(before: Question, question: Question) -> Question:
    """`question` with the subject, place, period and operation of `before` where it names none itself."""
    if (before.form is Form.YES_NO or question.form is Form.TEXT) and _only_names_place(before, question):
        return replace(before, places=replace(before.places, own=question.places.own, local=False), elliptic=True)
    if question.places.own and THAN.search(question.text) and before.concepts - WEAK - _HIGHER:
        question = replace(question, concepts=question.concepts - _HIGHER)
    kept = _kept_concepts(before, question)
    changes_thing = bool(question.concepts) and not kept >= before.concepts - _KINDS
    operations = question.operations
    if operations and operations <= {"source", "when", "complement"}:
        operations |= before.operations - {"key_figures"}
    elif (
        (operations or _BY_HOW_MUCH.search(question.text))
        and operations <= _ACROSS
        and not question.concepts - _HIGHER
        and not question.thing
    ):
        operations |= before.operations & _OF_ONE_VALUE
    if eligible(before) == ["stock_share"] and _THE_OTHERS.search(question.text):
        operations |= {"complement"}
    if "except" in operations and question.categories and before.categories and not set(question.categories) & set(before.categories):
        operations = (operations - {"except"}) | {"difference"}
    of_others = of_the_others(question.text) and len(before.categories) == 1 and not question.categories
    if of_others and (operations & {"difference", "ratio"} or THAN.search(question.text)):
        operations = operations - {"distribution"} | {"difference", "sum"}
    elif _shares_of_the_others(before, question):
        operations = operations - {"distribution"} | {"share"}
    if "share" in operations and "except" in before.operations and not question.categories:
        operations |= {"except"}
    if not operations and question.form is not Form.FIGURE and not changes_thing:
        operations = before.operations - {"source", "when", "key_figures"}
    form = question.form
    reckoned = form is Form.TEXT and question.operations & {"sum", "difference", "ratio"} and not question.concepts
    form = Form.FIGURE if reckoned else form
    told_of_edition = form is Form.TEXT and question.periods and not question.concepts
    if (form in {Form.OPEN, Form.KEYWORDS} or told_of_edition) and not question.operations & {"source", "when"}:
        form = before.form if before.form is not Form.YES_NO else Form.FIGURE
    if _shares_of_the_others(before, question):
        form = Form.FIGURE
    if _CORRECTS.search(question.text):
        question = replace(question, unknown=())
    places = _carried_places(before, question)
    fresh_words = bool(question.categories)
    covered = question.places.covered if fresh_words else _all_covered(before, question)
    categories = _carried_categories(before, question, changes_thing=changes_thing)
    return replace(
        question,
        concepts=question.concepts | kept | frozenset(categories),
        operations=operations,
        places=replace(places, covered=covered),
        periods=question.periods or (() if _NOW.search(question.text) or _of_all_there_are(before, question) else before.periods),
        of_change=question.of_change
        or _of_two_times(before, question)
        or (before.of_change and not question.operations and question.form is not Form.FIGURE)
        or (before.of_change and bool(_THE_CHANGE.search(question.text))),
        thing=(before.thing if _OF_THEM.search(question.text) else "")
        or question.thing
        or ("" if changes_thing or operations or question.concepts - _KINDS - {"dwelling"} else before.thing),
        form=form,
        words=question.words if fresh_words else (*before.words, *question.words),
        elliptic=True,
        categories=categories,
        recent=_recent(before, question) if question.categories else before.recent,
        against=spoken_of(before, question),
    )


def _only_names_place(before: Question, question: Question) -> bool:
    """Whether a turn does nothing but put the question before it about one municipality ("Lunden", "og i Tornæs?")."""
    beside = {word.text for at, word in enumerate(question.words) if at not in question.places.covered}
    says_more = question.concepts - {"municipal"} or question.operations or question.categories or question.claimed
    alone = len(question.places.own) == 1 and len(before.places.own) <= 1 and not (question.places.other or before.places.every)
    return alone and not says_more and not question.periods and not question.unknown and not THAN.search(" ".join(beside))


_BY_HOW_MUCH = re.compile(
    r"\b(?:procentpoint|percentage points?|flere|færre|mere|mindre|højere|lavere|more|less|higher|lower)\b", re.IGNORECASE
)
_ACROSS = frozenset({"difference", "ratio", "most", "fewest", "ranking", "share", "equal"})
_OF_ONE_VALUE = frozenset({"share", "per_dwelling", "per_year", "complement"})
"""What is done to get a value, which a comparison of such values keeps."""
_NOW = re.compile(r"\b(?:nu|i dag|idag|aktuelt|nyeste|seneste|now|today)\b", re.IGNORECASE)
_HIGHER = frozenset({"cheaper"})
"""The concept of "højere" and "lavere", which of rents has a meaning of its own."""
_DIFFERENCE = re.compile(r"\b(?:forskel\w*|ændring\w*|difference)\b", re.IGNORECASE)
_BETWEEN_PLACES = re.compile(
    r"\b(?:forskel\w*|til ?sammen|sammenlagt|(?:lagt|læg\w*|lægge\w*|slå\w*|tæl\w*|plus\w*) (?:\w+ ){0,3}sammen|i alt|hvem|hvor er der|hvor bor|hvilken af dem|begge|which (?:one )?(?:has|had|is)|which of them|by how much|who has|hvilken (?:har|er)|difference|together|gange)\b",
    re.IGNORECASE,
)


_THAN_IT = re.compile(r"\b(?:end|than) (?:dem|der|dér|de|det|den|i den|i det|them|there|it)\b", re.IGNORECASE)
"""The place spoken of before is what the one named is held against."""
_AMONG_THEM = re.compile(
    r"\W*(?:og |men |så |and |so )?(?:hvem|hvilken|who|which)(?: af dem| of them| one)? (?:har|havde|er|var|ligger|has|had|is)\b(?!.*(?:kommune|municipal|\balle\b|\btype|\bslags|\bkind))",
    re.IGNORECASE,
)
"""Asks for one of the municipalities spoken of."""


def _carried_places(before: Question, question: Question) -> Places:
    """The turn's own places; for a comparison without any the last two spoken of; else those before."""
    own, earlier = question.places.own, before.places.own
    if (
        len(own) == 1
        and len(earlier) == 1
        and own != earlier
        and THAN.search(question.text)
        and not question.concepts - WEAK - _HIGHER
    ):
        first = _THAN_IT.search(question.text)
        return replace(question.places, own=(*own, *earlier) if first else (*earlier, *own))
    if len(before.recent_places) > 1 and not own and _AMONG_THEM.match(question.text):
        return replace(question.places, own=before.recent_places, every=False)
    if _are_those(question.text, before.recent_places[-2:]):
        return replace(question.places, own=before.recent_places[-2:], every=False)
    if question.places.named or question.places.local:
        return question.places
    compares = _BETWEEN_PLACES.search(question.text) and len(before.recent_places) > 1
    if compares and len(before.places.own) == 1 and not question.categories and len(before.recent) < 2:
        return replace(before.places, own=before.recent_places[-2:])
    return before.places


def _of_two_times(before: Question, question: Question) -> bool:
    """Whether the difference asked for is that between the time spoken of last and the newest."""
    alone = not (question.categories or question.places.named) and len(before.recent_places) < 2 and len(before.recent) < 2
    of_older = len(before.periods) == 1 or bool(_OLDER.search(before.text))
    return alone and of_older and bool(_DIFFERENCE.search(question.text))


_THE_CHANGE = re.compile(
    r"\b(?:faldet|fald|stigning(?:en)?|vækst(?:en)?|ændring(?:en)?|forskydning(?:en)?|tilbagegang(?:en)?|fremgang(?:en)?|increase|decrease|growth|fall|rise|change)\b",
    re.IGNORECASE,
)
"""Speaks of the change told before."""
_OLDER = re.compile(
    r"\b(?:forrige|tidligere|gamle|ældre|ældste|previous|older) (?:ark|faktaark|udgave|edition|sheet)", re.IGNORECASE
)


def _all_covered(before: Question, question: Question) -> frozenset[int]:
    shift = len(before.words)
    return before.places.covered | {at + shift for at in question.places.covered}


def _carried_categories(before: Question, question: Question, *, changes_thing: bool) -> tuple[str, ...]:
    """The kinds asked about: the turn's own; for a comparison the last two spoken of; else those before."""
    of_begun = "begun" in before.concepts and "share" in question.operations and bool(_OF_ALL_THERE_ARE.search(question.text))
    if (of_begun or _of_all_there_are(before, question)) and not question.categories:
        return before.categories
    if "except" in question.operations and not question.categories and not changes_thing:
        return before.categories
    of_places = bool(question.places.own and before.places.own and THAN.search(question.text))
    compared = question.operations & ({"ratio"} if of_places else {"difference", "ratio", "sum", "except"})
    others = [kind for kind in before.recent if kind not in question.categories]
    if compared and len(question.categories) == 1 and others and not changes_thing:
        return (others[-1], *question.categories)
    if len(before.categories) == 1 and not question.categories and of_the_others(question.text) and not changes_thing:
        others = tuple(kind for kind in CATEGORIES if kind not in before.categories)
        compares = question.operations & {"difference", "ratio"} or THAN.search(question.text)
        return (*before.categories, *others) if compares else others
    if len(before.categories) == 1 and not question.categories and _THE_OTHERS.search(question.text):
        return tuple(kind for kind in CATEGORIES if kind not in before.categories)
    if question.categories or changes_thing:
        return question.categories
    if question.operations & {"difference", "ratio"} and len(before.recent) > 1:
        return before.recent[-2:]
    if "sum" in question.operations:
        over_places = len(before.recent_places) > 1 and bool(_BETWEEN_PLACES.search(question.text))
        return before.recent if len(before.recent) > 1 else before.categories if over_places else ()
    of_places = before.places.every or (len(before.recent_places) > 1 and bool(_AMONG_THEM.match(question.text)))
    if question.operations & {"distribution", "ranking", "most", "fewest"} and not of_places:
        return ()
    return before.categories


_OF_THEM = re.compile(r"\b(?:af dem|af disse|heraf|deraf|hvoraf|of those|of them|of these)\b", re.IGNORECASE)
"""What is counted is a part of what was counted before."""
_OF_ALL_THERE_ARE = re.compile(r"\baf (?:dem|alle|samtlige|det hele)\b", re.IGNORECASE)
_THE_OTHERS = re.compile(
    r"\b(?:de (?:to )?(?:andre|øvrige|resterende)|resten|the (?:other two|others|rest))\b(?! (?:kommuner|byer|steder|af (?:landet|kommunen|byen)|of the country))",
    re.IGNORECASE,
)
"""The kinds of dwelling that were not spoken of."""
_ALL_THERE_ARE = re.compile(
    r"\b(?:er|står|findes|ligger) der\b.*\b(?:i alt|i det hele taget|allerede|i forvejen)\b", re.IGNORECASE
)
"""After those begun: of all that there are."""


def _shares_of_the_others(before: Question, question: Question) -> bool:
    """Whether the share of the kinds that were not spoken of is asked for, after that of one."""
    alone = len(before.categories) == 1 and not question.categories
    return alone and "share" in before.operations and bool(_THE_OTHERS.search(question.text))


def _of_all_there_are(before: Question, question: Question) -> bool:
    """Whether all that there are is asked for, after those begun."""
    return "begun" in before.concepts and bool(_ALL_THERE_ARE.search(question.text))


def _kept_concepts(before: Question, question: Question) -> frozenset[str]:
    """The subject before, where the turn's own words fit into it; else that it was about almene boliger."""
    kept = before.concepts - _KINDS if question.concepts & _KINDS else before.concepts
    if before.categories and _of_all_there_are(before, question):
        kept -= {"begun", "built", "project"}
    if question.concepts & {"existing", "stock"} and "begun" in kept:
        kept -= {"begun", "built", "project"}
    if "begun" in question.concepts:
        kept -= {"existing"}
    if question.concepts == {"dwelling"} and before.concepts & {"live", "people", "tenant"}:
        return frozenset({"almen"})
    if question.form is not Form.FIGURE and question.concepts <= _KINDS | {"dwelling", "almen"} and not question.thing:
        return kept
    united = replace(question, concepts=question.concepts | kept)
    if question.concepts and not eligible(united) and question.elliptic:
        for concept in sorted(kept - WEAK):
            if set(eligible(replace(question, concepts=question.concepts | kept - {concept}))) - GENERIC:
                return kept - {concept}
    if not question.concepts or eligible(united) or not eligible(replace(question, concepts=question.concepts | {"almen"})):
        return kept
    return kept & {"dwelling"} | {"almen"}
