"""A document in the formats that were asked for, as bytes or as files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from textmine.errors import InputError
from textmine.report.document import Chart, Document
from textmine.report.drawing import Picture, draw_all
from textmine.report.files import folder_written_whole, written_whole
from textmine.report.writers.excel import excel
from textmine.report.writers.markdown import chart_files, markdown
from textmine.report.writers.page import html_page
from textmine.report.writers.word import word

FORMATS = ("html", "docx", "xlsx", "md")
CHARTS = "-charts"
"""What the folder of charts beside a Markdown file is called, behind the file's own name."""


def rendered(
    document: Document,
    formats: Sequence[str] = FORMATS,
    template: str | Path | None = None,
    *,
    pictures: Mapping[Chart, Picture] | None = None,
    folder: str = f"report{CHARTS}",
    progress: Callable[[int, int], None] | None = None,
) -> Mapping[str, bytes]:
    """The document's files, by format; the same document gives the same bytes.

    Markdown names its charts by the files that `chart_files` makes.

    Parameters
    ----------
    document : Document
    formats : sequence of "html", "docx", "xlsx", "md"
    template : str or Path, optional
        A .docx whose styles the Word file takes.
    pictures : mapping, optional
        As ``draw_all`` returns it; drawn here if left out.
    folder : str
        Where the charts of Markdown lie, seen from it.
    progress : callable, optional
        Told how many of how many formats are done.

    Raises
    ------
    InputError
        If a format is unknown or the template cannot be used.
    """
    for name in formats:
        if name not in FORMATS:
            raise InputError(f"there is no report as {name!r}", f"Choose among {', '.join(FORMATS)}")
    drawn = draw_all(document) if pictures is None else pictures
    writers: Mapping[str, Callable[[], bytes]] = {
        "html": lambda: html_page(document, drawn),
        "docx": lambda: word(document, drawn, template),
        "xlsx": lambda: excel(document, drawn),
        "md": lambda: markdown(document, drawn, folder),
    }
    result = {}
    for done, name in enumerate(formats):
        if progress is not None:
            progress(done, len(formats))
        result[name] = writers[name]()
    return result


def publish(
    document: Document,
    out: str | Path,
    formats: Sequence[str] = (),
    template: str | Path | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write a document's files, all or none, and return them.

    The charts of Markdown lie as PNG in a folder beside it: ``report-charts`` for ``report.md``.

    Parameters
    ----------
    document : Document
    out : str or Path
        A file whose ending says the format, or a folder that gets ``report.html``, ``report.docx`` and so on.
    formats : sequence of str
        All of them if left out; with a file, its own.
    template, progress
        As for `rendered`.

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
        if ending != "md":
            content = rendered(document, [ending], template, progress=progress)[ending]
            with written_whole(out) as temporary:
                temporary.write_bytes(content)
            return [out]
        _write(document, out.parent, ["md"], template, out.stem, progress)
        return [out]
    return _write(document, out, formats or FORMATS, template, "report", progress)


def bundled(file: str | Path) -> bytes:
    """A Markdown file and its charts as one zip file."""
    file = Path(file)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for each in (file, *sorted(file.with_name(f"{file.stem}{CHARTS}").glob("*.png"))):
            bundle.write(each, each.relative_to(file.parent))
    return stream.getvalue()


def _write(
    document: Document,
    out: Path,
    formats: Sequence[str],
    template: str | Path | None,
    stem: str,
    progress: Callable[[int, int], None] | None,
) -> list[Path]:
    """Files of one name in a folder, with the folder of charts where there is Markdown among them."""
    pictures, charts = draw_all(document), f"{stem}{CHARTS}"
    files = rendered(document, formats, template, pictures=pictures, folder=charts, progress=progress)
    with folder_written_whole(out) as folder:
        for name, content in files.items():
            (folder / f"{stem}.{name}").write_bytes(content)
        if "md" in files and pictures:
            (folder / charts).mkdir()
            for file, content in chart_files(pictures, charts).items():
                (folder / file).write_bytes(content)
    return [out / f"{stem}.{name}" for name in files]
