"""What other programs can do with an assistant, as typed functions; HTTP and MCP offer these and nothing else.

The docstrings of the tools are what an assistant's language model reads of them, so they say how to quote.
"""

# Gradio reads the annotations as they are, so they must not be postponed.
import inspect
import logging
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from pydantic import ValidationError, validate_call

from app import wording
from app.assistant import Assistant
from app.interface.objects import (
    AnswerObject,
    ClaimObject,
    KeyFigureObject,
    KeyFigurePage,
    SheetObject,
    SheetPage,
    claim_fields,
    figure_fields,
)
from app.page.key_figures import Choice, KeyFigure, key_figures
from ingest.claim import NATIONAL
from ingest.lexicon import fold
from ingest.store import Entry

P = ParamSpec("P")
R = TypeVar("R")

MOST_TURNS = 50
"""Turns of a conversation that are taken: all are worked out again for each answer."""
MOST_AT_ONCE = 100
"""Figures or sheets in one page."""
_AROUND = 600
"""Characters of the sheet shown before and after a claim."""
_NAMED_AT_MOST = 8
"""Places or sheets that an error names."""
_LONGEST_TOLD = 60
"""Characters of a wrong value that an error repeats."""
_LONGEST_SEARCH = 200

_log = logging.getLogger(__name__)


class RequestError(Exception):
    """A request that cannot be met; the text is Danish, says why, and may be shown to anybody."""


def _guarded(tool: "Callable[Concatenate[Tools, P], R]") -> "Callable[Concatenate[Tools, P], R]":
    """A tool that checks the types of what it is given, and raises nothing but RequestError."""
    validated = validate_call(tool)
    names = list(inspect.signature(tool).parameters)

    @wraps(tool)
    def run(self: "Tools", *given: P.args, **named: P.kwargs) -> R:
        try:
            return validated(self, *given, **named)
        except RequestError:
            raise
        except ValidationError as error:
            fault = error.errors()[0]
            at = fault["loc"][0] if fault["loc"] else ""
            name = names[at] if isinstance(at, int) and at < len(names) else str(at)
            missing = fault["type"].startswith("missing")
            value = wording.LEFT_OUT if missing else repr(fault["input"])[:_LONGEST_TOLD]
            raise RequestError(wording.BAD_ARGUMENT.format(name=name, value=value, tool=tool.__name__)) from None
        except Exception:  # noqa: BLE001 - whatever goes wrong inside, no path or trace of it leaves the program
            _log.exception("%s failed", tool.__name__)
            raise RequestError(wording.TOOL_FAILED) from None

    return cast("Callable[Concatenate[Tools, P], R]", run)


