"""A document as Markdown; its charts are pictures in a folder beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from textmine.report.dates import made
from textmine.report.document import Block, Chart, Document, Heading, Paragraph, Quotation, Table
from textmine.report.drawing import Picture
from textmine.report.numbers import Numbers

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_BREAKS = re.compile(r"[ \t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LIST_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands, on one line."""
    line = _SPECIAL.sub(r"\\\1", _BREAKS.sub(" ", text).strip())
    return _LIST_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", line)


def chart_files(pictures: Mapping[Chart, Picture], folder: str) -> dict[str, bytes]:
    """The charts' files, by the names that the document has them by: ``folder/figure-01.png`` and so on."""
    return {_file(folder, number): picture.png for number, picture in enumerate(pictures.values(), 1)}


def _file(folder: str, number: int) -> str:
    return f"{folder}/figure-{number:02d}.png"


def markdown(document: Document, pictures: Mapping[Chart, Picture], folder: str = "report-charts") -> bytes:
    """The document as UTF-8.

    Parameters
    ----------
    document : Document
    pictures : mapping
        As ``draw_all`` returns it.
    folder : str
        Where the charts lie, seen from the document.
    """
    files = dict(zip(pictures, chart_files(pictures, quote(folder)), strict=True))
    when = made(document.date, document.language)
    parts = [f"# {escaped(document.title)}", escaped(document.subtitle), f"*{escaped(when)}*"]
    for chapter in document.chapters:
        parts.append(f"## {escaped(chapter.title)}")
        for block in chapter.blocks:
            parts += _written(block, document.language, files)
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def _written(block: Block, language: str, files: Mapping[Chart, str]) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"### {escaped(block.text)}"
    elif isinstance(block, Paragraph):
        yield f"*{escaped(block.text)}*" if block.note else escaped(block.text)
    elif isinstance(block, Quotation):
        yield f"> {escaped(block.text)}" + (f"  \n> — {escaped(block.source)}" if block.source else "")
    elif isinstance(block, Chart):
        yield f"**{escaped(block.caption)}**"
        yield f"![{escaped(block.alternative)}]({files[block]})"
    elif isinstance(block, Table):
        yield f"**{escaped(block.caption)}**"
        yield _table(block, Numbers(language))
        if block.note:
            yield f"*{escaped(block.note)}*"


def _table(table: Table, numbers: Numbers) -> str:
    lines = [
        [column.title for column in table.columns],
        ["---" if column.kind == "text" else "---:" for column in table.columns],
        *([numbers.cell(v, c.kind) for v, c in zip(row, table.columns, strict=True)] for row in table.rows),
    ]
    cells = [line if n == 1 else [escaped(cell) for cell in line] for n, line in enumerate(lines)]
    return "\n".join("| " + " | ".join(line) + " |" for line in cells)
