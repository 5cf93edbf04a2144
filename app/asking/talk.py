"""Turns that ask nothing of the sheets: greetings, thanks, goodbyes, and questions about the assistant."""

from __future__ import annotations

import re

from app.asking.form import WH
from app.asking.question import Talk
from ingest.lexicon import concepts_in, fold, lexicon, tokens

_GREETING = re.compile(
    r"^\W*(?:(?:hej|hejsa|hey|heyo|halloej|hallo|goddag|godmorgen|god morgen|godaften|god aften|god dag|mojn|moin|dav|davs|hi|hello|yo|hejhej|hej hej|good morning|"
    r"godnat|tjena|hilsen|halloejsa|goddaw|da|der|med|dig|du|jer|alle|sammen|igen|bot|kaere|assistent|robot|chat|chatbot|hvordan gaar det|hvordan har du det|how are you|there|ven|mester|formiddag|eftermiddag|godt nytaar|glaedelig jul)\b\W*)+$"
)
_THANKS = re.compile(
    r"^\W*(?:(?:tak|mange tak|tusind tak|takker|thanks|thank you|thx|tak skal du have|super|perfekt|fedt|fint|godt|dejligt|det var alt|det var det|"
    r"for|hjaelpen|det|du|er|skal|have|en|stor|hjaelp|svaret|svar|many|very|much|cool|nice|great|ok|okay|so|saa|meget|hvor|ha|god|dag|weekend|kan|bruge|jeg|lige|hvad|manglede|stod|"
    r"var|vil|nu|herfra|klart|forklaret|forstaaet|modtaget|noteret|alt|alletiders|rart|brugbart|kanon|skoent|det hjalp|hjalp|mig|1000|tusinde|mange|i|og|herligt|hjaelpsomt|sad|brug|lad|thank|you|your|help|appreciate|fantastisk|ret)\b\W*)+$"
)
_THANKS_CORE = re.compile(
    r"\b(?:tak|takker|thanks|thank|thx|perfekt|super|fedt|kanon|alletiders|dejligt|fint|skoent|herligt|forstaaet|det var alt|hjalp|cool|nice|great|fantastisk)\b"
)
_GREETS = re.compile(r"^(?:hej|hejsa|hey|halloej|hallo|goddag|goddaw|godmorgen|godaften|davs|dav|mojn|hi|hello)\b")
_GOODBYE = re.compile(
    r"^\W*(?:(?:farvel|hej hej|vi ses|ses|paa gensyn|goodbye|bye|hav en god dag|fortsat god dag|god weekend|god dag|tak for nu|og|tak|for|hjaelpen|i dag|nu)\b\W*)+$"
)
_WISHES_WELL = re.compile(
    r"\b(?:(?:hav|ha) en (?:rigtig )?(?:god|dejlig|fortsat)\w* (?:dag|aften|weekend|eftermiddag)|fortsat god dag|god weekend|farvel|vi ses|vi tales ved|goodbye|have a nice day)\b"
)
_GOODBYE_CORE = re.compile(r"\b(?:farvel|hej hej|ses|gensyn|goodbye|bye|god dag|weekend|tak for nu)\b")
_ABOUT = re.compile(
    r"\b(?:hvad (?:kan|ka) (?:du|do)|bruge dig|spoerge dig|tager du imod|what can i ask|can i ask you|hvad kan jeg (?:spoerge|bruge)|hvad kan man (?:spoerge|bruge)|hvem er du|hvad er du|hvad kan (?:jeg|man) faa svar|hvordan virker du|hvordan fungerer du|hvordan bruger jeg|hvad ved du|what can you|who are you|what are you|"
    r"er du (?:en|et|rigtig|virkelig|kunstig|chatgpt|et menneske|ai|menneske)|hvem har (?:lavet|bygget|udviklet|programmeret|skabt) dig|hvad hedder du|hvad bruger du (?:af|til|som) (?:kilder|kilde)?|hvilke spoergsmaal|hvad kan i hjaelpe|hvad kan du hjaelpe|"
    r"kan du hjaelpe(?: mig)?(?: med noget| lidt)?$|hvad kan dette|hvad kan den her|how do you work|how does this work|kan jeg stole paa dig|kan man stole paa dig|hvordan ved du|hvilke emner|hvad slags spoergsmaal|"
    r"hvilke kommuner (?:kender|har|ved|daekker|kan)|hvilke faktaark|hvor har du din viden|bruger du (?:en )?(?:ai|sprogmodel|kunstig intelligens|chatgpt)|gemmer du|hvad er din opgave|hvad er det her for|hvad er dette for|taler du|snakker du|do you speak|kan du (?:engelsk|dansk|tale|svare|regne|hjaelpe mig$)|"
    r"hvad handler (?:du|denne chat)|hjaelp$|help$|^help\b|can you help|hvad daekker du|hvad kan (?:denne|den|det)|er jeg (?:her )?(?:kommet )?(?:til|i)|introducer dig|praesenter dig|hvad goer du)\b"
)
_BEFORE_ASKING = re.compile(r"^\W*(?:før|inden|først)\b[^:,?]*[:,]\s", re.IGNORECASE)
"""Leads up to what the assistant is asked about itself ("Før jeg går i gang: …")."""
_OF_ABOUT = frozenset({"help", "source", "people", "municipal"})
_FEW_WORDS = 14
"""As many as a turn has at most that only greets or thanks."""
_INTRODUCES = re.compile(
    r"^\W*(?:(?:[Hh]ej|[Gg]oddag|[Gg]odmorgen|[Gg]odaften|[Hh]ejsa)\W+)?(?:[Dd]et er|[Hh]er er|[Tt]his is) [A-ZÆØÅ]\w+"
)
_NAMES_HIMSELF = re.compile(
    r"^\W*(?:(?:hej|goddag|godmorgen|godaften|hejsa|hello|hi)\W+)?(?:mit navn er|jeg hedder|du taler med|my name is)\b",
    re.IGNORECASE,
)
"""Says who one is ("det er Kirsten fra Teknik og Miljø")."""
_THANKS_FOR = re.compile(r"^(?:(?:mange|tusind|tusinde|1000|stor|stort|hjertelig) )?(?:tak|thanks|thank you) (?:for|til|skal)\b")
_OF_THANKS = frozenset("help money municipal source".split())


