"""The turns of a conversation → the question to answer, with what it leaves out filled in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from app.asking.comparatives import HELD_AGAINST
from app.asking.development import asks_of_change
from app.asking.editions import edition_around
from app.asking.operations import asks_if_most_are_social, speaks_of_the_share
from app.asking.places import Places
from app.asking.question import Form, Question
from app.asking.reader import read_question
from app.conversation.about_answer import asked_again, put_in_words
from app.conversation.carried_kinds import is_held_against_last, recent_kinds
from app.conversation.carried_place_and_time import asks_of_now
from app.conversation.carrying import carry_over
from app.conversation.framing import unframed
from app.conversation.leaning import answers_back, asks_more_of_it, begins_anew, changes_subject, leans_on
from app.conversation.pointing import are_those, asks_among_them
from app.conversation.rewording import reworded
from app.conversation.splitting import QUESTION_WORD, WEAK, names_in_full, split_turn, without_lead
from app.figures.against import held_against, of_two_measures, recent_measures
from app.finding.evidence import eligible
from app.finding.lists import parts_of
from app.wording import NOUNS
from ingest.claim import Claim

_COMPARES = re.compile(
    r"^(?:og |men |så )?(?:er|var) (?:det|den|tallet|beløbet) (?:mere|mindre|flere|færre|højere|lavere|større) end\b",
    re.IGNORECASE,
)
"""Has what was asked before it as one side."""
_OF_CLAUSE = re.compile(r".*? end (?:det|dem|hvad|hvor|the|what)\b", re.IGNORECASE)


def _nowhere(_: Question) -> tuple[str, ...]:
    return ()


def _nothing(_: Question) -> tuple[Claim, ...]:
    return ()


def questions_of(
    turns: list[str],
    own: tuple[str, ...],
    singled_out: Callable[[Question], tuple[str, ...]] = _nowhere,
    quoted: Callable[[Question], tuple[Claim, ...]] = _nothing,
) -> list[Question]:
    """The questions that the last turn asks, each standing on its own; earlier turns fill in what it leaves out.

    `singled_out` tells the municipalities that the answer to a question over all of them names as the ones asked for; `quoted` the sentences
    that the answer to a question quotes, none where it tells figures.
    """
    before: Question | None = None
    asked: list[Question] = []
    for said in turns:
        again = asked_again(said, asked) if asked else []
        if again:
            asked = again
            continue
        turn = without_lead(unframed(names_in_full(put_in_words(said) if asked else said, own)), own)
        asked = []
        parts = split_turn(turn)
        around = read_question(turn, own).places if parts != [turn] else None
        for said_part in parts:
            part = reworded(before, said_part, own)
            question = read_question(_with_noun(before, part, own), own)
            if before and _COMPARES.match(part):
                whole = read_question(f"{before.text.rstrip('?. ')} – {part}", own)
                question = whole if held_against(whole, own) or _OF_CLAUSE.match(part) else question
            of_change = asks_of_change(question) and not of_two_measures(question, own)
            question = replace(question, places=_placed(question, around), of_change=of_change)
            if speaks_of_the_share(question) and (before is None or question.places.named):
                question = replace(question, concepts=question.concepts | {"almen", "stock"})
            if asks_if_most_are_social(question.text):
                operations = question.operations - {"most"} | {"share"}
                question = replace(question, concepts=question.concepts | {"almen", "stock"}, operations=operations)
            question = _disputed(before, question)
            alone = around is not None and not (question.of_change or asks_of_now(part))
            edition = edition_around(turn, part) if alone else ""
            question = replace(question, text=f"{question.text} ({edition})") if edition else question
            if before and before.places.every and _points_to_those(before, question, part):
                question = _of_its_own(before, _about(question, singled_out(before)))
            told = quoted(before) if before and not asked and asks_more_of_it(before, question) else ()
            if told:
                question = replace(question, told=told, elliptic=True, talk=None, places=_kept_places(before, question, own))
            elif (
                before
                and question.talk is None
                and (asked or not changes_subject(said))
                and (
                    leans_on(question, asked_before=bool(asked))
                    or (not asked and (answers_back(before, question) or is_held_against_last(before, question)))
                )
                and not begins_anew(before, question)
            ):
                question = carry_over(before, question)
            else:
                question = _in_scene(before, question)
                question = replace(
                    question, elliptic=False, recent=recent_kinds(before, question), places=_kept_places(before, question, own)
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
    r"\b(?:formål\w*|godt for|får \w+ ud af|(?:går|bruges|bruger|anvendes|brugt) (?:\w+ ){0,3}til|gavn|nytte|hjælper (?:\w+ )?med|purpose|(?:used|good) for)\b|\bgår (?:\w+ )?(?:ud|det) på\b|\bhandler (?:\w+ ){0,2}om\b|\bindebærer\b|\bbestår (?:\w+ )?(?:i|af)\b",
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
    r"\b(?:hørt|læst|set|troe?de|tror|siger|sagde|sige|skrev|skriver|påstår|påstod|mener|mente|regnede med|gættede|løgn|forkert|sludder|vrøvl|passer|fået at vide|nej|heard|read|thought|says|said)\b",
    re.IGNORECASE,
)


def _disputed(before: Question | None, question: Question) -> Question:
    """A number held against the answer before ("det passer da ikke, jeg har hørt 9.000"), as a question whether it is so."""
    states = question.form in {Form.KEYWORDS, Form.OPEN} and question.claimed and _DISPUTES.search(question.text)
    if before is None or not states or QUESTION_WORD.search(question.text) or question.concepts - WEAK or question.places.named:
        return question
    return replace(question, form=Form.YES_NO, unknown=(), concepts=frozenset(), elliptic=True)


def _by_year(question: Question) -> list[Question]:
    """The question once for each of several years that it lists, where no change between them is asked for."""
    years = question.periods
    listed = len(years) > 2 and all(year.isdigit() for year in years)
    if not listed or question.of_change or question.form not in {Form.FIGURE, Form.OPEN, Form.KEYWORDS}:
        return [question]
    return [replace(question, periods=(year,)) for year in years]


def _points_to_those(before: Question, question: Question, part: str) -> bool:
    """Whether a turn asks of the municipalities that the answer before it named as those asked for."""
    among = bool(_AMONG_THOSE.search(part)) and not (question.places.own or question.places.other or question.places.national)
    return among or (not question.places.named and _is_of_the_winner(before, part))


def _of_its_own(before: Question, question: Question) -> Question:
    """The question; one that names another measure than the one before leaves nothing to it ("hvilken af dem har den højeste andel almene boliger?")."""
    named = eligible(question)[:1]
    return replace(question, elliptic=False) if named and named != eligible(before)[:1] else question


_AMONG_THOSE = re.compile(
    r"\b(?:hvem|hvilken|hvilke|hvor mange|which|who|how many) (?:af|of) (?:dem|disse|de kommuner|them|those|these)\b",
    re.IGNORECASE,
)
"""Asks for some of the municipalities just told."""


def _is_of_the_winner(before: Question, part: str) -> bool:
    """Whether a turn speaks of the municipality that came first by the one before it."""
    of_those_there = bool(before.operations & {"most", "fewest"}) and bool(_OF_THOSE.search(part))
    return bool(_THE_WINNER.search(part)) or of_those_there


_OF_THOSE = re.compile(r"\b(?:af dem|heraf|deraf|of them|of those)\b", re.IGNORECASE)
_THE_WINNER = re.compile(
    r"\b(?:den|den samme|that|the same|samme) (?:kommune|by|municipality|town|city|one|sted)\b|\bvinderen\b|\btopscoreren\b|\bthe winner\b"
    r"|\b(?:har|havde|er|var|does|did|has|had) (?:den|it)\b|\b(?:der|dér|there)\W*$|\bder(?:ovre|henne|nede|oppe)\b|\bdér\b",
    re.IGNORECASE,
)
"""Points to the municipality that came first."""


def _in_scene(before: Question | None, question: Question) -> Question:
    """The question at the time that the turn before only set ("vi taler om Lunden i 2022"), where it names none itself."""
    sets = before is not None and not (eligible(before) or before.operations or before.talk)
    if before is None or not sets or question.periods or asks_of_now(question.text):
        return question
    edition = edition_around(before.text, question.text)
    text = f"{question.text} ({edition})" if edition and edition not in before.periods else question.text
    return replace(question, text=text, periods=before.periods)


def _about(question: Question, municipalities: tuple[str, ...]) -> Question:
    """The question put about municipalities, where any are given."""
    every = question.places.every and len(municipalities) < 2
    placed = replace(question.places, own=municipalities, local=False, every=every)
    return replace(question, places=placed) if municipalities else question


def _kept_places(before: Question | None, question: Question, own: tuple[str, ...]) -> Places:
    """The municipality of the conversation, until another is named; of one sheet alone there is none to keep."""
    places = question.places
    if before and places.every and not places.own and len(before.places.own) > 1 and asks_among_them(question.text):
        return replace(places, own=before.places.own, every=False)
    if before is None or len(own) < 2 or places.named or question.talk:
        return places
    return replace(places, own=before.places.own)


_OF_THEM = re.compile(
    r"\b(?:hvem|hvilken|who|which) (?:af|of) (?:os|dem|jer|us|them)\b|^\W*(?:og |men |så )?(?:hvor|where) (?:er|findes|bor|ligger|bygges|are) der\b(?! i\b)",
    re.IGNORECASE,
)
"""Asks for one of those that the rest of the turn names."""
_WHICH = re.compile(r"^\W*(?:og |men |så )?(?:hvor|hvem|hvilken|where|who|which)\b", re.IGNORECASE)
_OF_ALL = re.compile(r"\b(?:alle|samtlige|kommunerne|kommuner|jeres|i har|all|every)\b", re.IGNORECASE)
"""Asks of more than those that the rest of the turn names."""
_THEY = re.compile(r"\b(?:har|havde|er|bor|boede|bygger|bygges|have) (?:de|they)\b(?! almene?s?\b)|\bdem\W*$", re.IGNORECASE)
"""The people of a place just named ("hvad med Aarhus, hvor mange har de?")."""
_THERE = re.compile(
    r"\b(?:der(?:ovre|nede|oppe|ude|henne)|dér|hos os|her(?:ovre|nede|oppe|ude|inde)?|vi|vores|kommunen|byen|there)\b",
    re.IGNORECASE,
)


_US = re.compile(r"\b(?:vi|vores|vort|os|hos os|herovre|we|our|us|ours)\b", re.IGNORECASE)
"""The user's own municipality, which the rest of his turn names ("Jeg bor i Lunden. Har vi flere end Fjordby?")."""


