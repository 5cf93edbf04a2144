"""The report of a run: tables, plots, what changed since last time, and every wrong answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from evals import wording
from evals.document import Block, Heading, Paragraph, Picture, Points, Table, Verbatim, html, markdown
from evals.measures.accuracy import KIND
from evals.measures.row import Row, Share
from evals.plots import bars
from evals.results import Changes, Run
from evals.running import Outcome
from evals.wording import p_value, percent

_RIGHT = "accuracy.all"


def write_report(folder: Path, run: Run, changed: Changes | None, too_low: Sequence[str], name: str) -> Path:
    """Writes NAME.md, NAME.html and their pictures into `folder`, which is made; the Markdown file."""
    folder.mkdir(parents=True, exist_ok=True)
    blocks = list(_blocks(folder, run, changed, too_low, name))
    file = folder / f"{name}.md"
    file.write_text(markdown(blocks), encoding="utf-8", newline="\n")
    file.with_suffix(".html").write_text(html(blocks, wording.TITLE.format(bank=run.bank)), encoding="utf-8", newline="\n")
    return file


def _blocks(folder: Path, run: Run, changed: Changes | None, too_low: Sequence[str], name: str) -> Iterator[Block]:
    yield Heading(1, wording.TITLE.format(bank=run.bank))
    yield Paragraph(wording.LEAD.format(made=run.made, count=len(run.outcomes), part=wording.PART_NAMES.get(run.part, run.part)))
    yield Paragraph(wording.PART_NOTES.get(run.part, wording.PART_NOTE_OWN))
    if too_low:
        yield Heading(2, wording.TOO_LOW_TITLE)
        yield Points(tuple(too_low))
    yield from _changed(changed)
    yield from _measures(folder, run, name)
    yield from _systems(folder, run, name)
    yield from _modelled(run)
    yield from _drops(folder, run, name)
    yield from _checks(run)
    yield from _rankings(run)
    yield Heading(2, wording.ORIENTATION_TITLE)
    yield Table(wording.ORIENTATION_HEADER, wording.ORIENTATION)
    yield Paragraph(wording.COMPARABLE)
    if run.shown:
        yield Heading(2, wording.WRONG_TITLE.format(count=len(run.wrong)))
        for outcome in run.wrong:
            yield from _wrong(outcome)
    else:
        yield Paragraph(wording.NOT_SHOWN)


def _changed(changed: Changes | None) -> Iterator[Block]:
    if changed is None:
        return
    yield Heading(2, wording.CHANGED_TITLE.format(since=changed.since))
    if not (changed.better or changed.worse or changed.measures):
        yield Paragraph(wording.UNCHANGED)
        return
    lists = ((wording.BETTER, changed.better), (wording.WORSE, changed.worse))
    yield Points(tuple(f"{words} ({len(ids)}): {', '.join(ids) or '-'}" for words, ids in lists))
    if changed.added or changed.gone:
        yield Paragraph(wording.OTHER_CASES.format(added=changed.added, gone=changed.gone))
    rows = tuple((wording.row_name(key), percent(before), percent(now)) for key, before, now in changed.measures)
    yield Table(wording.CHANGED_HEADER, rows)


def _measures(folder: Path, run: Run, name: str) -> Iterator[Block]:
    kinds = [(row.key.removeprefix(KIND), row) for row in run.rows if row.key.startswith(KIND) and isinstance(row, Share)]
    yield Heading(2, wording.MEASURES_TITLE)
    yield Table(wording.MEASURES_HEADER, tuple(_cells(row) for row in run.rows if not row.key.startswith(KIND)))
    yield Paragraph(wording.INTERVALS)
    yield Heading(2, wording.KINDS_TITLE)
    yield Table(wording.KINDS_HEADER, tuple((kind, *_cells(row)[1:]) for kind, row in kinds))
    yield from _picture(folder, f"{name}-kinds.png", kinds, wording.KINDS_TITLE)


def _cells(row: Row) -> tuple[str, str, str, str]:
    if isinstance(row, Share):
        counted = wording.OF.format(hits=wording.whole(row.hits), of=wording.whole(row.of))
        return wording.row_name(row.key), counted, percent(row.value), wording.interval(row.interval) if row.of else "-"
    return wording.row_name(row.key), "", wording.quantity(row.value, row.unit), "-"


def _picture(folder: Path, file: str, shares: Sequence[tuple[str, Share]], title: str) -> Iterator[Block]:
    if shares:
        bars(folder / file, shares, title)
        yield Picture(file, wording.PICTURE.format(title=title))


def _systems(folder: Path, run: Run, name: str) -> Iterator[Block]:
    if not run.systems:
        return
    yield Heading(2, wording.SYSTEMS_TITLE.format(count=wording.whole(run.systems[0].right.of)))
    yield Paragraph(wording.SYSTEMS_LEAD)
    rows = tuple(
        (
            each.name,
            f"{percent(each.right.value)} ({wording.interval(each.right.interval)})",
            percent(each.contains.value),
            wording.whole(each.only_reference),
            wording.whole(each.only_this),
            p_value(each.p) if at else "-",
            p_value(each.adjusted) if at else "-",
        )
        for at, each in enumerate(run.systems)
    )
    yield Table(wording.SYSTEMS_HEADER, rows)
    yield from _picture(folder, f"{name}-systems.png", [(each.name, each.right) for each in run.systems], wording.SYSTEMS_PICTURE)


def _modelled(run: Run) -> Iterator[Block]:
    if run.modelled is None:
        return
    found = run.modelled
    yield Heading(2, wording.MODEL_TITLE.format(name=found.name))
    yield Paragraph(wording.MODEL_LEAD.format(count=wording.whole(found.with_it.right.of)))
    rows = tuple(
        (
            name,
            f"{wording.whole(side.right.hits)} ({percent(side.right.value)})",
            wording.OF.format(hits=wording.whole(side.numbers.hits), of=wording.whole(side.numbers.of)),
            wording.quantity(side.median, "ms"),
            wording.quantity(side.slow, "ms"),
        )
        for name, side in zip(wording.MODEL_SIDES, (found.without, found.with_it), strict=True)
    )
    yield Table(wording.MODEL_HEADER, rows)
    yield Paragraph(wording.MODEL_SENTENCES.format(written=wording.whole(found.written), dropped=wording.whole(found.dropped)))
    yield Points(tuple(f"{remark or wording.MODEL_NOT_ASKED}: {wording.whole(count)}" for remark, count in found.remarks))
    if run.shown and found.reasons:
        yield Paragraph(wording.MODEL_REASONS)
        yield Points(tuple(f"{reason}: {wording.whole(count)}" for reason, count in found.reasons))


def _drops(folder: Path, run: Run, name: str) -> Iterator[Block]:
    if not run.drops:
        return
    yield Heading(2, wording.DROPS_TITLE)
    yield Paragraph(wording.DROPS_LEAD)
    rows = tuple(
        (
            wording.PERTURBATIONS[drop.key],
            wording.whole(drop.before.of),
            percent(drop.before.value),
            f"{percent(drop.after.value)} ({wording.interval(drop.after.interval)})",
            wording.whole(drop.lost),
            wording.whole(drop.won),
            p_value(drop.p),
        )
        for drop in run.drops
    )
    yield Table(wording.DROPS_HEADER, rows)
    if run.shown and any(drop.examples for drop in run.drops):
        yield Paragraph(wording.DROPS_LOST)
        yield Points(tuple(f"{wording.PERTURBATIONS[drop.key]}: {turn}" for drop in run.drops for turn in drop.examples))
    yield from _picture(
        folder, f"{name}-perturbations.png", [(wording.PERTURBATIONS[d.key], d.after) for d in run.drops], wording.DROPS_TITLE
    )


def _checks(run: Run) -> Iterator[Block]:
    if not run.checks:
        return
    yield Heading(2, wording.CHECKS_TITLE)
    rows = tuple(
        (wording.CHECKS[check.key], wording.OF.format(hits=check.passed.hits, of=check.passed.of)) for check in run.checks
    )
    yield Table(wording.CHECKS_HEADER, rows)
    failures = tuple(failure for check in run.checks for failure in check.failures)
    if failures:
        yield Points(failures)


def _rankings(run: Run) -> Iterator[Block]:
    if not run.rankings:
        return
    yield Heading(2, wording.RANKINGS_TITLE)
    yield Paragraph(wording.RANKINGS_LEAD)
    rows = tuple(
        (
            f"{wording.RANKERS[each.key]}{f' ({each.model})' if each.model else ''}",
            *(percent(each.hits[depth].value) for depth in sorted(each.hits)),
            *(percent(each.whole[depth].value) for depth in sorted(each.whole)),
            wording.quantity(each.ndcg, ""),
            wording.whole(each.hits[min(each.hits)].of),
        )
        for each in run.rankings
    )
    yield Table(wording.RANKINGS_HEADER, rows)


def _wrong(outcome: Outcome) -> Iterator[Block]:
    case = outcome.case
    yield Heading(3, f"{case.id} ({case.kind})")
    yield Points(
        (
            f"{wording.ASKED}: {' → '.join(case.turns)}",
            f"{wording.EXPECTED}: {'; '.join(_demands(outcome)) or '-'}",
            f"{wording.GOT} ({outcome.status}): {outcome.answer['answer']}",
            f"{wording.WHAT_IS_WRONG}: {'; '.join(str(fault) for fault in outcome.faults)}",
        )
    )
    if outcome.explanation:
        yield Verbatim(outcome.explanation)


def _demands(outcome: Outcome) -> Iterator[str]:
    case = outcome.case
    yield f"{wording.DEMANDS['status']} {'/'.join(case.status)}"
    for field in ("lead", "numbers", "words", "scope", "cites", "sheets", "note", "traps"):
        value = getattr(case, field)
        if value:
            yield f"{wording.DEMANDS[field]} {value if isinstance(value, str) else ', '.join(value)}"
