"""A document in the formats that were asked for, as bytes or as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from textmine.errors import InputError
from textmine.report.document import Document
from textmine.report.drawing import draw_all
from textmine.report.files import folder_written_whole, written_whole
from textmine.report.writers.excel import excel
from textmine.report.writers.markdown import markdown
from textmine.report.writers.page import html_page
from textmine.report.writers.word import word

FORMATS = ("html", "docx", "xlsx", "md")


def rendered(
    document: Document, formats: Sequence[str] = FORMATS, template: str | Path | None = None
) -> Mapping[str, bytes]:
    """The document's files, by format; the same document gives the same bytes.

    Parameters
    ----------
    document : Document
    formats : sequence of "html", "docx", "xlsx", "md"
    template : str or Path, optional
        A .docx whose styles the Word file takes.

    Raises
    ------
    InputError
        If a format is unknown or the template cannot be used.
    """
    for name in formats:
        if name not in FORMATS:
            raise InputError(f"there is no report as {name!r}", f"Choose among {', '.join(FORMATS)}")
    pictures = draw_all(document) if set(formats) - {"md"} else {}
    result = {}
    for name in formats:
        if name == "docx":
            result[name] = word(document, pictures, template)
        else:
            result[name] = {"html": html_page, "xlsx": excel, "md": markdown}[name](document, pictures)
    return result


def publish(
    document: Document, out: str | Path, formats: Sequence[str] = (), template: str | Path | None = None
) -> list[Path]:
    """Write a document's files, all or none.

    Parameters
    ----------
    document : Document
    out : str or Path
        A file whose ending says the format, or a folder that gets ``report.html``, ``report.docx`` and so on.
    formats : sequence of str
        All of them if left out; with a file, its own.

    Raises
    ------
    InputError
        If a file's ending and the formats do not go together, or the place cannot be written to.
    """
    out = Path(out)
    ending = out.suffix.lower().removeprefix(".")
    if ending in FORMATS and not out.is_dir():
        if set(formats) - {ending}:
            raise InputError("one file cannot hold several formats", "Name a folder", file=out)
        content = rendered(document, [ending], template)[ending]
        with written_whole(out) as temporary:
            temporary.write_bytes(content)
        return [out]
    files = rendered(document, formats or FORMATS, template)
    with folder_written_whole(out) as folder:
        for name, content in files.items():
            (folder / f"report.{name}").write_bytes(content)
    return [out / f"report.{name}" for name in files]
