"""A bank measured: the assistant alone, or with all that it is compared with and put through."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.model.connection import chat_model
from evals import wording
from evals.bank import Case
from evals.baselines import NearestClaim, StandardRecipe
from evals.comparison import Compared, compared
from evals.measures import measured
from evals.metamorphic import Check, checks
from evals.perturbation import drops
from evals.ranking import Both, ByMeaning, ByWords, Passage, passages_of
from evals.results import Run
from evals.retrieval import Retrieved, retrieved
from evals.running import Outcome, System, run
from evals.systems import PARTS, AssistantSystem
from evals.with_model import is_scripted, model_settings, with_model
from ingest.embedding import SheetEmbeddings
from ingest.store import Store


@dataclass(frozen=True)
class Extent:
    """How much is measured beside the assistant's own answers.

    sample: how many cases are put to other systems and put otherwise, 0 for all. models: further embedding models.
    reader: the chat model that the assistant uses, and the standard recipe reads with; or "".
    """

    compare: bool = False
    perturb: bool = False
    metamorphic: bool = False
    retrieval: bool = False
    sample: int = 300
    seed: int = 1
    models: tuple[str, ...] = ()
    reader: str = ""


@dataclass(frozen=True)
class Asked:
    """The cases of a part of a bank. shown: whether they, and the answers, may be shown."""

    bank: str
    part: str
    cases: tuple[Case, ...]
    shown: bool = True


ALONE = Extent()


def measure(asked: Asked, store: Store, extent: Extent = ALONE) -> Run:
    """The run over the cases. Raises ModelError for a model that cannot be had."""
    assistant = AssistantSystem(store)
    outcomes = run(asked.cases, assistant, explain=asked.shown)
    some = _sample(outcomes, extent.sample)
    passages = passages_of(store.sheets()) if extent.compare or extent.retrieval else []
    return Run(
        bank=asked.bank,
        part=asked.part,
        made=f"{datetime.now().astimezone():%Y-%m-%d %H:%M}",
        outcomes=tuple(outcomes),
        rows=tuple(measured(outcomes)),
        shown=asked.shown,
        systems=_systems(some, _others(store, passages, extent)) if extent.compare else (),
        modelled=with_model(extent.reader, store, some) if extent.reader else None,
        drops=tuple(drops(some, assistant, seed=extent.seed)) if extent.perturb else (),
        checks=_checks(store.embeddings) if extent.metamorphic else (),
        rankings=tuple(_rankings(asked.cases, passages, store.embeddings, extent.models)) if extent.retrieval else (),
    )


def _sample(outcomes: Sequence[Outcome], count: int) -> list[Outcome]:
    """The same cases in every run: those whose ids have the lowest hashes, in their order."""
    if count <= 0 or count >= len(outcomes):
        return list(outcomes)
    by_hash = sorted(outcomes, key=lambda outcome: hashlib.sha256(outcome.case.id.encode()).digest())
    chosen = {outcome.case.id for outcome in by_hash[:count]}
    return [outcome for outcome in outcomes if outcome.case.id in chosen]


def _others(store: Store, passages: Sequence[Passage], extent: Extent) -> Iterator[System]:
    texts = [passage.text for passage in passages]
    yield from (AssistantSystem(store, part) for part in PARTS)
    yield StandardRecipe(store.sheets(), store.embeddings)
    if extent.reader and not is_scripted(extent.reader):
        yield StandardRecipe(store.sheets(), store.embeddings, chat_model(model_settings(extent.reader)))
    yield NearestClaim(passages, ByWords(texts))
    yield NearestClaim(passages, ByMeaning(texts, store.embeddings))


def _systems(reference: Sequence[Outcome], others: Iterator[System]) -> tuple[Compared, ...]:
    """The assistant first, beside itself, so that it stands in the same table."""
    cases = [outcome.case for outcome in reference]
    answered = [(system.name, run(cases, system)) for system in others]
    itself = compared(reference, [(wording.SYSTEMS["assistant"], reference)])
    return (*itself, *compared(reference, answered))


def _checks(embeddings: SheetEmbeddings) -> tuple[Check, ...]:
    with tempfile.TemporaryDirectory(prefix="faktaark-") as folder:
        return tuple(checks(Path(folder), embeddings))


def _rankings(
    cases: Sequence[Case], passages: Sequence[Passage], embeddings: SheetEmbeddings, models: Sequence[str]
) -> Iterator[Retrieved]:
    texts = [passage.text for passage in passages]
    words = ByWords(texts)
    yield retrieved(cases, passages, words)
    for model in (embeddings, *(SheetEmbeddings(name) for name in models)):
        meaning = ByMeaning(texts, model)
        yield retrieved(cases, passages, meaning, model.name)
        yield retrieved(cases, passages, Both(meaning, words), model.name)
