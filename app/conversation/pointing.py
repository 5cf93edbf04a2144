"""The words by which a turn points to what was named before it: "af dem", "de andre", "i begge", "end der"."""

from __future__ import annotations

import re

from app.asking.question import Question

_THOSE = re.compile(
    r"\b(?:begge|both|de|disse|the|these|those)(?: (?P<count>to|tre|fire|two|three|four))? (?:kommuner|byer|steder|municipalities|towns|cities|places)\b|\bbegge to\b|\b(?:de|alle|the|all) (?P<bare>to|tre|fire|two|three|four)\b(?! (?:\w*bolig|udgave|ark|faktaark|år|type|slags|kategori|tal|edition|sheet|year|kind))",
    re.IGNORECASE,
)
_COUNTS = {"to": 2, "two": 2, "tre": 3, "three": 3, "fire": 4, "four": 4}


def are_those(text: str, named: tuple[str, ...]) -> bool:
    """Whether the municipalities just named are meant ("de to kommuner")."""
    match = _THOSE.search(text)
    if not match or len(named) < 2:
        return False
    count = (match["count"] or match["bare"] or "").lower()
    return not count or _COUNTS[count] == len(named)


def those_of(text: str, named: tuple[str, ...]) -> tuple[str, ...]:
    """Of the municipalities named, the last of whom there are as many as the text points to ("alle tre tilsammen"); () where it points to none."""
    match = _THOSE.search(text)
    count = _COUNTS[(match["count"] or match["bare"] or "to").lower()] if match else 0
    return named[-count:] if count and count <= len(named) else ()


CORRECTS = re.compile(
    r"\b(?:jeg (?:mente|mener)|(?:jeg )?tog fejl|skulle (?:have|ha['’]?) (?:skrevet|sagt|stået|været)|jeg spørger til|jeg tænkte (?:\w+ )?på|rettelse|min fejl|i meant|my mistake)\b",
    re.IGNORECASE,
)
"""Puts right what was asked before."""
HOW_MANY_BEGUN = re.compile(
    r"^\W*(?:og |men |så )?hvor mange (?:er|blev|bliver|bygges|opføres|var|har|kommer|igangsættes|is|are|were)\b(?: (?:der|man|de|sat|i|gang|igangsat|på|vej|bygget|blevet|begyndt|begun|being|built|nu|så|opført|under|opførelse|perioden|mellem|fra|til|og|årene|\d{4}(?:[-–]\d{2,4})?))*\W*$",
    re.IGNORECASE,
)
"""Counts those begun of what was spoken of, without saying what ("hvor mange er sat i gang?")."""
NEW_ONES = re.compile(
    r"^\W*(?:og |men |så )?(?:hvor mange (?:af dem )?(?:er|blev|var|har|kommer)? ?(?:der )?(?:så )?(?:nye|nybyggede|nyopførte|på vej)(?: (?:er|kommer|kom|blev)(?: der)?(?: (?:til|i gang|på vej|kommet til|bygget|sat i gang|\w+))?)?"
    r"|(?:blev|bliver|er|bygges|opføres|kommer|kom) der (?:så )?(?:bygget |opført |sat |kommet |påbegyndt |igangsat )?(?:nogen |nogle )?(?:nye|flere|fler)(?: (?:til|på vej|i gang))?"
    r"|er der (?:nogen|nogle|flere) (?:nye )?(?:på vej|under opførelse|i gang)"
    r"|er der (?:så )?(?:bygget |kommet |sat |begyndt på )?(?:nogen |nogle )?(?:nye|flere)(?: på vej| til| under opførelse)?"
    r"|(?:er|blev) der (?:så )?(?:bygget|opført|igangsat|påbegyndt|sat i gang|sat gang i) (?:nogen|nogle)(?: nye)?"
    r"|er (?:nogen|nogle) af dem (?:nye|bygget|opført|igangsat|sat i gang|under opførelse)(?: .*)?)\W*$",
    re.IGNORECASE,
)
"""Asks for new ones of what was spoken of, of which a sheet counts those begun."""
FOR_WHOM = re.compile(
    r"^\W*(?:og |men |så )?hvor mange (?:af dem )?(?:er|var|blev|gik|går|is|are)(?: der)?(?: så)? (?:til|for) (?:de )?(?P<whom>unge|ældre|gamle|familier)\W*$",
    re.IGNORECASE,
)
"""Asks for a kind of what was spoken of by whom it is for."""
OF_BEGUN = frozenset({"begun", "built", "project"})
ACROSS = frozenset({"difference", "ratio", "most", "fewest", "ranking", "share", "equal"})
HIGHER = frozenset({"cheaper"})
"""The concept of "højere" and "lavere", which of rents has a meaning of its own."""
DIFFERENCE = re.compile(r"\b(?:forskel(?!lig)\w*|ændring\w*|difference)\b", re.IGNORECASE)
BETWEEN_PLACES = re.compile(
    r"\b(?:forskel(?!lig)\w*|(?:ad)?skiller|imellem|til ?sammen|sammenlagt|(?:lagt|læg\w*|lægge\w*|slå\w*|tæl\w*|plus\w*) (?:\w+ ){0,3}sammen|i alt|hvem|hvor er der|hvor bor|hvilken af dem|begge|which (?:one )?(?:has|had|is)|which of them|by how much|who has|hvilken (?:har|er)|difference|together|gange|hvor (?:mange|meget) (?:mere|flere|mindre|færre|højere|lavere|større)|how (?:many|much) more)\b",
    re.IGNORECASE,
)
ADDS = re.compile(
    r"\b(?:oveni|oven i|oven på|lagt (?:til|med)|regnet med|talt med|lægg\w* .*\b(?:til|med)|tager? .*\bmed|tæller? .*\bmed|plus|også (?:tager|lægger|tæller)|add)\b",
    re.IGNORECASE,
)
"""Puts one more municipality to those added up."""
AMONG_THEM = re.compile(
    r"\W*(?:og |men |så |and |so )?(?:hvem|hvilken|who|which)(?: af (?:dem|de to|de tre|begge)| of (?:them|the two)| one)? (?:har|havde|er|var|ligger|has|had|is)\b(?!.*(?:kommune|municipal|\balle\b|\btype|\bslags|\bkind))",
    re.IGNORECASE,
)
"""Asks for one of the municipalities spoken of."""


