r"""Turn drafts with inline marks into ``responses.jsonl``.

A draft line is ``wave TAB language TAB key=value;... TAB text``; in the text ``{theme: words}`` marks a
statement, ``[TYPE|words]`` personal data, and a typed ``\n`` a line break. Several drafts (several
writers) of one survey are interleaved by wave, so that no stretch of a file is one writer's.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

import yaml

TOKEN = re.compile(r"\{(?P<theme>[a-z_0-9]+): |(?P<close>\})|\[(?P<type>[A-Z_]+)\||(?P<end>\])|(?P<newline>\\n)")


def parse_marks(marked: str) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """Plain text, statements and personal data of a marked text; offsets in code points, end-exclusive.

    Raises
    ------
    ValueError
        If marks do not close or overlap wrongly.
    """
    pieces: list[str] = []
    statements: list[dict[str, Any]] = []
    personal: list[dict[str, Any]] = []
    open_marks: list[dict[str, Any]] = []
    length = position = 0
    for match in TOKEN.finditer(marked):
        before = marked[position : match.start()]
        pieces.append(before)
        length += len(before)
        position = match.end()
        if match["newline"]:
            pieces.append("\n")
            length += 1
        elif match["theme"] or match["type"]:
            kind = "theme" if match["theme"] else "type"
            open_marks.append({"start": length, kind: match[kind]})
        elif open_marks and ("theme" if match["close"] else "type") in open_marks[-1]:
            mark = open_marks.pop()
            span = {"start": mark["start"], "end": length}
            (statements if "theme" in mark else personal).append({**span, **mark})
        else:
            raise ValueError(f"mark closed without being opened: {marked!r}")
    if open_marks:
        raise ValueError(f"mark opened and not closed: {marked!r}")
    return "".join([*pieces, marked[position:]]), statements, personal


def parse_line(line: str) -> dict[str, Any]:
    """One response (without an id) from one draft line."""
    wave, language, attributes, marked = line.rstrip("\n").split("\t")
    text, statements, personal = parse_marks(marked.strip())
    record: dict[str, Any] = {"wave": int(wave), "language": language}
    record.update(pair.split("=", 1) for pair in attributes.split(";") if pair)
    record["text"] = text
    record["statements"] = statements
    if personal:
        record["personal_data"] = personal
    return record


def convert(drafts: list[Path], folder: Path) -> int:
    """Write ``responses.jsonl`` in ``folder`` and return the number of responses."""
    survey = yaml.safe_load((folder / "survey.yaml").read_text(encoding="utf-8"))["id"]
    rows = [
        (record["wave"], line_number, draft_number, record)
        for draft_number, draft in enumerate(drafts)
        for line_number, record in enumerate(
            parse_line(line) for line in draft.read_text(encoding="utf-8").split("\n") if line.strip()
        )
    ]
    rows.sort(key=lambda row: row[:3])
    with (folder / "responses.jsonl").open("w", encoding="utf-8", newline="\n") as out:
        for number, (*_, record) in enumerate(rows, 1):
            out.write(json.dumps({"id": f"{survey}-{number:04d}", **record}, ensure_ascii=False) + "\n")
    return len(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drafts", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path, help="folder that holds survey.yaml")
    arguments = parser.parse_args()
    print(convert(arguments.drafts, arguments.out), "responses")