class Tools:
    """The tools over one assistant. Each raises RequestError where the request cannot be met."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    @property
    def all(self) -> "tuple[Callable[..., object], ...]":
        """The tools, in the order to offer them."""
        return (self.ask, self.figures, self.claim, self.sheets)

    @_guarded
    def ask(self, turns: list[str]) -> AnswerObject:
        """Answers a question about Danish social housing (almene boliger) from BL's fact sheets, in Danish and with citations.

        Use it before the other tools. Ask in Danish, and name the municipality and, where it matters, the year.
        Quote `answer` as it stands. Every figure must be given with what it counts, whom it is about (`scope`: one
        municipality, or "Hele landet", the whole country), its `period`, its qualifiers (knap, over, ca., mere end), and
        the source `note` of its citation, word for word; where `note` is empty, name the sheet itself as the source and say no more.
        Never round, convert, add up or compare figures yourself: ask for the sum, the share or the difference, and give
        the sum in `derived` along with it. Status "refused" means that the sheets do not say it: say so, and do not
        answer from elsewhere.

        Args:
            turns: The conversation so far, the user's own words in order, at most 50; the last one is answered, and may lean on the earlier ones ("og ungdomsboliger?"). One question alone is a list of one.

        Returns:
            The answer object. `quote` stands word for word from character `start` to `end` of `sheet`; [1] in the answer is the citation with `marker` 1.

        """
        if not turns:
            raise RequestError(wording.NO_TURNS)
        if len(turns) > MOST_TURNS:
            raise RequestError(wording.TOO_MANY_TURNS.format(count=len(turns), limit=MOST_TURNS))
        answer, milliseconds = self._assistant.ask(turns)
        return cast("AnswerObject", answer.as_json(None, milliseconds))

    @_guarded
    def figures(
        self, municipality: str = "", search: str = "", period: str = "", offset: int = 0, limit: int = 50
    ) -> KeyFigurePage:
        """Lists the figures that stand in the fact sheets, each with its quote, scope, period and source note.

        Use it to see what there is; use `ask` for an answer, and for anything worked out of several figures. A figure is
        given on with `text`, `counts`, `scope`, `period` and `note` together; never round figures or add them up, and never
        take one for another period, another municipality or another kind of dwelling.

        Args:
            municipality: "Herning" or "Herning Kommune"; "Hele landet" for figures of the whole country; empty for all.
            search: Danish words that must all occur in what is counted, the quote or the note, such as "ungdomsboliger"; empty for all.
            period: The time as the sheets give it, such as "2024" or "2021-2023"; empty for all.
            offset: How many of the figures found to pass over; `next` of the page before.
            limit: How many to give, 1 to 100.

        Returns:
            The figures, `total` (how many there are), and `next` (the offset that goes on, or null).

        """
        _check_page(offset, limit)
        self._assistant.refresh()
        chosen = Choice(self._scope(municipality), "", period.strip(), search[:_LONGEST_SEARCH])
        found = key_figures(self._assistant.library, chosen)
        if found.too_many:
            raise RequestError(found.message)
        rows = found.rows[offset : offset + limit]
        return {
            "figures": [_key_figure(row) for row in rows],
            "total": len(found.rows),
            "next": _next(offset, limit, len(found.rows)),
        }

    @_guarded
    def claim(self, sheet: str, start: int, end: int) -> ClaimObject:
        """Reads a statement where it stands in its fact sheet: word for word, with its heading and the text around it.

        Use it to check a citation before it is passed on: heading, scope, period and note say what the figure counts,
        whom it is about, when, and by which source.

        Args:
            sheet: The sheet, as in a citation, such as "herning-2024.txt".
            start: The character where the statement begins, as in a citation.
            end: The character where it ends, as in a citation.

        Returns:
            The statement; `context` is the sheet's own text around it and begins at character `context_start` of the sheet.

        """
        self._assistant.refresh()
        library = self._assistant.library
        document = library.document(sheet)
        if document is None:
            known = _some([entry.path for entry in library.documents])
            raise RequestError(wording.UNKNOWN_SHEET.format(sheet=sheet[:_LONGEST_TOLD], sheets=known))
        found = next((claim for claim in document.claims if (claim.start, claim.end) == (start, end)), None)
        if found is None:
            raise RequestError(wording.NO_CLAIM_THERE.format(sheet=sheet, start=start, end=end))
        first, last = _lines_around(document.text, start, end)
        return {**claim_fields(found), "context": document.text[first:last], "context_start": first}

    @_guarded
    def sheets(self, municipality: str = "", offset: int = 0, limit: int = 50) -> SheetPage:
        """Lists the fact sheets that answers are taken from: whom each is about, its edition, and the periods of its figures.

        What is not in these sheets is not known here.

        Args:
            municipality: "Herning" or "Herning Kommune"; empty for all.
            offset: How many of the sheets found to pass over; `next` of the page before.
            limit: How many to give, 1 to 100.

        Returns:
            The sheets, `total` (how many there are), and `next` (the offset that goes on, or null).

        """
        _check_page(offset, limit)
        self._assistant.refresh()
        scope = self._scope(municipality)
        found = [entry for entry in self._assistant.library.documents if not scope or scope in entry.scopes]
        return {
            "sheets": [_sheet(entry) for entry in found[offset : offset + limit]],
            "total": len(found),
            "next": _next(offset, limit, len(found)),
        }

    def _scope(self, named: str) -> str:
        """The scope of a municipality or of the country by its name; "" for none named."""
        if not named.strip():
            return ""
        library = self._assistant.library
        scopes = {scope for entry in library.documents for scope in entry.scopes if scope}
        wanted = fold(named.strip())
        for scope in sorted(scopes):
            if wanted in {fold(scope), fold(scope.removesuffix(" Kommune"))}:
                return scope
        known = _some([*library.places, *({NATIONAL} & scopes)])
        raise RequestError(wording.UNKNOWN_PLACE.format(place=named[:_LONGEST_TOLD], places=known))


def _check_page(offset: int, limit: int) -> None:
    if offset < 0:
        raise RequestError(wording.BAD_OFFSET.format(offset=offset))
    if not 1 <= limit <= MOST_AT_ONCE:
        raise RequestError(wording.BAD_LIMIT.format(limit=limit, most=MOST_AT_ONCE))


def _next(offset: int, limit: int, total: int) -> int | None:
    return offset + limit if offset + limit < total else None


def _some(names: Sequence[str]) -> str:
    """As many of the names as a sentence can hold."""
    shown = [*names[:_NAMED_AT_MOST], *([wording.MORE_OF_THEM] if len(names) > _NAMED_AT_MOST else [])]
    return ", ".join(shown) if shown else wording.NONE_AT_ALL


def _lines_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole lines around a place, within _AROUND characters of it."""
    earliest, latest = max(0, start - _AROUND), min(len(text), end + _AROUND)
    first = text.find("\n", earliest, start) + 1 if earliest else 0
    last = text.rfind("\n", end, latest) if latest < len(text) else latest
    return first or earliest, last if last >= end else latest


def _key_figure(row: KeyFigure) -> KeyFigureObject:
    return {
        **figure_fields(row.figure),
        "counts": row.subject,
        "interpreted": row.interpreted,
        "sheet": row.claim.sheet,
        "start": row.claim.start,
        "end": row.claim.end,
        "quote": row.claim.text,
        "heading": row.claim.heading,
        "note": row.claim.note,
        "edition": row.claim.edition,
        "newest": row.newest,
        "sheets": list(row.sheets),
    }


def _sheet(entry: Entry) -> SheetObject:
    return {
        "sheet": entry.path,
        "municipality": entry.municipality,
        "edition": entry.edition,
        "scopes": list(entry.scopes),
        "periods": list(entry.periods),
        "claims": entry.claims,
        "figures": entry.figures,
        "notes": entry.notes,
    }