def asks_among_them(text: str) -> bool:
    """Whether a turn asks for one of the municipalities spoken of ("hvem har flest ungdomsboliger?")."""
    return bool(AMONG_THEM.match(text))


THE_CHANGE = re.compile(
    r"\b(?:faldet|fald|stigning(?:en)?|vækst(?:en)?|ændring(?:en)?|forskydning(?:en)?|tilbagegang(?:en)?|fremgang(?:en)?|increase|decrease|growth|fall|rise|change)\b",
    re.IGNORECASE,
)
"""Speaks of the change told before."""
IN_PERCENT = re.compile(
    r"^\W*(?:og |men |så )?(?:med |svarer det til )?(?:hvor mange (?:procent|pct\.?)|hvor meget i procent|hvad i procent|i procent|procentvis|in per ?cent)\W*$"
    r"|\bhvor mange (?:procent|pct\.?) (?:er|var|bliver|blev|svarer|drejer|udgør) (?:det|den)(?: sig)?(?: til| om)?\W*$|\bhvad (?:er|svarer|bliver) det (?:til )?i procent\W*$"
    r"|\bhow many per ?cent is (?:it|that)\W*$",
    re.IGNORECASE,
)
"""The change told before is asked for in percent."""
OLDER = re.compile(
    r"\b(?:forrige|tidligere|gamle|ældre|ældste|previous|older) (?:ark|faktaark|udgave|edition|sheet)", re.IGNORECASE
)
OF_THEM = re.compile(r"\b(?:af dem|af disse|heraf|deraf|hvoraf|of those|of them|of these)\b", re.IGNORECASE)
"""What is counted is a part of what was counted before."""
ANY_OF_THEM = re.compile(r"\b(?:nogen|nogle|any)\b(?! (?:\w+ )?(?:\w*bolig|\w*kommune|steder|af))", re.IGNORECASE)
"""Asks for any of what was spoken of ("hvorfor er der ikke sat nogen i gang?")."""
OF_ALL_THERE_ARE = re.compile(r"\baf (?:dem|alle|samtlige|det hele)\b", re.IGNORECASE)
THE_OTHERS = re.compile(
    r"(?<!nogen af )(?<!any of )\b(?:de (?:to )?(?:andre|øvrige|resterende)|resten|(?<=igangsat )andre(?=\W*$)|nogen andre(?=\W*$)|the (?:other two|others|rest))\b(?! (?:kommuner|byer|steder|af (?:landet|kommunen|byen)|of the country))",
    re.IGNORECASE,
)
"""The kinds of dwelling that were not spoken of."""
_ALL_THERE_ARE = re.compile(
    r"\b(?:er|står|findes|ligger) der\b.*\b(?:i alt|i det hele taget|allerede|i forvejen|nu|i dag|idag)\b|\bhvor mange der (?:findes|er|står)\W*$|\bhvor mange (?:findes|står|eksisterer|ligger|har vi) der(?: (?:nu|så))?\W*$",
    re.IGNORECASE,
)
"""After those begun: of all that there are."""


def of_all_there_are(before: Question, question: Question) -> bool:
    """Whether all that there are is asked for, after those begun."""
    return "begun" in before.concepts and bool(_ALL_THERE_ARE.search(question.text))
