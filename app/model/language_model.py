"""What a language model does for the assistant: it reads what the rules did not, and words what they answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.asking.question import Question
from app.finding.meaning import Meanings
from app.model.connection import Connection, ModelSettings
from app.model.failure import ModelFailure
from app.model.phrasing import Account, phrased
from app.model.remarks import remarked
from app.model.understanding import may_be_understood, understood
from app.model.writer import Writer
from app.reply import Answer, Status


@dataclass(frozen=True)
class Reading:
    """What the assistant lends: meanings of questions, the municipalities of its sheets, and its own answer to a question."""

    meanings: Meanings
    municipalities: tuple[str, ...]
    answer: Callable[[Question], Answer]


class LanguageModel:
    """A model that is switched on. `watch` is told of each answer's account, for those who measure."""

    def __init__(self, writer: Writer, watch: Callable[[Account], None] = lambda _: None) -> None:
        self.name = writer.name
        self._writer = writer
        self._watch = watch

    @classmethod
    def of_settings(cls) -> LanguageModel | None:
        """The model that is set; None where none is. Raises SettingError where it cannot be used."""
        given = ModelSettings.of_environment()
        return cls(Connection.to(given)) if given else None

    def answers(self, given: Answer, asked: str, questions: Sequence[Question], reading: Reading) -> Iterator[Answer]:
        """The answer as it grows, the whole last: `given` read anew where it is a refusal, worded anew where it is an answer.

        asked: the user's last turn; questions: what it was understood to ask.
        """
        if len(questions) == 1 and may_be_understood(questions[0], given, reading.meanings):
            yield self._read_anew(given, questions[0], reading)
            return
        account = Account()
        yield from phrased(given, asked, self._writer, account)
        self._watch(account)

    def _read_anew(self, given: Answer, question: Question, reading: Reading) -> Answer:
        try:
            read = understood(question, reading.meanings(question.text), reading.municipalities, self._writer)
        except ModelFailure as failure:
            return remarked(given, failure.failure)
        answered = reading.answer(read.question) if read else given
        if read is None or answered.status is not Status.ANSWERED:
            return given
        return remarked(answered, "understood", question=read.text)
