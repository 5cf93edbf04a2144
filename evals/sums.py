"""Whether a sum adds up: derived figures worked out again from their Danish notation, apart from what the program does."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import Any

from evals.dissection import Written, numbers_in, values_in

_SMALL = 20
"""Whole numbers up to this, and 100, may stand in a sum without standing in a sheet: the contract's "years in a period"."""
_HUNDRED = Decimal(100)
_SIGNS = str.maketrans({"×": "*", "·": "*", ":": "/", "÷": "/", "−": "-", "–": "-"})
_OPERATIONS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def worked_out(expression: str) -> Decimal | None:
    """The value of a sum such as "6.355 / (1.086 + 6.355 + 530) × 100"; None for what is no sum."""
    pieces: list[str] = []
    position = 0
    for number in numbers_in(expression):
        pieces += [expression[position : number.start].translate(_SIGNS), f"{number.value:f}"]
        shortened = not number.text[-1].isdigit() and expression[number.end :].startswith(".")
        position = number.end + shortened
    plain = "".join([*pieces, expression[position:].translate(_SIGNS)])
    try:
        return _value(ast.parse(plain.strip(), mode="eval").body, plain.strip())
    except (SyntaxError, ValueError, DivisionByZero, InvalidOperation):
        return None


def _value(node: ast.expr, source: str) -> Decimal:
    if isinstance(node, ast.Constant):
        return Decimal(ast.get_source_segment(source, node) or "")
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, source)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_value(node.left, source), _value(node.right, source))
    raise ValueError(source)


def holds(figure: dict[str, Any], quotes: Iterable[str]) -> bool:
    """Whether a derived figure's terms all stand in `quotes`, or are 100 or small, and give its value as rounded."""
    known = values_in(quotes)
    if not all(_may_stand(term, known) for term in numbers_in(figure["derived"])):
        return False
    value, shown = worked_out(figure["derived"]), Decimal(str(figure["value"]))
    return value is not None and abs(value - shown) <= _tolerance(shown)


def _may_stand(term: Written, known: frozenset[Decimal]) -> bool:
    whole = term.value == term.value.to_integral_value()
    return term.value in known or (whole and (term.value <= _SMALL or term.value == _HUNDRED))


def _tolerance(shown: Decimal) -> Decimal:
    """Half of the last digit that answers show: one decimal, of millions where there are millions."""
    size = next((size for size in (10**9, 10**6) if abs(shown) >= size), 1)
    return Decimal("0.05") * size