def _placed(question: Question, around: Places | None) -> Places:
    """The question's places, or those that the rest of its turn names ("Jeg bor i Fjordby. Hvor mange …?")."""
    places = question.places
    if around is not None and are_those(question.text, around.own):
        return replace(places, own=around.own, every=False)
    of_those = _OF_THEM.search(question.text) or (_WHICH.match(question.text) and not _OF_ALL.search(question.text))
    if around is not None and places.every and len(around.own) > 1 and of_those:
        return replace(places, own=around.own, every=False)
    if around is not None and places.every and len(around.own) == 1 and not places.own and _THERE.search(question.text):
        return replace(places, own=around.own)
    if around is None or places.national or places.other or places.every:
        return places
    if places.own:
        beside = tuple(name for name in around.own if name not in places.own)
        held = places.local or (_US.search(question.text) and HELD_AGAINST.search(question.text))
        return replace(places, own=(*beside, *places.own)) if held and len(beside) == 1 else places
    others = around.other if (_THERE.search(question.text) or _THEY.search(question.text)) and not around.own else ()
    return replace(places, own=around.own, other=others)


def _recent_places(before: Question | None, question: Question) -> tuple[str, ...]:
    """The municipalities spoken of so far, the last ones last."""
    spoken = before.recent_places if before else ()
    own = question.places.own
    return tuple(dict.fromkeys((*(name for name in spoken if name not in own), *own)))
