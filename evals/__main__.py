"""`python -m evals`: measures a question bank and writes a report."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from evals import wording
from evals.bank import BankError, load
from evals.bundled import DEV, PARTS, SHEETS, TEST, bank_path, store_of
from evals.feedback import FeedbackError, to_bank
from evals.measures.accuracy import KIND
from evals.measures.row import Quantity, Share
from evals.measuring import Asked, Extent, measure
from evals.readme import differences, line, with_lines
from evals.reporting import write_report
from evals.results import Run, changes, result_file, stored
from evals.thresholds import OWN, thresholds, too_low
from ingest import settings
from ingest.embedding import ModelError
from ingest.errors import SettingError, SheetError
from ingest.store import StoreError

_README = settings.ROOT / "README.md"
_REPORTS = Path(__file__).parent / "report"


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0: measured, and nothing under its threshold; 1: something is, or the store cannot be used; 2: bad usage."""
    options = _parser().parse_args(arguments)
    try:
        options.store = options.store or settings.store_address()
        if options.feedback:
            target, count = to_bank(options.feedback)
            print(wording.FEEDBACK_DONE.format(count=count, path=target))
            return 0
        if options.readme or options.check:
            return _score(options)
        return _measure(options)
    except (StoreError, ModelError, SheetError, SettingError) as error:
        print(error, file=sys.stderr)
        return 1
    except (BankError, FeedbackError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    words = wording.HELP
    parser = argparse.ArgumentParser(prog="python -m evals", description=wording.DESCRIPTION)
    parser.add_argument("questions", nargs="?", type=Path, metavar=wording.QUESTIONS, help=words["questions"])
    parser.add_argument("--store", help=words["store"])
    parser.add_argument("--bank", choices=tuple(SHEETS), default="herning", help=words["bank"])
    parser.add_argument("--banks", nargs="+", choices=tuple(SHEETS), default=tuple(SHEETS), help=words["banks"])
    parser.add_argument("--part", choices=PARTS, default=DEV, help=words["part"])
    parser.add_argument("--quiet", action="store_true", help=words["quiet"])
    parser.add_argument("--show", action="store_true", help=words["show"])
    parser.add_argument("--report", type=Path, default=_REPORTS, help=words["report"])
    parser.add_argument("--all", action="store_true", help=words["all"])
    for name in ("compare", "perturb", "metamorphic", "retrieval"):
        parser.add_argument(f"--{name}", action="store_true", help=words[name])
    parser.add_argument("--sample", type=int, default=Extent.sample, help=words["sample"])
    parser.add_argument("--seed", type=int, default=Extent.seed, help=words["seed"])
    parser.add_argument("--model", default="", help=words["model"])
    parser.add_argument("--embedding", action="append", default=[], help=words["embedding"])
    parser.add_argument("--readme", action="store_true", help=words["readme"])
    parser.add_argument("--check", action="store_true", help=words["check"])
    parser.add_argument("--feedback", type=Path, help=words["feedback"])
    return parser


# --- one bank, with a report


def _measure(options: argparse.Namespace) -> int:
    own = options.questions is not None
    bank, part = (options.questions.stem, OWN) if own else (options.bank, options.part)
    cases = load(options.questions if own else bank_path(bank, part))
    store = store_of(options.bank, options.store)
    shown = part != TEST or options.show
    found = measure(Asked(bank, part, tuple(cases), shown), store, _extent(options))
    low = too_low(found.rows, thresholds(bank, part))
    file = result_file(options.report, found)
    report = write_report(options.report, found, changes(stored(file), found), low, file.stem.replace("result", "report", 1))
    file.write_text(json.dumps(found.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    _print(found, quiet=options.quiet)
    print(wording.WRITTEN.format(report=report, html=report.with_suffix(".html").name, result=file.name))
    return _told_of(low)


def _extent(options: argparse.Namespace) -> Extent:
    return Extent(
        compare=options.compare or options.all or bool(options.model),
        perturb=options.perturb or options.all,
        metamorphic=options.metamorphic or options.all,
        retrieval=options.retrieval or options.all or bool(options.embedding),
        sample=options.sample,
        seed=options.seed,
        models=tuple(options.embedding),
        reader=options.model,
    )


def _print(found: Run, *, quiet: bool) -> None:
    for outcome in [] if quiet or not found.shown else found.wrong:
        wrong = [str(fault) for fault in outcome.faults]
        entry = {"id": outcome.case.id, "turns": outcome.case.turns, "answer": outcome.answer["answer"], "faults": wrong}
        print(json.dumps(entry, ensure_ascii=False))
    shares = [row for row in found.rows if isinstance(row, Share)]
    for row in shares:
        if row.key.startswith(KIND):
            print(wording.COUNTED.format(name=row.key.removeprefix(KIND), hits=row.hits, of=row.of))
    for row in shares:
        if not row.key.startswith(KIND) and row.of:
            bounds = wording.interval(row.interval)
            counted = wording.OF.format(hits=row.hits, of=row.of)
            print(f"{wording.row_name(row.key)}: {counted}, {wording.percent(row.value)} ({bounds})")
    for quantity in (row for row in found.rows if isinstance(row, Quantity)):
        print(f"{wording.row_name(quantity.key)}: {wording.quantity(quantity.value, quantity.unit)}")
    total = next(row for row in shares if row.key == "accuracy.all")
    print(wording.COUNTED.format(name=wording.TOTAL, hits=total.hits, of=total.of))


def _told_of(low: Sequence[str]) -> int:
    for each in low:
        print(each, file=sys.stderr)
    return 1 if low else 0


# --- every bank, for the README


def _score(options: argparse.Namespace) -> int:
    """Writes the README's score, or with --check says how it differs from what is measured now."""
    lines: dict[str, str] = {}
    low: list[str] = []
    with_part = [bank for bank in SHEETS if bank in options.banks and bank_path(bank, options.part).exists()]
    for bank in with_part:
        cases = load(bank_path(bank, options.part))
        found = measure(Asked(bank, options.part, tuple(cases), shown=False), store_of(bank, options.store))
        label, text = line(bank, options.part, found.rows)
        lines[label] = text
        print(text)
        low += [f"{bank}: {each}" for each in too_low(found.rows, thresholds(bank, options.part))]
    readme = _README.read_text(encoding="utf-8")
    if options.check:
        return _told_of([*low, *differences(readme, lines)])
    _README.write_text(with_lines(readme, lines), encoding="utf-8", newline="\n")
    return _told_of(low)


if __name__ == "__main__":
    sys.exit(main())
