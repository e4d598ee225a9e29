"""Which chapters a report has, in which order: a small YAML file."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textmine.errors import InputError
from textmine.report.chapters import CHAPTERS

_EXAMPLE = "Write chapters: and under it a list such as - method"
_LISTS = frozenset({"only", "attributes"})
_WIDTH = 100
_DEEPEST = 10
_MOST_BYTES = 1_000_000
_HIGHEST_ID = 1_000_000
_LONGEST_TITLE = 500
_LONGEST_SHOWN = 60
LIMITS = {"quotes": (0, 1000), "quantiles": (2, 10), "pairs": (1, 1000)}
"""Least and greatest value of the options that are numbers."""


@dataclass(frozen=True)
class PlannedChapter:
    """A chapter by name, with its options."""

    name: str
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """The order and choice of chapters; ``title`` takes the place of the material's where it is given.

    ``file`` is the chapters file that it was read from, for errors; None where it was made otherwise.
    """

    chapters: tuple[PlannedChapter, ...] = tuple(PlannedChapter(name) for name in CHAPTERS)
    title: str = ""
    file: str | Path | None = field(default=None, compare=False)


def read_plan(path: str | Path) -> Plan:
    """Read a chapters file.

    Parameters
    ----------
    path : str or Path
        YAML with ``chapters``, a list of names or of ``name: {option: value}``, and ``title`` if wanted. Options:
        ``only`` and ``quotes`` for themes, ``attributes`` for crosstab and numbers, ``quantiles`` for numbers,
        ``pairs`` for together.

    Raises
    ------
    InputError
        If the file cannot be read, is no YAML, or names what there is not.
    """
    path = Path(path)
    try:
        return plan_of(path.read_bytes(), path)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", "Check the name of the file", file=path) from error


def plan_of(content: bytes, path: str | Path) -> Plan:
    """The plan that a chapters file holds; ``path`` is what errors call it. See `read_plan`."""
    said = _loaded(content, path)
    if not isinstance(said, dict) or not isinstance(said.get("chapters"), list) or not said["chapters"]:
        raise InputError("has no list of chapters", _EXAMPLE, file=path)
    if unknown := [key for key in said if key not in {"title", "chapters"}]:
        raise InputError(f"{_shown(unknown[0])} is not known here", "Use title and chapters", file=path)
    planned = tuple(_chapter(entry, path) for entry in said["chapters"])
    names = [chapter.name for chapter in planned]
    if twice := [name for name in names if names.count(name) > 1]:
        raise InputError(f"the chapter {_shown(twice[0])} stands there twice", "Name each chapter once", file=path)
    title = "" if said.get("title") is None else said["title"]
    if isinstance(title, (list, dict, set, bytes)):
        raise InputError(f"title is {_shown(title)}", "Give one line of text", file=path)
    # YAML can write half a character, which no file can hold.
    title = " ".join(str(title).encode("utf-8", "replace").decode("utf-8").split())
    if len(title) > _LONGEST_TITLE:
        raise InputError(f"title is {_shown(title)}", "Give one line of text", file=path)
    return Plan(planned, title, path)


def written_plan(plan: Plan) -> str:
    """A plan as a chapters file, which `read_plan` reads as the same plan."""
    import yaml

    chapters = [{each.name: dict(each.options)} if each.options else each.name for each in plan.chapters]
    content = {"title": plan.title, "chapters": chapters} if plan.title else {"chapters": chapters}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, default_flow_style=None, width=_WIDTH)


def _loaded(content: bytes, path: str | Path) -> Any:
    """What the YAML says."""
    import yaml

    if len(content) > _MOST_BYTES:
        raise InputError("is too large for a chapters file", _EXAMPLE, file=path)
    try:
        text = content.decode("utf-8-sig")
        depth = 0
        for event in yaml.parse(text, yaml.SafeLoader):
            # An alias may stand for an alias many times over, so that a short file becomes endless.
            if isinstance(event, yaml.AliasEvent):
                raise InputError("has an alias (*)", "Write the list out", file=path)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise InputError("has lists in lists in lists", _EXAMPLE, file=path)
        _each_key_once(yaml.compose(text, yaml.SafeLoader), path)
        return yaml.safe_load(text)
    except UnicodeDecodeError as error:
        raise InputError("is no UTF-8 text", "Save it as UTF-8", file=path) from error
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        row = mark.line + 1 if mark else None
        raise InputError("is no YAML", "Mind the indentation and the colons", file=path, row=row) from error


def _each_key_once(node: Any, path: str | Path) -> None:
    """Refuse a key that stands twice: of the two, YAML would take the last without a word."""
    import yaml

    if isinstance(node, yaml.SequenceNode):
        for part in node.value:
            _each_key_once(part, path)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        # YAML itself refuses lists and mappings as keys.
        for key, value in ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                row = key.start_mark.line + 1
                raise InputError(f"{_shown(key.value)} stands there twice", "Keep one of them", file=path, row=row)
            seen.add(key.value)
            _each_key_once(value, path)


def _shown(value: object) -> str:
    """A value as an error quotes it: some files have no end, and Python refuses to write numbers of many digits."""
    try:
        text = repr(value)
    except ValueError:
        return "a number of thousands of digits"
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _chapter(entry: object, path: str | Path) -> PlannedChapter:
    """One entry of the list."""
    options: object = {}
    if isinstance(entry, dict) and len(entry) == 1:
        ((entry, options),) = entry.items()
    elif isinstance(entry, dict):
        problem = f"one entry of the list holds {len(entry)} things: {_shown(list(entry))}"
        raise InputError(problem, "Put a dash before each chapter, and indent options further", file=path)
    if not isinstance(entry, str) or entry not in CHAPTERS:
        raise InputError(f"there is no chapter {_shown(entry)}", f"Choose among {', '.join(CHAPTERS)}", file=path)
    options = {} if options is None else options
    if not isinstance(options, dict):
        raise InputError(f"the options of {entry} are no mapping", f"Write {entry}: {{option: value}}", file=path)
    known = list(inspect.signature(CHAPTERS[entry]).parameters)[1:]
    for name in options:
        if name not in known:
            remedy = f"It takes {', '.join(known)}" if known else "It takes no options"
            raise InputError(f"the chapter {entry} has no option {_shown(name)}", remedy, file=path)
    return PlannedChapter(entry, {name: _option(entry, name, value, path) for name, value in options.items()})


def _option(chapter: str, name: str, value: object, path: str | Path) -> Any:
    """An option's value; a theme or attribute that YAML reads as a whole number, as those of a discovery are, as text.

    Raises
    ------
    InputError
        If it is of another kind or out of bounds.
    """
    problem = f"{name} of the chapter {chapter} is {_shown(value)}"
    if name in _LISTS:
        names = value if isinstance(value, list) else [None]
        names = [str(part) if type(part) is int and abs(part) <= _HIGHEST_ID else part for part in names]
        if not names or not all(isinstance(part, str) for part in names) or len(set(names)) < len(names):
            raise InputError(problem, "Give a list of names, each once", file=path)
        return names
    low, high = LIMITS[name]
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise InputError(problem, f"Give a whole number from {low} to {high}", file=path)
    return value
