"""The same questions put otherwise, and what that costs.

Each way is a rule with a seed, so that a run can be repeated; a question that a rule leaves as it is does not count.
English cannot be made by a rule: `english.tsv` holds translations by hand of some of the questions over the real sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from evals.bank import CHAT, Case
from evals.comparison import discordant
from evals.inference import mcnemar
from evals.measures.row import Share, share
from evals.running import Outcome, System, run

_ENGLISH = Path(__file__).with_name("english.tsv")
_TYPO_FROM = 5
"""Letters from which a word may get a typing error."""
_ONE_IN = 5
"""One word in so many gets one; every question at least one."""
_NEIGHBOURS = dict(
    zip("qwertyuiopåasdfghjklæøzxcvbnm", "wertyuiopåpsdfghjklæøæxcvbnmn", strict=True)
)  # fmt: skip
"""Letter → the one beside it on a Danish keyboard."""
_FRAMES = (
    "Hej, jeg vil gerne spørge om noget: {question}",
    "Goddag. {question} På forhånd tak for hjælpen.",
    "Vil du være så venlig at svare mig på dette: {question} Mange tak.",
)
_PLACE_LAST = re.compile(r"^(?P<rest>\S.*?),? (?P<place>i [A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)*(?: kommune)?)(?P<end>[?.!]*)$")


def typing_errors(text: str, random: Random) -> str:
    """Letters swapped, left out, doubled or hit beside; never in numbers."""
    words = re.split(r"(\s+)", text)
    long = [at for at, word in enumerate(words) if len(word) >= _TYPO_FROM and word.strip("?.,!:;").isalpha()]
    for at in random.sample(long, min(len(long), max(1, len(long) // _ONE_IN))):
        words[at] = _with_slip(words[at], random)
    return "".join(words)


def _with_slip(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 2)
    letter, following = word[at], word[at + 1]
    beside = _NEIGHBOURS.get(letter.lower(), letter)
    beside = beside.upper() if letter.isupper() else beside
    slip = random.choice((following + letter, following, letter + letter + following, beside + following))
    return word[:at] + slip + word[at + 2 :]


def no_capitals(text: str, _random: Random) -> str:
    """All in small letters."""
    return text.lower()


def no_danish_letters(text: str, _random: Random) -> str:
    """Written ae, oe and aa."""
    return re.sub("[æøåÆØÅ]", lambda match: _SPELLED[match.group()], text)


_SPELLED = {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}


def place_first(text: str, _random: Random) -> str:
    """Makes "Hvor mange bor der i Herning?" into "I Herning, hvor mange bor der?"; other forms stay."""
    match = _PLACE_LAST.match(text)
    if not match:
        return text
    rest = match["rest"]
    return f"I{match['place'][1:]}, {rest[0].lower()}{rest[1:]}{match['end']}"


def polite(text: str, random: Random) -> str:
    """With a greeting, a request or thanks around it."""
    question = text.strip()
    ended = question if question.endswith((".", "?", "!")) else f"{question}?"
    return random.choice(_FRAMES).format(question=ended)


_POLITE = "polite"
RULES: dict[str, Callable[[str, Random], str]] = {
    "typing_errors": typing_errors,
    "no_capitals": no_capitals,
    "no_danish_letters": no_danish_letters,
    "place_first": place_first,
    _POLITE: polite,
}
"""Key of the name in `wording.PERTURBATIONS` → rule for one turn."""
ENGLISH = "english"


def perturbed(case: Case, key: str, seed: int) -> Case | None:
    """The case put otherwise, in all its turns; None where its last turn stays as it is."""
    if key == ENGLISH:
        translated = _translations().get(case.turns[0])
        return replace(case, turns=(translated,)) if translated and len(case.turns) == 1 else None
    if key == _POLITE and CHAT in case.status:
        return None  # a greeting with a greeting around it is no question
    random = Random(f"{seed} {key} {case.id}")  # noqa: S311 - no secret
    turns = tuple(RULES[key](turn, random) for turn in case.turns)
    return replace(case, turns=turns) if turns[-1] != case.turns[-1] else None


@cache
def _translations() -> dict[str, str]:
    lines = _ENGLISH.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)  # type: ignore[misc, unused-ignore]


@dataclass(frozen=True)
class Drop:
    """What a perturbation costs: right answers as asked and as perturbed, of the same questions.

    lost, won: questions right only as asked, and only as perturbed. p: McNemar's exact test. examples: the last turns,
    as perturbed, of those lost; not in the machine-readable result, since they are questions of the bank.
    """

    key: str
    before: Share
    after: Share
    lost: int
    won: int
    p: float
    examples: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For the machine-readable result."""
        return {
            "key": self.key,
            "before": self.before.as_json(),
            "after": self.after.as_json(),
            "lost": self.lost,
            "won": self.won,
            "p": self.p,
        }


def drops(outcomes: Sequence[Outcome], system: System, *, seed: int) -> list[Drop]:
    """Each perturbation of the cases already answered, in the order of `RULES`, and English where there is any."""
    found: list[Drop] = []
    for key in (*RULES, ENGLISH):
        pairs = [(outcome, other) for outcome in outcomes if (other := perturbed(outcome.case, key, seed))]
        if not pairs:
            continue
        before = [outcome for outcome, _ in pairs]
        after = run([other for _, other in pairs], system)
        lost, won = discordant(before, after)
        found.append(
            Drop(
                key,
                share("before", (outcome.right for outcome in before)),
                share("after", (outcome.right for outcome in after)),
                lost,
                won,
                mcnemar(lost, won),
                tuple(b.case.turns[-1] for a, b in zip(before, after, strict=True) if a.right and not b.right),
            )
        )
    return found
