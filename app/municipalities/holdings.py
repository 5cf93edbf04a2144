"""Questions about what there are sheets of: which municipalities, and which editions of one."""

from __future__ import annotations

import re

from app import wording
from app.asking.question import Question
from app.finding.evidence import eligible
from app.finding.library import Library
from app.refusal import refuse
from app.reply import Answer, Composer, Status

_MUNICIPALITIES = re.compile(
    r"\b(?:hvilke|hvor mange|alle de) (?:kommuner|byer|steder|municipalities)\b[^?]*\b(?:har du|har i|kender du|ved du|kan du|kan jeg|dækker|findes der (?:fakta)?ark|er der (?:fakta)?ark|do you|can you)\b",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(
    r"^\W*(?:og |men |så )?hvem (?:er det,? der )?(?:har (?:skrevet|udgivet|lavet|udarbejdet|forfattet|produceret)|skrev|udgav|udgiver|står bag|er afsender(?:en)? (?:af|på)|er forfatter(?:en)? til)"
    r" (?:(?:det her|dette|det) )?(?:fakta)?(?:ark|arket|blad|bladet)\W*$|^\W*who (?:wrote|made|published) (?:this|the) (?:fact ?)?sheet\W*$",
    re.IGNORECASE,
)
"""Asks who made the sheet itself, which it does not say."""
_EDITIONS = re.compile(
    r"\bhvilke (?:udgaver|årgange|(?:fakta)?ark|år|årstal)\b[^?]*\b(?:har du|har i|findes|er der|ligger der|kender du|kan du|dækker du)\b|\bwhich (?:editions|sheets|years)\b[^?]*\b(?:do you|are there)\b"
    r"|\bhvad er (?:det )?(?:ældste|nyeste) (?:fakta)?ark\b|\b(?:hvilket år|hvornår) (?:er|stammer|kommer) (?:det|jeres|dit) (?:ældste|nyeste|seneste) (?:fakta)?ark\b"
    r"|\bhvor mange (?:udgaver|årgange|år)\b[^?]*\b(?:(?:fakta)?ark(?:ene|et)?|har (?:du|i))\b"
    r"|\b(?:hvornår er|hvilket år er|hvilken dato er|hvor gammelt er|fra hvornår er|hvornår udkom|hvornår blev) (?:det her |dette |jeres )?(?:fakta)?ark(?:et)?(?: fra| lavet| udgivet| udsendt| udkommet)?\W*$",
    re.IGNORECASE,
)


def holdings(question: Question, library: Library) -> Answer | None:
    """The municipalities, or the editions of the one asked about, that there are sheets of; None where that is not asked."""
    if _EDITIONS.search(question.text) and not question.periods:
        return _editions(question, library)
    if _PUBLISHER.search(question.text):
        return refuse("publisher")
    if not _MUNICIPALITIES.search(question.text) or question.claimed or question.categories or eligible(question):
        return None
    return Answer(Status.CHAT, (wording.SHEETS_ABOUT.format(places=wording.joined(library.places)),))


def _editions(question: Question, library: Library) -> Answer | None:
    """The editions that there are of each municipality's sheet, each with a claim of it cited."""
    names = question.places.own or library.municipalities
    if len(names) > _NAMED_AT_MOST:
        return None
    composer = Composer()
    for name in names:
        told = []
        for year in sorted(library.editions(name)):
            claim = next((claim for claim in library.view(name, year).claims if claim.edition == year), None)
            if claim is not None:
                told.append(f"{wording.ONE_EDITION.format(year=year)} [{composer.cite(claim)}]")
        if told:
            composer.say(wording.EDITIONS_ARE.format(place=f"{name} Kommune", years=wording.joined(told)), [])
    return composer.answer(Status.ANSWERED) if composer.sentences else None


_NAMED_AT_MOST = 8
"""Municipalities whose editions are told one by one."""
