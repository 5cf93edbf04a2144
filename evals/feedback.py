"""What users reported in the chat, as cases to be completed.

The chat writes a line of JSON a report: `verdict`, `comment`, `turns`, `answer` (the answer object), `time`. Of an answer
called right, what it holds is what a right answer holds; of any other, a person must say what it should have been, and
until then the bank cannot be loaded, since its status is empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from evals import wording
from evals.dissection import numbers_in

RIGHT = "right"


class FeedbackError(Exception):
    """A file of reports that cannot be used; the text is Danish."""


def to_bank(file: Path) -> tuple[Path, int]:
    """Writes a bank beside `file`, under a name that nothing has; the bank, and how many cases it holds.

    Raises FeedbackError where there is nothing to read, or a line is no report.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FeedbackError(wording.FEEDBACK_UNREADABLE.format(path=file, reason=error)) from error
    reports = [_report(line, number, file) for number, line in enumerate(lines, start=1) if line.strip()]
    if not reports:
        raise FeedbackError(wording.FEEDBACK_EMPTY.format(path=file))
    cases = [_case(report, f"{file.stem}-{number:03}") for number, report in enumerate(reports, start=1)]
    target = _free_name(file)
    target.write_text("\n".join((f"# {wording.FEEDBACK_TOP}\n", *cases)), encoding="utf-8", newline="\n")
    return target, len(cases)


def _report(line: str, number: int, file: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(line)
        known = found["verdict"] in wording.VERDICTS and bool(found["turns"]) and found["answer"]["status"]
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise FeedbackError(wording.FEEDBACK_LINE.format(path=file, line=number))
    return found


def _case(report: dict[str, Any], identity: str) -> str:
    """A case in YAML, under comments for whoever completes it."""
    right = report["verdict"] == RIGHT
    entry = {"id": identity, "kind": "feedback", "turns": [str(turn) for turn in report["turns"]]}
    entry |= _demands(report["answer"]) if right else {"status": "", "numbers": []}
    comments = "".join(f"# {line}\n" for line in _comments(report, right=right))
    return comments + yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=1000)


def _demands(answer: dict[str, Any]) -> dict[str, Any]:
    """What a right answer holds: its status, the figures that answer as it writes them, whom it cites, and the sheets."""
    values = {float(figure["value"]) for figure in answer.get("figures", ())}
    numbers = (number for number in numbers_in(answer["answer"]) if float(number.value) in values)
    scopes = {citation["scope"] for citation in answer["citations"]}
    demands: dict[str, Any] = {
        "status": answer["status"],
        "numbers": list(dict.fromkeys(number.text.split()[0] for number in numbers)),
        "scope": scopes.pop() if len(scopes) == 1 else "",
        "sheets": sorted({citation["sheet"] for citation in answer["citations"]}),
    }
    return {key: value for key, value in demands.items() if value}


def _comments(report: dict[str, Any], *, right: bool) -> Iterator[str]:
    yield f"{report.get('time', '')} {wording.VERDICTS[report['verdict']]}".strip()
    yield from (f"{wording.FEEDBACK_COMMENT}: {line}" for line in str(report.get("comment") or "").splitlines())
    yield f"{wording.GOT}: {' '.join(str(report['answer']['answer']).split())}"
    if not right:
        yield wording.FEEDBACK_COMPLETE


def _free_name(file: Path) -> Path:
    names = (file.with_name(f"{file.stem}-bank{suffix}.yaml") for suffix in ("", *(f"-{n}" for n in range(2, 10_000))))
    return next(name for name in names if not name.exists())
