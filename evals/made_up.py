"""Made-up sheets with known truth: what is asked of many municipalities needs sheets that do not exist.

`python -m evals.made_up FOLDER` writes sheets in the form of BL's, one a municipality and edition, and `truth.json`.
The same seed gives the same municipalities, figures and text. Every sheet says itself that it is made up.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from ingest.lexicon import fold
from ingest.numbers import format_number
from ingest.places import ALIASES, MUNICIPALITIES, TOWNS

NEWEST = 2024
_OLDEST = 1900
_TEMPLATE = Path(__file__).with_suffix(".txt")

KINDS: dict[str, str] = {"youth": "Ungdomsboliger", "family": "Familieboliger", "elderly": "Ældreboliger"}

# One within another, a common word, two words, a hyphen, an end in s, æ, ø and å.
_NAMES: tuple[str, ...] = (
    "Fjordby", "Nørre Ådal", "Lunden", "Sandby-Holme", "Fjordby Strand", "Tornæs", "Ørslevkær", "Åmosegård",
)  # fmt: skip
_FIRST = (
    "Birke Bøge Ege Elle Aske Hassel Linde Tjørne Hvid Mose Sø Å Bæk Klit Hede Ravn Ørne Falke Svane Trane Hjorte Ræve "
    "Ulve Grøn Kilde Vind Sten Kløver Humle Lærke"
).split()
_LAST = "by rup lev dal holt vang lund mark ager skov toft holm bæk gård borg bro".split()
_SIDES = ("", "Nørre ", "Sønder ", "Øster ", "Vester ")

# What a municipality's sheets lack, and how they are written otherwise than BL's; dealt out by the seed, six at a time.
PLAIN, SPACED, SPELLED, MARKDOWN, TOTALLED = "plain", "spaced", "spelled", "markdown", "totalled"
_DEALT: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset(), PLAIN),
    (frozenset({"elderly"}), PLAIN),
    (frozenset({"renovation"}), SPELLED),
    (frozenset({"begun_youth", "begun_family", "begun_elderly"}), SPACED),
    (frozenset(), MARKDOWN),
    (frozenset(), TOTALLED),
)


@dataclass(frozen=True)
class National:
    """The figures for the whole country; the same in all sheets of an edition.

    residents, plan_reach: persons. rent_gap, assignment_share: pct. priority: 3 is "hver 3.". social_plans: plans.
    """

    residents: int
    rent_gap: int
    priority: int
    social_plans: int
    plan_reach: int
    assignment_share: int


@dataclass(frozen=True)
class Facts:
    """What the sheet of one edition says; None is what it lacks.

    youth, family, elderly: dwellings. begun_…: dwellings begun in the three years before the edition. residents:
    persons. vacating_rate, stock_share: pct. rent_revenue, local_turnover, renovation: mio. kr.
    """

    edition: int
    youth: int
    family: int
    elderly: int | None
    begun_youth: int | None
    begun_family: int | None
    begun_elderly: int | None
    residents: int
    vacating_rate: int
    stock_share: int
    rent_revenue: int
    local_turnover: int
    renovation: int | None
    national: National

    @property
    def year_before(self) -> int:
        """The year that the vacating rate and the rent revenue are of."""
        return self.edition - 1

    @property
    def period(self) -> str:
        """The three years of what was begun and renovated: "2021-2023"."""
        return f"{self.edition - 3}-{self.year_before}"

    @property
    def total(self) -> int | None:
        """All dwellings; None where a kind is lacking."""
        return None if self.elderly is None else self.youth + self.family + self.elderly


@dataclass(frozen=True)
class MadeUp:
    """A municipality that does not exist. `editions` are oldest first; `form` is how its sheets are written."""

    name: str
    form: str
    missing: frozenset[str]
    editions: tuple[Facts, ...]

    def of(self, edition: int) -> Facts:
        """The facts of an edition. Raises KeyError where there is none of that year."""
        for facts in self.editions:
            if facts.edition == edition:
                return facts
        raise KeyError(edition)

    def file(self, edition: int) -> str:
        """The sheet's file name: "noerre-aadal-2024.txt"."""
        letters = {"æ": "ae", "ø": "oe", "å": "aa", " ": "-"}
        return "".join(letters.get(letter, letter) for letter in self.name.lower()) + f"-{edition}.txt"


