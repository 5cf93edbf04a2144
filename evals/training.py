"""`python -m evals.training`: makes `app/finding/topics.npz` of the example questions.

The examples are `evals/examples/*.tsv`, a line each of topic, tab, question, and the development bank; the
part of the bank that is kept aside is never read. `figures.tsv` has measures as topics, `beyond.tsv` holds
questions that no sheet answers, `texts.tsv` verbatim pieces of the sentences that answer, or `none`, and `talk.tsv`
what asks nothing of a sheet, with its kind.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from app.asking.reader import read_question
from app.finding.meaning import NOTHING, TALK, WEIGHTS, sentence_topic, without_names
from evals.bank import Case, load
from ingest import settings
from ingest.claim import Claim, FactSheet
from ingest.embedding import SheetEmbeddings
from ingest.files import sheet_files

EXAMPLES = Path(__file__).parent / "examples"
BANK = Path(__file__).parent / "banks" / "herning" / "dev"
_STRENGTH = 100.0
"""Inverse of the regularisation; 30 to 300 come out alike on questions that were not trained on."""
_ASKS_OTHERWISE = frozenset({"source", "several"})
"""Kinds of bank cases whose topic is not what they are about."""

Example = tuple[str, str]
"""Question, topic."""


def main() -> int:
    """Trains and writes the layer; prints how many examples of how many topics."""
    sheets = [file.read() for file in sheet_files(settings.DEFAULT_CORPUS)]
    places = tuple(sheet.municipality for sheet in sheets)
    found = [(without_names(question, places), topic) for question, topic in examples(sheets)]
    embeddings = SheetEmbeddings()
    vectors = np.array([embeddings.embed_query(question) for question, _ in found], dtype=np.float32)
    labels, weights, bias = _fit(vectors, [topic for _, topic in found])
    np.savez_compressed(
        WEIGHTS,
        labels=np.array(labels),
        weights=weights.astype(np.float16),
        bias=bias.astype(np.float16),
        model=np.array(embeddings.name),
        examples=np.array(fingerprint()),
    )
    print(f"{len(found)} eksempler, {len(labels)} emner → {WEIGHTS.name}")
    return 0


def fingerprint() -> str:
    """Of all that the layer is made of, so that a stale one is found out."""
    files = [*sorted(EXAMPLES.glob("*.tsv")), *sorted(BANK.rglob("*.yaml"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def examples(sheets: list[FactSheet]) -> list[Example]:
    """Every example question with its topic; one with two topics stands twice.

    Raises ValueError for a piece of text that no sheet holds.
    """
    claims = [claim for sheet in sheets for claim in sheet.claims]
    places = tuple(sheet.municipality for sheet in sheets)
    found: list[Example] = []
    for file in sorted(EXAMPLES.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            topic, question = line.split("\t")
            found.extend((question, each) for each in _topics_of_line(file.stem, topic, claims))
    for case in load(BANK):
        found.extend((case.turns[0], topic) for topic in _topics_of_case(case, claims, places))
    return found


def _topics_of_line(kind: str, topic: str, claims: list[Claim]) -> list[str]:
    if kind == "beyond" or topic == NOTHING:
        return [NOTHING]
    if kind == "talk":
        return [f"{TALK}{topic}"]
    return _sentences(topic.split("&&"), claims) if kind == "texts" else [topic]


def _sentences(pieces: list[str], claims: list[Claim]) -> list[str]:
    found = [next((c for c in claims if piece.strip() in c.text), None) for piece in pieces]
    if None in found:
        message = f"står ikke i noget ark: {pieces}"
        raise ValueError(message)
    return [sentence_topic(claim.statement) for claim in found if claim]


def _topics_of_case(case: Case, claims: list[Claim], places: tuple[str, ...]) -> Iterator[str]:
    if len(case.turns) > 1 or case.kind in _ASKS_OTHERWISE:
        return
    if "answered" not in case.status:
        asked = read_question(case.turns[0], places)
        if not asked.places.other and not asked.periods:
            yield from () if "chat" in case.status else (NOTHING,)
    elif case.kind == "text":
        yield from _sentences(list(case.cites), claims)
    else:
        cited = [claim for claim in claims if any(piece in claim.text for piece in case.cites)]
        measures = {figure.measure for claim in cited for figure in claim.figures if figure.measure}
        if len(measures) == 1:
            yield from measures


def _fit(vectors: np.ndarray, topics: list[str]) -> tuple[list[str], np.ndarray, np.ndarray]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=_STRENGTH, max_iter=3000).fit(vectors, topics)
    return [str(label) for label in model.classes_], model.coef_, model.intercept_


if __name__ == "__main__":
    sys.exit(main())
