"""Which words of a question ask, and which only surround it.

An answer that leaves a content word of its question unaccounted for is a wrong answer; but "min datter skal
bruge det til matematik: …" asks for nothing in mathematics. A question is taken apart into clauses. What stands
in the clause that asks, or restricts it ("…, som har altan"), must be accounted for; the rest is an aside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from app.asking.spelling import is_slip_of
from ingest.lexicon import FRAME, Word, fold, lexicon
from ingest.measures import KIND_CONCEPTS

_CLAUSE_END = re.compile(r"[;!?–—()]+|:(?!\d)|\.(?=\s+[A-ZÆØÅ]|\s*$)|(?<!-),(?!\d)|(?<=\s)-(?=\s)")
_ASKS = re.compile(
    r"^(?:hvad|hvem|hvilke[nt]?|hvordan|hvorledes|hvornaar|hvorfor|hvorfra|hvormange|hvormeget|antal|antallet|how|what|which|who|when)$"
)
_ASKS_AFTER_HVOR = re.compile(
    r"^(?:mange|mang|mage|meget|megen|mye|stor|store|stort|hoej|hoejt|hoeje|lav|lavt|lave|lille|faa|langt|lang|ofte)$"
)
# Words that begin a clause which limits what the clause before it is about.
_RESTRICTING = frozenset(
    "som der hvor med uden ekskl inkl eksklusive inklusive hvis fra til for paa i ejet af that with without which".split()
)
_GOING_ON = _RESTRICTING | {"man", "vi", "de"}
"""Words that begin the rest of a clause that leaves something out ("ikke dem, man er begyndt at bygge")."""
# Words that begin a part of the sentence which only says why, when or for whom one asks.
_TAIL = frozenset("saa fordi da inden selvom mens eftersom because so".split())
_SELF = frozenset("jeg vi min mit mine du my we i'm im she he hun han".split())
_GREETS = frozenset("godaften hej goddag godmorgen kaere hilsen mvh tak".split())
# Words that begin a clause of a condition or a starting point, which belongs to what is asked.
_CONDITION = frozenset("hvis naar saafremt af ud blandt if of".split())
_PURPOSE = frozenset({"til"})
_LEADING_UP = _PURPOSE | frozenset("foer inden idet ifm".split())
_NOT = frozenset("ikke ikk ik ej hverken".split())
_ONLY = frozenset("kun bare blot".split())
_ALSO = frozenset("og samt eller and or".split())
_TURNS = frozenset("altsaa men og dog bare saa".split())
_SAYING = frozenset("siger skriver taler naevner spoerger paastaar mener".split())
_STATE_BEFORE = frozenset(
    "er var bliver blev blevet vaeret vaere en et den det de mange antal antallet faerrest flest af til med for uden pr per og".split()
)
_SUBJECTS = frozenset("vi man jeg du de der i kommunen byen det den".split())


def unaccounted(text: str, words: tuple[Word, ...], unknown: list[Word]) -> list[Word]:
    """Those of the unknown words that may change what is asked."""
    if not unknown:
        return []
    clauses = clauses_of(text, words)
    asking = _asking(clauses)
    told_by = _speakers(words)
    return [
        word
        for word in unknown
        if word.key not in _filler()
        and word not in told_by
        and not (word.text.islower() and is_slip_of(word.text, _filler()))
        and not _in_aside(word, clauses, asking)
        and not _is_purpose(word, words)
        and not _is_harmless_verb(word, words)
        and not _wants(word, words)
    ]


def asides(text: str, words: tuple[Word, ...]) -> frozenset[int]:
    """Positions of the words of clauses that say nothing of what is asked ("Jeg er lærer og læser om boliger: …")."""
    clauses = clauses_of(text, words)
    denied = _denied(clauses)
    if denied:
        return frozenset(words.index(word) for clause in denied for word in clause)
    asking = _asking(clauses)
    if not any(_tells_subject(word) for clause in asking for word in clause):
        return frozenset()
    out = [
        clause
        for at, clause in enumerate(clauses)
        if clause not in asking
        and not _begins_asking(tuple(clause), 0)
        and (
            (_is_about_the_user(clause) and not _asks_by_its_verb(clauses, at))
            or (at == 0 and clause[0].key in _PURPOSE)
            or (at > 0 and _says_who(clause))
        )
        and not _leaves_out(clause)
    ]
    return frozenset(words.index(word) for clause in out for word in clause)


def _says_who(clause: list[Word]) -> bool:
    """Whether a clause only says whose words stand before it ("…, siger ministeren")."""
    return clause[0].key in _CLAIMING and 1 < len(clause) <= _FEW and not {word.key for word in clause} & _SHEET


_FEW = 5


def _leaves_out(clause: list[Word]) -> bool:
    """Whether a clause takes something out of what is counted, or in ("trækker jeg ungdomsboligerne fra, …", "…, private medregnet")."""
    limits = any("except" in word.concepts for word in clause) or clause[-1].key in _TAKEN_IN
    return limits and any(_tells(word) for word in clause)


_TAKEN_IN = frozenset("medregnet iberegnet inkluderet indregnet medtaget medtalt included".split())


def beside(text: str, words: tuple[Word, ...]) -> frozenset[int]:
    """Positions of the words that stand in no clause which asks, restricts or sets a condition."""
    clauses = clauses_of(text, words)
    asking = _asking(clauses)
    kept = [clause for clause in clauses if clause in asking or _sets_condition(clause) or clause[-1].key in _TAKEN_IN]
    out = [clause for clause in clauses if clause not in kept] if asking else []
    return frozenset(words.index(word) for clause in out for word in clause) | _requesters(clauses, words)


def _requesters(clauses: list[list[Word]], words: tuple[Word, ...]) -> frozenset[int]:
    """Positions of those for whom one asks ("Borgmesteren skal bruge …", "Bestyrelsen vil have …")."""
    found: list[Word] = []
    for clause in clauses:
        wants = _WANTS.match(" ".join(word.key for word in clause))
        if wants:
            found.extend(clause[: len(wants["who"].split())])
        found.extend(_according_to(clause))
    return frozenset(words.index(word) for word in found)


def _according_to(clause: list[Word]) -> list[Word]:
    """The words of whom one has it from ("ifølge vores driftsleder findes der …"); the sheet is none."""
    at = next((at for at, word in enumerate(clause) if word.key in {"ifoelge", "according"}), None)
    if at is None:
        return []
    named: list[Word] = []
    for word in clause[at + 1 : at + 4]:
        if word.key in _SHEET | {"jer", "udgaven", "udgave", "arkene", "to"} or any(letter.isdigit() for letter in word.key):
            return []
        if word.key in _VERBS_AFTER:
            break
        named.append(word)
    return named


_VERBS_AFTER = frozenset("er var findes har havde bor ligger blev bliver skal kan udgoer is are has".split())


def speakers(words: tuple[Word, ...]) -> frozenset[int]:
    """Positions of the words of who says what is asked about."""
    return frozenset(range(len(_speakers(words))))


def _speakers(words: Sequence[Word]) -> list[Word]:
    """The words of who says what is asked about, and of where ("en kandidat hævder i et læserbrev, at …"); the sheet is none."""
    says = next((at for at, word in enumerate(words) if word.key in _CLAIMING), None)
    end = next((at for at, word in enumerate(words) if says is not None and says < at <= says + _FAR and word.key == "at"), None)
    if end is None or any(word.key in _SHEET or _begins_asking(tuple(words), at) for at, word in enumerate(words[:end])):
        return []
    return list(words[:end])


_FAR = 8
"""Words between who says something and what he says."""
_CLAIMING = frozenset(
    "siger sagde skriver skrev haevder haevdede paastaar paastod mener mente fortaeller fortalte anfoerer anfoerte anfoeres laeste hoerte "
    "sagt naevnt oplyst fremfoert haevdet paastaaet oplyste naevnte oplyser naevner laest hoert postulerer forsikrer paastaas haevdes says said claims claimed".split()
)
_SHEET = frozenset("arket faktaarket ark faktaark bl du".split())


_WANTS = re.compile(
    r"(?:hej |og |altsaa )?(?!hv|how|what|who|which|antal)(?P<who>(?:\w+ ){1,3}?)(?:skal (?:lige )?bruge|vil (?:gerne )?(?:have|vide|hoere|se|fortaelle|kunne|sige|naevne|skrive|bruge|oplyse)|oensker|mangler|spoerger|beder|har brug|efterlyser|needs?|wants?|asks?|would like)\b"
)


# --- clauses


def clauses_of(text: str, words: tuple[Word, ...]) -> list[list[Word]]:
    """The words by clause: parted at punctuation, before the word that asks, and before "så", "fordi", "da", ….

    A part without words is left out.
    """
    ends = [match.start() for match in _CLAUSE_END.finditer(text)]
    clauses: list[list[Word]] = [[]]
    for at, word in enumerate(words):
        before = words[at - 1] if at else None
        parted = before is not None and any(before.end <= end <= word.start for end in ends)
        if clauses[-1] and (parted or _begins_asking(words, at) or _begins_tail(words, at)):
            clauses.append([])
        clauses[-1].append(word)
    return [clause for clause in clauses if clause]


def _begins_asking(words: tuple[Word, ...], at: int) -> bool:
    key = words[at].key
    following = words[at + 1].key if at + 1 < len(words) else ""
    return bool(_ASKS.match(key)) or (key == "hvor" and bool(_ASKS_AFTER_HVOR.match(following)))


def _begins_tail(words: tuple[Word, ...], at: int) -> bool:
    key, following = words[at].key, words[at + 1].key if at + 1 < len(words) else ""
    denies = (key in _TURNS and following in _NOT) or (key in _NOT and following in _ONLY)
    return denies or (key in _TAIL and following in _SELF | {"det", "man", "der"})


def _asking(clauses: list[list[Word]]) -> list[list[Word]]:
    """The clauses that ask: with a word that asks, else all that tell of the subject; with those that restrict them."""
    denied = _denied(clauses)
    told_by = _speakers([word for clause in clauses for word in clause])
    said = [clause for clause in clauses if clause not in denied and clause[0] not in told_by]
    if told_by and any(_tells(word) for clause in said for word in clause):
        return [clause for clause in said if any(_tells(word) for word in clause)]
    asking = [c for c in clauses if c not in denied and any(_begins_asking(tuple(c), at) for at in range(len(c)))]
    if not any(_tells(word) for clause in asking for word in clause):
        telling = [clause for clause in clauses if clause not in denied and any(_tells(word) for word in clause)]
        telling = [
            clause for clause in telling if not (_leads_up(clause, telling) or (clause is not telling[0] and _says_who(clause)))
        ]
        beside_user = [
            clause for clause in telling if not _is_about_the_user(clause) or _asks_by_its_verb(clauses, clauses.index(clause))
        ]
        asking = beside_user if any(_names_subject(clause) for clause in beside_user) else telling
    whole: list[list[Word]] = []
    for at, clause in enumerate(clauses):
        goes_on = clause[0].key in _RESTRICTING or (clause[0].key in _ALSO and not _is_about_the_user(clause))
        restricts = at > 0 and clauses[at - 1] in whole and goes_on
        if clause in asking or restricts:
            whole.append(clause)
    return whole


def _asks_by_its_verb(clauses: list[list[Word]], at: int) -> bool:
    """Whether the first clause asks for a yes or a no of something else than the user ("går noget af min husleje til …, når …")."""
    clause = clauses[at]
    asked = any(_begins_asking(tuple(other), i) for other in clauses for i in range(len(other)))
    return not at and len(clause) > 1 and not asked and not {word.key for word in clause[:2]} & _SELF and _is_verb(clause[0])


def _is_verb(word: Word) -> bool:
    return word.key in _SHORT_VERBS or is_finite_verb(word.text.lower())


_SHORT_VERBS = frozenset("er var har kan vil skal maa faar gaar staar bor ser giver tager slaar naar".split())
"""Forms of verbs whose infinitives end in no e, or are more often another word."""


def _leads_up(clause: list[Word], telling: list[list[Word]]) -> bool:
    """Whether the first clause only says what for or when one asks ("Til borgmesterens tale: …"), before one of figures."""
    of_figures = [other for other in telling if other is not clause and any(_tells_of_figures(word) for word in other)]
    first = bool(of_figures) and clause is telling[0] and clause[0].key in _LEADING_UP
    return first and not any(_tells_of_figures(word) for word in clause)


def _names_subject(clause: list[Word]) -> bool:
    """Whether a clause speaks of more than a kind of dwelling."""
    return any(word.concepts - {FRAME} - KIND_CONCEPTS for word in clause)


def _denied(clauses: list[list[Word]]) -> list[list[Word]]:
    """Clauses that say what is not meant ("ikke beboerne, men boligerne: …"), where another says what is."""
    denied = [
        clause
        for at, clause in enumerate(clauses)
        if _begins_with_not(clause)
        or (at and _ends_with_not(clauses[at - 1], clause))
        or _leaves_out_begun(clauses, at)
        or _is_known_already(clause)
    ]
    others = [clause for clause in clauses if clause not in denied and any(_tells(word) for word in clause)]
    return denied if others else []


def _leaves_out_begun(clauses: list[list[Word]], at: int) -> bool:
    """Whether a clause, with the one that goes on about it, leaves out those being built ("uden at tænke på det, der bygges")."""
    first = next((i for i in (at, at - 1) if i >= 0 and _begins_leaving_out(clauses[i])), None)
    if first is None or (first < at and clauses[at][0].key not in _GOING_ON):
        return False
    whole = [
        *clauses[first],
        *(clauses[first + 1] if first + 1 < len(clauses) and clauses[first + 1][0].key in _GOING_ON else ()),
    ]
    told = frozenset(concept for word in whole for concept in word.concepts)
    return bool(told & {"begun", "built"}) and not told & KIND_CONCEPTS


def _is_known_already(clause: list[Word]) -> bool:
    """Whether a clause says that the user knows a number already ("antallet har jeg")."""
    return bool(_KNOWN_ALREADY.match(" ".join(word.key for word in clause)))


_KNOWN_ALREADY = re.compile(r"(?:\w+ ){0,2}?(?:antal\w*|procent\w*|andel\w*|tallet|tallene) (?:har|kender|ved) (?:jeg|vi)\b")


def _begins_leaving_out(clause: list[Word]) -> bool:
    if _MEANS_NOT.match(" ".join(word.key for word in clause)):
        return True
    begins = [word.key for word in clause[:2]]
    return begins[0] in _LEAVING_OUT or (begins[0] in _TURNS and begins[-1] in _LEAVING_OUT)


_MEANS_NOT = re.compile(
    r"(?:og |men |altsaa )*(?:(?:jeg|vi) (?:mener|taenker|spoerger|taeller) (?:altsaa |her )?ikke\b|ikke dem\b)"
)
_LEAVING_OUT = frozenset("uden ekskl eksklusive bortset undtagen fraregnet".split())


def _begins_with_not(clause: list[Word]) -> bool:
    first, second = clause[0].key, clause[1].key if len(clause) > 1 else ""
    return first in _NOT or (first in _TURNS and second in _NOT)


def _ends_with_not(before: list[Word], clause: list[Word]) -> bool:
    """Whether what a clause asks is denied by the words that lead up to it ("ikke | hvor mange der bor i dem")."""
    unparted = clause[0].start - before[-1].end == 1
    indifferent = before[-1].key in {"med", "paa"} and any(word.key in _INDIFFERENT for word in before)
    of_knowing = len(before) > 1 and before[-2].key in _NOT and before[-1].key in _KNOWING
    denied = indifferent or of_knowing or (unparted and any(word.key in _NOT for word in before[-2:]))
    return denied and _begins_asking(tuple(clause), 0)


_KNOWING = frozenset("vide kende hoere se oplyst spoerge have bruge".split())
_INDIFFERENT = frozenset("ligeglad ligeglade uinteresseret uinteresserede skide pyt blaeser".split())
"""Says that what follows is not asked for ("jeg er ligeglad med, hvor mange der bor der")."""


def _sets_condition(clause: list[Word]) -> bool:
    """Whether a clause belongs to what is asked ("hvis man …"); "når borgmesteren siger …" does not."""
    return clause[0].key in _CONDITION and not any(word.key in _SAYING for word in clause)


_FOR_WHAT = re.compile(r"(?:(?:jeg|vi) )?skal (?:lige )?(?:bruge|have) (?:det|dem|tallet|tallene|svaret)\b")
"""Says what one needs the answer for."""


def _is_about_the_user(clause: list[Word]) -> bool:
    if _FOR_WHAT.match(" ".join(word.key for word in clause)):
        return True
    if _WANTS.match(" ".join(word.key for word in clause)):
        return not any(_tells_of_figures(word) for word in clause)
    counted = bool(clause[0].concepts & (KIND_CONCEPTS | {"dwelling"}))
    if counted and any(word.key in _SELF and clause[at - 1].key == "har" for at, word in enumerate(clause) if at):
        return False  # "…, familieboliger og ældreboliger har vi?"
    return clause[0].key in _GREETS or (clause[0].key not in _CONDITION and any(word.key in _SELF for word in clause))


# --- words


@cache
def _filler() -> frozenset[str]:
    """Words that people wrap a question in (`filler_words.txt`): of their purpose, their doubt, their politeness."""
    return frozenset(fold(Path(__file__).with_name("filler_words.txt").read_text(encoding="utf-8")).split())


def _tells(word: Word) -> bool:
    """Whether a word says what is asked about, beside what is to be done with it."""
    return bool(word.concepts - {FRAME} - lexicon().operations)


def _tells_subject(word: Word) -> bool:
    """Whether a word says what is asked about, beside the unit and what is to be done with it."""
    return bool(word.concepts - {FRAME, "money"} - lexicon().operations)


def _tells_of_figures(word: Word) -> bool:
    """Whether a word says what is asked about, among what the sheets tell of."""
    return bool(word.concepts - {FRAME} - lexicon().operations - lexicon().labels.keys())


def _in_aside(word: Word, clauses: list[list[Word]], asking: list[list[Word]]) -> bool:
    """In a clause beside those that ask."""
    own = next((clause for clause in clauses if word in clause), None)
    return own is not None and bool(asking) and own not in asking and not _sets_condition(own)


def _is_purpose(word: Word, words: tuple[Word, ...]) -> bool:
    """What the user wants it for, after "til": "… til et byrådsnotat"."""
    at = words.index(word)
    start = next((i for i in range(at - 1, max(at - 5, -1), -1) if words[i].key in _PURPOSE), None)
    if start is None or any(_tells(between) for between in words[start + 1 : at]):
        return False
    return at - start > 1 or not (start and _tells(words[start - 1]))


_LACKS = frozenset("mangler mangle soeger leder efterlyser".split())


def _wants(word: Word, words: tuple[Word, ...]) -> bool:
    """A verb by which the user says that he needs what he names ("jeg skriver en artikel og mangler …")."""
    at = words.index(word)
    return word.key in _LACKS and any(before.key in {"jeg", "vi"} for before in words[max(at - 8, 0) : at])


def begun_by_the_user(text: str, words: tuple[Word, ...]) -> frozenset[int]:
    """Positions of words for beginning in a lead that speaks of no dwellings ("er lige startet på uni, hvor mange …")."""
    clauses = clauses_of(text, words)
    if len(clauses) < 2 or any(word.concepts & _OF_BUILDING for word in clauses[0]):
        return frozenset()
    asked = any(word.concepts & _OF_BUILDING for clause in clauses[1:] for word in clause)
    of_oneself = clauses[0][0].key in _OF_ONESELF
    return frozenset(words.index(word) for word in clauses[0] if asked and of_oneself and word.concepts == {"begun"})


_OF_ONESELF = frozenset("er har skal lige jeg vi min mit vores".split())
_OF_BUILDING = frozenset({"dwelling", "almen", "project", "built", *KIND_CONCEPTS})


def _is_harmless_verb(word: Word, words: tuple[Word, ...]) -> bool:
    """A verb that no noun phrase ends in, and that is not what the counted do ("hvor mange beboere ryger")."""
    at = words.index(word)
    if word.text[:1].isupper() and at:
        return False
    before = words[at - 1] if at else None
    following = words[at + 1].key if at + 1 < len(words) else ""
    if before is not None and before.key in _STATE_BEFORE:
        return False
    if before is not None and (_tells(before) or before.key in {"der", "som"}) and following not in _SUBJECTS:
        return False
    return is_finite_verb(word.text.lower())


@lru_cache(maxsize=4096)
def is_finite_verb(word: str) -> bool:
    """Whether a word is a form of a Danish verb."""
    import simplemma

    infinitives = {
        word,
        f"{word}e",
        *(f"{word.removesuffix(end)}e" for end in ("er", "ede", "te", "et", "t", "de") if word.endswith(end)),
    }
    if word.endswith(("r", "es")):
        infinitives.add(word[:-1])
    return any(
        infinitive.endswith("e")
        and simplemma.is_known(infinitive, "da")
        and simplemma.is_known(f"{infinitive}r", "da")
        and (simplemma.is_known(f"{infinitive}de", "da") or simplemma.is_known(f"{infinitive[:-1]}te", "da"))
        for infinitive in infinitives
    )