def talk_of(text: str, folded: str, concepts: frozenset[str], *, named: bool) -> Talk | None:
    """What kind of talk a turn is, or None; `named` tells whether it names a municipality."""
    if not folded:
        return None
    few = len(folded.split())
    asks = "?" in text or bool(WH.search(folded)) or any(letter.isdigit() for letter in text)
    if few <= _FEW_WORDS and not asks and (_NAMES_HIMSELF.match(text) or (_INTRODUCES.match(text) and not named)):
        return Talk.GREETING
    if _GREETING.match(folded) or (few <= 4 and not concepts and _GREETS.match(folded)):
        return Talk.GREETING
    leaves = few <= _FEW_WORDS and not asks and bool(_WISHES_WELL.search(folded))
    if leaves or (_GOODBYE.match(folded) and _GOODBYE_CORE.search(folded)):
        return Talk.GOODBYE
    thanked = few <= 9 and not (concepts - {"help"} or "?" in text) and _THANKS_CORE.search(folded) and not WH.search(folded)
    if thanked or (_THANKS.match(folded) and _THANKS_CORE.search(folded)):
        return Talk.THANKS
    if (
        few <= _FEW_WORDS
        and not (asks or named)
        and _THANKS_FOR.match(folded)
        and not concepts - lexicon().labels.keys() - _OF_THANKS
    ):
        return Talk.THANKS
    after = _BEFORE_ASKING.sub("", text)
    told = concepts if after == text else concepts_in(after)
    if _ABOUT.search(" ".join(fold(word) for word, _, _ in tokens(after))) and not told - _OF_ABOUT:
        return Talk.ABOUT
    return None
