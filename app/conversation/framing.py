"""A turn → the turn without what is wrapped around its question: greetings, thanks, frames, and ways to ask if something is so."""

from __future__ import annotations

import re

from app.asking.development import TREND
from app.asking.reader import read_question


def unframed(turn: str) -> str:
    """A turn without the greeting before it, the thanks after it, and the frame that only asks for an answer."""
    asked = _HELP_AFTER.sub("", turn)
    turn = asked if asked != turn and names_something(asked) else turn
    turn = _BACK_TO.sub(lambda match: f"{match['asked'].rstrip('?. ')} – tilbage til {match['what']}?", turn)
    turn = _IN_PERCENT.sub(" i procent", _THANKS_AFTER.sub("", _GREETING_BEFORE.sub("", turn)))
    turn = _of_the_sheet(_OVERVIEW.sub("arket", _as_claim(turn)))
    inner = _FRAME_BEFORE.sub("", _ELSE_BEFORE.sub("", _SURPRISED.sub("", turn)))
    return inner if any(letter.isalnum() for letter in inner) else turn


def names_something(sentence: str) -> bool:
    """Whether a sentence speaks of more than a change."""
    return bool(read_question(sentence, ()).concepts - {TREND})


# --- ways to ask if something is so


_IS_IT_SO = "Er det rigtigt"


def _as_claim(turn: str) -> str:
    """A turn that asks in a roundabout way if something is so, as "Er det rigtigt, at …?" or "… Er det rigtigt?"."""
    if turn.rstrip().endswith("?"):
        turn = _IS_NOT_SO.sub(lambda match: f"{match['lead'] or ''}{_IS_IT_SO}, at ", turn)
    turn = _SO_HAS.sub(lambda match: f"{match['verb']} {match['who']} ", turn)
    turn = _IT_IS_WRITTEN.sub(f"{_IS_IT_SO}, at ", _TAKEN_AS_SO.sub(f"{_IS_IT_SO}, at ", turn))
    if (whether := _WHETHER.match(turn)) and not _TELLS_MORE.search(whether["lead"]) and not _ASKS_MORE.search(whether["said"]):
        turn = f"{_IS_IT_SO}, at {_without_stop(whether['said'])}?"
    if (verdict := _VERDICT_AFTER.match(turn)) and names_something(verdict["said"]):
        said = _TOLD_THAT.sub("", _SAID_BY.sub("", verdict["said"].strip(' .,–-»«"”')))
        turn = f"{said.rstrip(' »«')}{verdict['of'] or ''}. {_IS_IT_SO}?"
    return _TWICE.sub(f"{_IS_IT_SO}, at ", turn)


def _without_stop(clause: str) -> str:
    bare = clause.rstrip("? ")
    return bare if bare.endswith(("kr.", "pct.")) else bare.rstrip(".")


