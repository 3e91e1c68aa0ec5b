"""The small changes: what a piece of code may become. Each means something else to a reader.

Names, strings and annotations are left as they are: a changed word is a matter of language, and a
changed name breaks at once.
"""

import ast
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

_NEXT: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add,),
    ast.FloorDiv: (ast.Mult,),
    ast.Div: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
_SWAPS = {
    a: b
    for pair in (("min", "max"), ("any", "all"), ("minimum", "maximum"))
    for a, b in (pair, pair[::-1])
}
_RANGES = ("range", "arange")


def variants(node: ast.AST) -> Iterator[ast.AST]:
    """Everything that a node may become, in a fixed order."""
    match node:
        case ast.Compare() | ast.BinOp() | ast.BoolOp() | ast.AugAssign():
            yield from _other_operators(node)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.UnaryOp(op=ast.Not() | ast.Invert() | ast.USub(), operand=operand):
            yield deepcopy(operand)
        case ast.Name(id=name) if name in _SWAPS:
            yield ast.Name(_SWAPS[name], node.ctx)
        case ast.Attribute(attr=name) if name in _SWAPS:
            yield ast.Attribute(deepcopy(node.value), _SWAPS[name], node.ctx)
        case ast.Slice():
            yield from _bounds(node)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _RANGES:
            yield from _other_ends(node)
    yield from _statements(node)


def _other_operators(node: Any) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for n, operator in enumerate(node.ops):
            for other in _NEXT[type(operator)]:
                changed = deepcopy(node)
                ops: list[Any] = changed.ops
                ops[n] = other()
                yield changed
        return
    for other in _NEXT.get(type(node.op), ()):
        changed = deepcopy(node)
        changed.op = other()
        yield changed


def _bounds(node: ast.Slice) -> Iterator[ast.AST]:
    """A slice without its beginning, or one shorter at its end."""
    if node.lower is not None:
        yield ast.Slice(None, deepcopy(node.upper), deepcopy(node.step))
    if node.upper is not None:
        shorter = ast.BinOp(deepcopy(node.upper), ast.Sub(), ast.Constant(1))
        yield ast.Slice(deepcopy(node.lower), shorter, deepcopy(node.step))


def _other_ends(node: ast.Call) -> Iterator[ast.AST]:
    """A range that is one longer; what is a plain number is changed as such."""
    last = min(len(node.args), 2) - 1
    if last < 0 or isinstance(node.args[last], ast.Constant | ast.Starred):
        return
    changed = deepcopy(node)
    changed.args[last] = ast.BinOp(changed.args[last], ast.Add(), ast.Constant(1))
    yield changed


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """A condition turned round; a statement left out."""
    match node:
        case ast.If(test=test) | ast.While(test=test):
            if isinstance(test, ast.Name | ast.Call | ast.Attribute):
                yield _turned(node)
            if isinstance(node, ast.If) and not node.orelse and _leaves(node.body):
                yield ast.Pass()
        case ast.IfExp(test=ast.Name() | ast.Call() | ast.Attribute()):
            yield _turned(node)
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign():
            yield ast.Pass()
        case ast.Continue() | ast.Break() | ast.Raise():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()


def _turned(node: ast.If | ast.While | ast.IfExp) -> ast.AST:
    changed = deepcopy(node)
    changed.test = ast.UnaryOp(ast.Not(), changed.test)
    return changed


def _leaves(body: list[ast.stmt]) -> bool:
    """Whether a guard only leaves: the function, the loop, or by an error."""
    return len(body) == 1 and isinstance(body[0], ast.Return | ast.Continue | ast.Break | ast.Raise)