def municipalities(seed: int, count: int, editions: int = 2, step: int = 2) -> tuple[MadeUp, ...]:
    """`count` municipalities, each with the newest edition (2024) and those before it, `step` years apart.

    Raises ValueError where there are not names enough, or the oldest edition would be before 1900.
    """
    years = range(NEWEST - step * (editions - 1), NEWEST + 1, max(step, 1))
    names = _names(seed, count)
    if not years or len(years) != editions or years[0] < _OLDEST or len(names) != count:
        message = f"{count} kommuner × {editions} udgaver: der er navne til {len(names)}, og den ældste udgave er {_OLDEST}"
        raise ValueError(message)
    national = _nationals(seed, years)
    deals = _deals(seed, count)
    return tuple(
        MadeUp(name, form, missing, tuple(_without(missing, facts) for facts in _facts(seed, name, national, step)))
        for name, (missing, form) in zip(names, deals, strict=True)
    )


def sheet_text(made: MadeUp, edition: int) -> str:
    """The text of the sheet, in the form of BL's. Raises KeyError where there is no such edition."""
    facts = made.of(edition)
    percent, million = ("procent", "millioner kroner") if made.form == SPELLED else ("pct.", "mio. kr.")
    title = f"Almene boliger gør {made.name} Kommune bedre"
    fields = {
        **asdict(facts),
        **asdict(facts.national),
        "residents": printed(facts.residents, made.form),
        "plan_reach": printed(facts.national.plan_reach, made.form),
        "rent_revenue": printed(facts.rent_revenue, made.form),
        "local_turnover": printed(facts.local_turnover, made.form),
        "name": made.name,
        "title": title if made.form == SPELLED else title.upper(),
        "percent": percent,
        "million": million,
        "year_before": facts.year_before,
        "dwellings": _table([facts.youth, facts.family, facts.elderly], made.form),
        "begun": "",
        "renovated": "",
    }
    if facts.begun_family is not None:
        heading = f"Igangsatte byggerier i perioden {facts.period} i {made.name} kommune"
        rows = _table([facts.begun_youth, facts.begun_family, facts.begun_elderly], made.form)
        fields["begun"] = f"\n{heading}\n\n{rows}\n"
    if facts.renovation is not None:
        amount = f"{printed(facts.renovation, made.form)} {million}"
        fields["renovated"] = f"Med støtte fra Landsbyggefonden er der i {facts.period} renoveret for {amount} i kommunen.\n"
    return _template().format(**fields)


