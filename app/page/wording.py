"""The words of the page, in Danish."""

from __future__ import annotations

PAGE_TITLE = "Spørg faktaarkene"
PAGE_LEAD = (
    "Svar om de almene boliger i {places}, hentet ordret fra BL's faktaark. Hvert udsagn har et mærke, og ved siden af "
    "står det sted i arket, som det bygger på, med arkets egen kilde. Det, arkene ikke siger, svarer siden ikke på."
)
ASK_LABEL = "Dit spørgsmål"
ASK_PLACEHOLDER = "Hvor mange almene boliger er der i Herning?"
ASK_BUTTON = "Spørg"
NEW_BUTTON = "Ny samtale"
CHAT_LABEL = "Samtale"
EXAMPLES_LABEL = "Eksempler"
EXAMPLES: tuple[str, ...] = (
    "Hvor mange almene boliger er der i Herning?",
    "Hvor stor en del af dem er ældreboliger?",
    "Hvor meget lavere er huslejen end i private lejeboliger?",
    "Hvad siger arket om grøn omstilling?",
    "Hvad er ventetiden?",
)
SOURCES_TITLE = "Kilder til svaret"
SOURCES_EMPTY = "Her vises de steder i faktaarkene, som et svar bygger på."
SOURCES_NONE = "Svaret bygger ikke på noget sted i arkene."
SOURCE_SCOPE = "Gælder"
SOURCE_PERIOD = "Tid"
SOURCE_NO_PERIOD = "ikke angivet"
SOURCE_HEADING = "Overskrift"
SOURCE_NOTE = "Kilde ifølge arket"
SOURCE_SHEET = "Faktaark"
