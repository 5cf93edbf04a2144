"""The times that a turn names: years, spans of years, and times told from now."""

from __future__ import annotations

import re

from ingest.figures import periods_in

RELATIVE = "relative"
_YEARS_FROM = re.compile(r"\btre ?aar\w* (?:periode )?(?:fra|siden|begyndende) ((?:19|20)\d\d)\b")
_RELATIVE_PERIOD = re.compile(
    r"\b(?:sidste aar|i fjor|forrige aar|naeste aar|last year|next year|this year|aaret foer|aaret efter|i aar|"
    r"(?:de )?(?:sidste|seneste|kommende|naeste) (?:\w+ )?(?:aar|aarti|maaned|kvartal|halvaar)\w*(?<!^seneste aar)(?<!(?<!de) seneste aar)|"
    r"for (?:\w+ )?aar siden|(?:om|in) (?:\w+ )(?:aar|years)|19\d0erne|i gamle dage|foer krigen|dengang|i nullerne|i halvfemserne|i firserne|i halvfjerdserne|i tresserne|\w+ aar (?:foer|efter|inden|tilbage)|for laenge siden|forrige aarti|aarhundrede\w*)\b"
)
_LAST_THERE_IS = re.compile(
    r"\b(?:det )?(?:sidste|seneste) aar,? (?:som |der |hvor )?(?:i|du|man|vi|der|arket|bl|de) (?:har|er|findes|kender) (?:\w+ )?(?:tal|noget|data|opgjort)\b"
)
"""The newest year that there is a figure of ("sidste år I har tal på"), which is no time told from now."""
LATELY = re.compile(
    r"\b(?:(?:i |inden for |gennem )?(?:de )?(?:sidste|seneste|senere)(?: par| tre| få)? år|for nylig|nyligt?|i nyere tid|på det seneste|recently|lately)\b",
    re.IGNORECASE,
)
"""A while up to now, which the period of the dwellings begun is."""
_COUNTED_FROM = re.compile(r"\b\w+ aar (?:foer|efter|inden)\b")
_JOINED_YEARS = re.compile(
    r"\b((?:19|20)\d\d)\s*(?:(?:,\s*(?:19|20)\d\d\s*)*(?:-|–|til og med|og frem til|frem til|til|te|og i|samt i|og|å|eller|to|and in|and|or|through|vs\.?|versus|kontra|mod)|/)\s*"
    r"((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SHORT_YEARS = re.compile(
    r"(?<![\w.,/])['’]?([012]\d)\s*(?:-|–|/|til og med|til|to)\s*['’]?([0-4]\d)(?!\w|[.,]\d|\s*(?:pct|procent|%|mio|år|kr|boliger))",
    re.IGNORECASE,
)


def periods_named(text: str, folded: str) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """The times named, each once, and the spans of the text where they stand."""
    spans: list[tuple[int, int]] = []
    found: list[str] = []
    rest = text
    for match in _JOINED_YEARS.finditer(text):
        named = [int(year) for year in re.findall(r"\d{4}", match.group())]
        listed = len(named) == 2 and _LISTED.search(match.group()) and not _BETWEEN.search(text[: match.start()])
        is_list = listed or (len(named) > 2 and named != list(range(named[0], named[-1] + 1)))
        found.extend([str(year) for year in named] if is_list else [f"{match.group(1)}-{match.group(2)}"])
        spans.append(match.span())
        rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    for match in _SHORT_YEARS.finditer(rest):
        if int(match.group(1)) < int(match.group(2)):
            found.append(f"20{match.group(1)}-20{match.group(2)}")
            spans.append(match.span())
            rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    found.extend(periods_in(rest))
    spans.extend(m.span() for m in re.finditer(r"(?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?", rest))
    spelled = _YEARS_FROM.search(folded)
    if spelled and found == [spelled.group(1)]:
        found = [f"{spelled.group(1)}-{int(spelled.group(1)) + 2}"]
    if _RELATIVE_PERIOD.search(_LAST_THERE_IS.sub(" ", folded)):
        found = [*found, RELATIVE] if not found or _COUNTED_FROM.search(folded) else found
    return tuple(dict.fromkeys(found)), spans


def words_of_time(folded: str) -> frozenset[str]:
    """The words by which a time is told from now ("de sidste par år")."""
    return frozenset(word for match in _RELATIVE_PERIOD.finditer(folded) for word in match.group().split())


_LISTED = re.compile(r"\b(?:og i|and in|samt i|eller|or)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:i?mellem|between|fra|from)\s*$", re.IGNORECASE)
