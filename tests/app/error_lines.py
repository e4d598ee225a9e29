"""The lines that errors of textmine are made of, read from the code that raises them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.conftest import ROOT

_KINDS = {"InputError", "TextmineError", "StoreError", "ModelMismatchError"}


def templates(path: Path) -> Iterator[str]:
    """Templates of a module's errors, ``{}`` for what is filled in; problems and remedies each for themselves."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    everywhere = _assigned(tree.body)
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        named = everywhere | _assigned(ast.walk(function))
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in _KINDS:
                for argument in node.args[:2]:
                    yield from _written(
                        named.get(argument.id, argument) if isinstance(argument, ast.Name) else argument
                    )


def _assigned(nodes: Iterable[ast.AST]) -> dict[str, ast.expr]:
    return {
        node.targets[0].id: node.value
        for node in nodes
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


def _written(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from _written(node.body)
        yield from _written(node.orelse)


def of_rooms(*patterns: str) -> dict[str, str]:
    """Templates of the modules that fit, each with the first module that has it."""
    found: dict[str, str] = {}
    for pattern in patterns:
        for path in sorted((ROOT / "textmine").glob(pattern)):
            for line in templates(path):
                found.setdefault(line, path.relative_to(ROOT).as_posix())
    return found