_SO_HAS = re.compile(
    r"^\W*(?:(?:nå|ok|okay|og)\W+)*(?:så|altså) (?P<who>(?-i:[A-ZÆØÅ])[\w-]*(?: (?-i:[A-ZÆØÅ])[\w-]*)*(?: kommune)?) (?P<verb>har|havde|er|var|ligger|lå) (?:altså |dermed )?(?=[^?]*\?\W*$)",
    re.IGNORECASE,
)
"""A conclusion with a question mark ("så Lunden har flest?")."""
_TAKEN_AS_SO = re.compile(
    r"^\s*(?:(?:og|men|så) )?(?:kan|må|skal|bør|tør|vil) (?:(?-i:[a-zæøå]+),? ?){1,2}(?:(?<=,) [^,]{1,60}, |(?:(?:så|da|herefter|altså|med rette|roligt|trygt) )*)"
    r"(?:lægges? til grund|forstås? (?:det )?(?:således|sådan|derhen|som om)|gå ud fra|antages?|konkluderes?|konstateres?|slutte|udledes?|udlede|regne med|tages? for givet|tage det for givet|bekræfte|bekræftes|siges?|påstås?|hævdes?|anføres?|fastslås?|(?:svare|skrive|oplyse|meddele|fortælle|sige)(?: til)?(?: \w+)?),? at\b ?",
    re.IGNORECASE,
)
"""Asks whether something may be taken to be so ("kan det lægges til grund, at …")."""
_IT_IS_WRITTEN = re.compile(
    r"^\s*(?:(?:og|men|så) )?(?:(?:skriver|siger|nævner|oplyser|fortæller|angiver) (?:de|I|arket|faktaarket|BL) selv|(?:fremgår|oplyses) det (?:af|i) \w+),? at (?=[^?]*\?)",
    re.IGNORECASE,
)
"""Asks whether the sheet has it that something is so ("skriver de selv, at …")."""
_IS_NOT_SO = re.compile(
    r"^\s*(?P<lead>(?:(?:men|jamen|nå|hov|hej),? )?)det (?:passer|stemmer|kan|er|holder) (?:da |jo |vel |altså )*(?:ikke|ikke rigtigt|ikke sandt|ikke passe|da ikke)(?: passe| være rigtigt| rigtigt| sandt)?,? at (?=.*\bvel\b)",
    re.IGNORECASE,
)
"""A claim that the user doubts, and asks to have denied ("det passer da ikke, at der kun er 46, vel?")."""
_WHETHER = re.compile(
    r"^(?P<lead>[^?:]{0,140}?\b(?:(?:bedes|ønskes|søges)(?: det| venligst| herved)* (?:oplyst|bekræftet|afklaret|undersøgt|meddelt|besvaret|belyst|verificeret)"
    r"|(?:gerne vil|vil gerne|ville gerne|vil(?: jeg| vi)?(?: lige| gerne)?|skal|ønsker at) (?:vide|høre|spørge|have at vide|have svar på|have bekræftet|have afklaret|have undersøgt)))"
    r"(?:, om|,? hvorvidt) (?P<said>[^?]+\??)$",
    re.IGNORECASE,
)
"""Asks as a clause if something is so ("det ønskes oplyst, hvorvidt …")."""
_TELLS_MORE = re.compile(r"\d|(?<=[\w,] )(?!BL\b)[A-ZÆØÅ]")
"""A number or a name in what leads up to a question."""
_ASKS_MORE = re.compile(
    r"^(?:I|du|man) (?:kan|vil|har|ved)\b|^(?:jeg|vi) (?:kan|må)\b|\b(?:hvor|hvad|hvem|hvilke[nt]?|hvordan|hvornår|hvorfor|eller)\b|\bder (?:findes|er) (?:tal|oplysninger|data|noget)\b",
    re.IGNORECASE,
)
"""Words by which a clause asks for more than a yes or a no."""
_CLAIM_NOUN = r"(?:citatet|det citat|påstanden|udsagnet|oplysningen|sætningen|formuleringen|regnestykket|regningen|beregningen)"
_VERDICT_AFTER = re.compile(
    r"^(?P<said>.{12,}?[.!?»«\"”,–-])\s*(?:"
    rf"(?:er|var) (?:{_CLAIM_NOUN}|det|den) (?:helt |nu |så |da )*(?:i orden|(?:gengivet|citeret|refereret|regnet|angivet) (?:korrekt|rigtigt|rigtig)|(?:korrekt|rigtigt|rigtig) (?:gengivet|citeret|refereret|regnet|angivet)|sikkert nok at (?:sige|skrive))"
    rf"|er (?:{_CLAIM_NOUN}|årstallet|året|perioden) (?:rigtigt?|korrekt|sandt?)|(?<!, )(?<!,)(?:sandt|rigtigt|korrekt)|(?:stemmer|passer|holder) {_CLAIM_NOUN}"
    r"|(?:det er|er det) (?:da |jo |vel )?sådan,? (?:som )?det er|(?:kan|ka) det pas\w*"
    r"|er det det tal,? (?:som )?(?:I|du|arket|faktaarket) (?:har|oplyser|angiver|bruger)(?P<of> for (?:19|20)\d\d)?"
    r")\s*\?\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""Asks after a claim if it holds ("»…« Er citatet i orden?")."""
_SAID_BY = re.compile(
    r"(?:(?<=[\w.])[,»«\"”]+) ?(?:har |siger|sagde|skrev|skriver|hævder|påstår|lød det|stod der|hed det)[^.?!\d]*$", re.IGNORECASE
)
"""Tells after a claim who says so."""
_TOLD_THAT = re.compile(
    r"^[^.?!,\d]{0,60}?\b(?:siger|påstår|hævder|mener|skriver|fortæller|(?:har )?(?:hørt|læst|set|sagt|skrevet|påstået)|fået (?:oplyst|at vide|fortalt)),? at (?=[^.]*$|[^.]*pct\.[^.]*$)",
    re.IGNORECASE,
)
"""Tells before a claim who says so."""
_TWICE = re.compile(
    rf"{_IS_IT_SO}, at (?:det er (?:rigtigt|korrekt|sandt)(?: forstået| opfattet)?|(?:jeg|vi) har (?:forstået|læst|opfattet) (?:det )?(?:rigtigt|korrekt|ret)(?:, når (?:jeg|vi) \w+[^,\d]*)?),? at ",
    re.IGNORECASE,
)


# --- frames


_OVERVIEW = re.compile(r"(?<=\bifølge )(?:den |denne )?oversigt(?:en)?\b", re.IGNORECASE)
"""A sheet by a word that else asks for all that there is."""


def _of_the_sheet(turn: str) -> str:
    """A turn that asks what the sheet says of how many there are, as that question itself."""
    match = _WHAT_IT_SAYS.match(turn)
    if match is None:
        return turn
    if of := match["number"] or match["figure"]:
        return f"Hvad er tallet for {of}"
    asked, place = match["asked"].strip(" ?."), (match["of"] or match["whose"] or "").strip()
    place = place.removesuffix("s") if match["whose"] else place
    of_place = f" i {place}" if place and not read_question(asked, ()).places.national else ""
    edition = f"{match['edition'] or ''}{match['year'] or ''}"
    return f"{asked}{of_place} i {edition}?" if _OF_AN_EDITION.search(edition) else f"{asked}{of_place}?"


_OF_AN_EDITION = re.compile(r"^(?:det|den) |\d$", re.IGNORECASE)


_SHEET_NOUN = r"(?:fakta)?(?:arket|ark|bladet|siden)|notatet|rapporten|oversigten|dokumentet|tallene|kilden"
_NAME = r"(?-i:[A-ZÆØÅ])[\w-]*(?: (?-i:[A-ZÆØÅ])[\w-]*)*"
_WHAT_IT_SAYS = re.compile(
    r"^\W*(?:og |men |så )?(?:(?:(?:hvad (?:siger|skriver|oplyser|fortæller|melder|viser|står der i|fremgår der af|kan (?:man|jeg|vi|du) (?:læse|se|finde) i)"
    r"|(?:står|fremgår|oplyses) (?:der|det) (?:noget )?(?:i|af)|(?:siger|skriver|oplyser|fortæller|nævner)) "
    rf"(?:(?P<whose>{_NAME}(?: kommunes)?|[\w-]+ kommunes) )?(?P<edition>(?:(?:det|den) (?:gamle|ældste|ældre|forrige|tidligere|første|nye|nyeste|seneste) )?(?:{_SHEET_NOUN})(?: (?:fra|for) (?:19|20)\d\d)?)"
    rf"(?: (?:for|om|fra|over) (?P<of>{_NAME}))?(?P<year> (?:fra|for) (?:19|20)\d\d)?"
    r"|hvad ved (?:vi|man|i|du)|hvor (?:finder|ser) (?:jeg|man|vi)|hvor kan (?:jeg|man|vi) (?:finde|se|læse|finde ud af))"
    r"(?: noget)?(?: om)?,? (?P<asked>(?:hvor (?:mange|meget|stor|stort|høj|højt|lav|lavt)|hvilken (?:andel|del))\b.*)"
    rf"|hvil\w+ tal (?:angiver|oplyser|nævner|giver|bruger|har|står der i) (?:{_SHEET_NOUN}) (?:for|på|om) (?P<number>.+)|hvad er det for et tal,? (?:som )?(?:{_SHEET_NOUN}) (?:har|angiver|giver|oplyser|nævner) (?:for|på|om) (?P<figure>.+))$",
    re.IGNORECASE | re.DOTALL,
)
"""What the sheet says of how many or how much ("Hvad siger faktaarket om, hvor mange ældreboliger der er?")."""
_BACK_TO = re.compile(
    r"^\W*(?:og |så |men |ok[,.]? )?(?:lige )?(?:tilbage|retur|back) (?:til|to) (?P<what>[^:,.?–]{3,40}?)(?:[:,]| [-–] )\s*(?P<asked>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""Goes back to a subject, and asks of it ("tilbage til familieboligerne: hvor mange er de?")."""
_HELP_AFTER = re.compile(
    r"(?<=[^\s])[.!,]?\s+(?:kan|kunne|vil|can|could) (?:du|i|you) (?:mon |godt |måske |please )?(?:hjælpe(?: mig)?(?: med (?:det|den|tallet))?|hjælpe her|svare(?: på det)?|"
    r"finde (?:det|den|dem|tallet)|oplyse (?:det|den|tallet)|sige (?:mig )?det|help(?: me)?(?: with that)?|find (?:it|that))\s*\?\s*$",
    re.IGNORECASE,
)
"""After what is asked for: asks for help with it."""
_SURPRISED = re.compile(
    r"^\s*(?:hva(?:d|'|’)? så|nå(?: men)?|seriøst|(?:helt )?ærligt(?: talt)?|hov|wow|hold da op|what)\s*[,!?.…]+\s+(?=(?:er|var|har|bor|blev|bliver|findes|kan|passer|stemmer|gælder|hvor|hvad|hvilke\w*)\b)",
    re.IGNORECASE,
)
"""What is said before a question is asked ("hva så, er det …?")."""
_IN_PERCENT = re.compile(r"\s*,\s*(?:i )?(?:pct\.?|procent|%)\s*\??\s*$", re.IGNORECASE)
"""The unit put behind what is asked for in key words ("andel af boligmassen, pct.")."""
_GREETING_BEFORE = re.compile(
    r"^\s*(?:(?:goddag|hejsa|hej|god(?:morgen|aften)|hello|hi)(?: med (?:jer|dig)| alle(?: sammen)?| igen)?|kære (?:alle|BL|[a-zæøå]+)|til rette vedkommende)\s*[.!,:]\s+(?=\S)",
    re.IGNORECASE,
)
_ELSE_BEFORE = re.compile(
    r"^\s*(?:(?:fint|ok|okay|super|godt|tak|mange tak|godt så|tak for (?:det|svaret))[,. ]+)*(?:(?:så|nu|men|og)(?: til)? )?"
    r"(?:noget (?:helt )?andet|(?:et )?(?:(?:helt )?(?:andet|nyt)|sidste|næste) spørgsmål|(?:et )?(?:(?:helt )?(?:nyt|andet)) emne|something else|another question)\s*[:,.]\s+(?=\S)",
    re.IGNORECASE,
)
_FRAME_BEFORE = re.compile(r"^\s*(?:vil|kan|kunne|could|would) (?:du|i|you)\b[^:?.]{0,60}:\s*(?=\S)", re.IGNORECASE)
_THANKS_AFTER = re.compile(
    r"(?<=[?.!])\s+(?:på forhånd )?(?:mange )?(?:tak|thanks|thank you)(?: for (?:hjælpen|svaret))?\s*[.!]*\s*$"
    r"|(?<=[?.!])\s+(?:(?:med|de|mange|venlig\w*|bedste|kærlig\w*|kære) )*(?:hilsn?er|hilsen|mvh|vh|kh)\b(?-i:[^?A-ZÆØÅ]*)$",
    re.IGNORECASE,
)
