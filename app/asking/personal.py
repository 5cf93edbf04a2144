"""Turns in which someone asks for something for himself: a dwelling, or advice on his own.

No sheet finds anybody a home or tells anybody what to do.
"""

from __future__ import annotations

import re

PERSONAL = "personal"
"""The absent concept of what such turns ask for (`ingest/absent.toml`)."""

_HOME = r"(?:(?:ungdoms|familie|aeldre|leje|almen)?(?:bolig|lejlighed)|lejemaal|vaerelse|hus|hjem|sted at bo|tag over hovedet|flat|home|place to live|apartment)"
_GET = re.compile(
    r"\b(?:skaf|skaffe|finde?|faa|leje|lej|tilbyde|soege?r?|mangler|find me|get(?: me)?|rent|need)\b"
    rf"(?: (?:mig|os|hende|ham|dem|lige|til|gerne|min|mit|mine|vores|soen|datter|mor|far|kone|mand|en|et|noget|nogen|a|an|som|ny|nyt|god|billig|stor|stoerre|lille|mindre|almen|alment|ledig|ledigt|anden|the))* {_HOME}\b"
)
_GET_ME_ONE = re.compile(r"\b(?:skaf|skaffe|finde?|give?|reservere?) (?:\w+ )?(?:mig|os) (?:en|et|nogle) (?:af dem|saadan|der)\b")
_FOR_ONESELF = re.compile(
    r"\b(?:mig|os|jeg|vi|min|mit|mine|vores|man)\b|\b(?:kan|ka|kunne|vil|har) (?:du|i)\b|^(?:skaf|find)\b|\b(?:me|my|we|us)\b|\b(?:can|do|could|should|would|may) i\b|\bi (?:find|get|rent|need|want|can|am)\b"
)
_ADVICE = re.compile(
    r"^(?:(?:og|men|saa|hej|altsaa|mon|hvad|hvor|hvordan|naar)\s+)*(?:skal|boer|burde|toer|skulle|should) (?:jeg|vi|min \w+|mine \w+|i|we) "
    r"(?!(?:lige |bare |saa |altsaa |virkelig )*(?:regne|laese|laes|forstaa|skrive|sige (?:at|det)|citere|bruge|stole|tro|tolke|laegge|lave|taelle|vide|gaa ud|kalde|se|finde|spoerge|opgive|angive|kigge|vaelge tal|sammenligne|forvente|betale|trust|read|use|write))"
)
_OWN_HOME = re.compile(rf"\b(?:min|mit|vores|mine|my|our) (?:\w+ )?(?:{_HOME}|husleje|leje|altan|have|kontrakt|lejekontrakt)\b")
_MAY = re.compile(r"^(?:(?:og|men|saa|hej|altsaa)\s+)*(?:kan|maa|skal|toer|boer|can|may) (?:jeg|vi|man|i|we) ")
_COUNTS = re.compile(
    r"\b(?:hvor (?:mange|meget|stor|stort|hoej|faa|ofte)|antal\w*|procent|andel\w*|tal(?:let|lene)?|how (?:many|much))\b"
)


def asks_for_himself(folded: str) -> bool:
    """Whether a turn, as folded words with blanks between, asks for a dwelling or for advice, and for no figure."""
    if _COUNTS.search(folded):
        return False
    wants_home = bool(_GET.search(folded)) and bool(_FOR_ONESELF.search(folded))
    on_his_own = bool(_MAY.search(folded)) and bool(_OWN_HOME.search(folded))
    wants_one = bool(_GET_ME_ONE.search(folded))
    return wants_home or wants_one or on_his_own or bool(_ADVICE.search(folded))
