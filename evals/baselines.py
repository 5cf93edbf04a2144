"""What the assistant is compared with, made of the same parts: the nearest claim, and the standard recipe.

The standard recipe is what a tutorial builds: the sheets cut by LangChain's splitter into pieces of 500 characters that
overlap by 50, embedded by the same model, in Chroma, the four nearest looked up. A chat model reads them; without one,
the nearest piece is the answer. A conversation is looked up by all its turns.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from langchain_core.embeddings import Embeddings

from app.reply import Citation
from evals import wording
from evals.ranking import Passage, Ranker, order
from ingest.claim import FactSheet

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.language_models import BaseChatModel

_PIECE, _OVERLAP, _NEAREST = 500, 50, 4


class NearestClaim:
    """The claim that one ranking puts first, as the answer; a refusal where no claim has anything in common."""

    def __init__(self, passages: Sequence[Passage], ranker: Ranker) -> None:
        self.name = wording.SYSTEMS[ranker.key]
        self._passages = passages
        self._ranker = ranker

    def ask(self, turns: Sequence[str]) -> dict[str, Any]:
        """The answer object."""
        start = time.perf_counter()
        scores = self._ranker.scores("\n".join(turns))
        best = order(scores)[0]
        if not scores[best]:
            return _object("refused", wording.NOTHING_FOUND, [], start)
        claim = self._passages[best].claim
        citation = Citation(1, claim, claim.scope, claim.period).as_json()
        return _object("answered", f"»{claim.text}« [1].", [citation], start)

    def explain(self, _turns: Sequence[str]) -> list[str]:
        """Nothing to tell."""
        return []


class StandardRecipe:
    """Pieces, embeddings, Chroma, the four nearest; a reader where there is one."""

    def __init__(self, sheets: Sequence[FactSheet], embeddings: Embeddings, reader: BaseChatModel | None = None) -> None:
        self.name = wording.SYSTEMS["recipe_read" if reader else "recipe"]
        self._reader = reader
        self._chroma = _chroma(embeddings)
        self._chroma.add_documents(_pieces(sheets))

    def ask(self, turns: Sequence[str]) -> dict[str, Any]:
        """The answer object; broken where the chat model does not answer."""
        start = time.perf_counter()
        found = self._chroma.similarity_search("\n".join(turns), k=_NEAREST)
        citations = [_citation(piece, marker) for marker, piece in enumerate(found, start=1)]
        if self._reader is None:
            return _object("answered", f"»{found[0].page_content}« [1].", citations[:1], start)
        try:
            text = self._read(turns, citations)
        except Exception:  # noqa: BLE001 - each provider raises its own
            return _object("broken", "", [], start)
        refused = text.startswith(wording.READER_REFUSES)
        return _object("refused" if refused else "answered", text, [] if refused else citations, start)

    def explain(self, _turns: Sequence[str]) -> list[str]:
        """Nothing to tell."""
        return []

    def _read(self, turns: Sequence[str], citations: Sequence[dict[str, Any]]) -> str:
        assert self._reader is not None  # noqa: S101 - for the type checker
        pieces = "\n\n".join(f"[{each['marker']}] ({each['sheet']}) {each['quote']}" for each in citations)
        prompt = wording.READER_PROMPT.format(pieces=pieces, earlier="\n".join(turns[:-1]) or "-", question=turns[-1])
        return str(self._reader.invoke(prompt).text).strip()


def _chroma(embeddings: Embeddings) -> Any:  # noqa: ANN401 - Chroma is imported late
    import chromadb
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    return Chroma(collection_name=f"recipe-{uuid4().hex}", embedding_function=embeddings, client=client)


def _pieces(sheets: Sequence[FactSheet]) -> list[Document]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=_PIECE, chunk_overlap=_OVERLAP, add_start_index=True)
    metadata = [{"sheet": sheet.path, "scope": sheet.scope, "period": sheet.edition or ""} for sheet in sheets]
    return splitter.create_documents([sheet.text for sheet in sheets], metadata)


def _citation(piece: Document, marker: int) -> dict[str, Any]:
    """A piece as a citation: it knows no more of its scope and time than the sheet that it is cut from."""
    start = int(piece.metadata["start_index"])
    return {
        "marker": marker,
        "sheet": piece.metadata["sheet"],
        "start": start,
        "end": start + len(piece.page_content),
        "quote": piece.page_content,
        "note": "",
        "scope": piece.metadata["scope"],
        "period": piece.metadata["period"] or None,
    }


def _object(status: str, text: str, citations: list[dict[str, Any]], start: float) -> dict[str, Any]:
    milliseconds = round((time.perf_counter() - start) * 1000, 1)
    return {"status": status, "answer": text, "citations": citations, "figures": [], "ms": milliseconds}