def write(folder: Path, *, seed: int = 1, count: int = 8, editions: int = 2, step: int = 2) -> tuple[MadeUp, ...]:
    """Writes the sheets and `truth.json` into `folder`, which is made; the municipalities written."""
    made = municipalities(seed, count, editions, step)
    folder.mkdir(parents=True, exist_ok=True)
    for one in made:
        for facts in one.editions:
            path = folder / one.file(facts.edition)
            path.write_text(sheet_text(one, facts.edition), encoding="utf-8", newline="\n")
    known = json.dumps(truth(made), ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(known + "\n", encoding="utf-8", newline="\n")
    return made


def truth(made: tuple[MadeUp, ...]) -> dict[str, dict[str, dict[str, object]]]:
    """Name → edition → the facts, the file's name and the total; null is what the sheet lacks."""
    return {
        one.name: {
            str(facts.edition): {
                "file": one.file(facts.edition),
                "period": facts.period,
                "total": facts.total,
                **asdict(facts),
            }
            for facts in one.editions
        }
        for one in made
    }


def printed(number: int, form: str) -> str:
    """A number as the sheets of that form print it: "7.971" or "7 971"."""
    return format_number(Decimal(number)).replace(".", " " if form == SPACED else ".")


# --- names and figures


def _random(*parts: object) -> Random:
    return Random("/".join(map(str, parts)))  # noqa: S311 - the same seed must give the same sheets


def _names(seed: int, count: int) -> tuple[str, ...]:
    """Up to `count` names, no two alike when folded, none of a real municipality or a town known."""
    taken = {fold(name) for name in (*MUNICIPALITIES, *TOWNS, *ALIASES, *_NAMES)}
    combined = [side + first + last for side in _SIDES for first, last in product(_FIRST, _LAST)]
    plain = combined[: len(_FIRST) * len(_LAST)]
    _random(seed, "names").shuffle(plain)
    further: dict[str, str] = {}
    for name in plain + combined[len(plain) :]:
        if fold(name) not in taken:
            further.setdefault(fold(name), name)
    return (*_NAMES, *further.values())[:count]


def _deals(seed: int, count: int) -> list[tuple[frozenset[str], str]]:
    random = _random(seed, "deals")
    deals: list[tuple[frozenset[str], str]] = []
    while len(deals) < count:
        deals += random.sample(_DEALT, len(_DEALT))
    return deals[:count]


def _nationals(seed: int, years: range) -> tuple[National, ...]:
    """The newest is what BL's own sheet of that year says, so that real and made-up sheets can stand together."""
    newest = National(1_000_000, rent_gap=25, priority=3, social_plans=50, plan_reach=200_000, assignment_share=11)
    found: list[National] = []
    for year in years:
        random = _random(seed, "national", year)
        older = National(
            residents=1_000_000,
            rent_gap=random.randint(21, 24),
            priority=random.choice((3, 4)),
            social_plans=random.choice((55, 60, 65)),
            plan_reach=random.choice((170_000, 180_000, 190_000)),
            assignment_share=random.randint(12, 15),
        )
        found.append(newest if year == NEWEST else older)
    return tuple(found)


def _facts(seed: int, name: str, nationals: tuple[National, ...], step: int) -> tuple[Facts, ...]:
    """The editions, oldest first: figures of one size that go a little up and down from edition to edition."""
    random = _random(seed, name)
    size = round(500 * 26 ** random.random())
    old, young = random.uniform(0.04, 0.16), random.uniform(0.03, 0.15)
    start = {"youth": round(size * young), "elderly": round(size * old)}
    start["family"] = size - sum(start.values())
    now = dict(start)
    rates = {"vacating_rate": random.randint(10, 20), "stock_share": random.randint(8, 30)}
    lived_in, rent, bought = random.uniform(1.45, 1.75), random.uniform(0.054, 0.066), random.uniform(0.010, 0.016)
    found: list[Facts] = []
    for back, national in enumerate(reversed(nationals)):
        if back:
            now = {kind: _moved(random, value, start[kind]) for kind, value in now.items()}
            rates = {rate: min(40, max(5, value + random.choice((-1, -1, 0, 1, 2)))) for rate, value in rates.items()}
        total = sum(now.values())
        begun = {f"begun_{kind}": random.choice((0, random.randint(1, max(2, value // 25)))) for kind, value in now.items()}
        found.append(
            Facts(
                edition=NEWEST - back * step,
                **now,
                **begun,
                **rates,
                residents=_rounded(total * lived_in * random.uniform(0.98, 1.02)),
                rent_revenue=round(total * rent * 0.985 ** (back * step)),  # rents rise
                local_turnover=round(total * bought * random.uniform(0.85, 1.15)),
                renovation=round(total * random.uniform(0.015, 0.055)),
                national=national,
            )
        )
    return tuple(reversed(found))


def _rounded(persons: float) -> int:
    size = 10 if persons < 5000 else 100
    return round(persons / size) * size


def _without(missing: frozenset[str], facts: Facts) -> Facts:
    lacking: dict[str, Any] = dict.fromkeys(missing)
    return replace(facts, **lacking)


def _moved(random: Random, value: int, start: int) -> int:
    """Near `value`, unchanged one time in six, and never far from `start`."""
    moved = round(value * random.choice((1.0, *(random.uniform(0.94, 1.05) for _ in range(5)))))
    return min(round(start * 1.45), max(round(start * 0.65), moved))


# --- text


@cache
def _template() -> str:
    return _TEMPLATE.read_text(encoding="utf-8")


def _table(values: list[int | None], form: str) -> str:
    rows = [(label, value) for label, value in zip(KINDS.values(), values, strict=True) if value is not None]
    if form == TOTALLED:
        rows.append(("I alt", sum(value for _, value in rows)))
    cells = [(label, printed(value, form)) for label, value in rows]
    if form != MARKDOWN:
        return "\n".join(f"{label}\t{value}" for label, value in cells)
    return "\n".join(("| Boligtype | Antal |", "| --- | ---: |", *(f"| {label} | {value} |" for label, value in cells)))


def main(arguments: list[str] | None = None) -> int:
    """Writes the sheets; exit code 0, or 2 for a number that cannot be."""
    parser = argparse.ArgumentParser(prog="python -m evals.made_up", description="Skriver opdigtede faktaark til prøver.")
    parser.add_argument("folder", type=Path, help="mappen, de lægges i")
    parser.add_argument("--seed", type=int, default=1, help="samme frø giver samme ark")
    parser.add_argument("--municipalities", type=int, default=8, help="antallet af kommuner")
    parser.add_argument("--editions", type=int, default=2, help="antallet af udgaver af hvert ark, den nyeste fra 2024")
    parser.add_argument("--step", type=int, default=2, help="år mellem udgaverne")
    options = parser.parse_args(arguments)
    numbers = {"count": options.municipalities, "editions": options.editions, "step": options.step}
    try:
        made = write(options.folder, seed=options.seed, **numbers)
    except ValueError as error:
        parser.error(str(error))
    print(f"{sum(len(one.editions) for one in made)} opdigtede ark fra {len(made)} kommuner i {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
