"""What the command export does: read a project, redact it, and write it for another program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from textmine.coding.codebook import LANGUAGES, Language
from textmine.errors import InputError
from textmine.exchange.material import Material
from textmine.exchange.sources import Newline, SourceOf
from textmine.jobs.files import check_suffix
from textmine.report.files import written_whole

SUFFIXES = (".qdpx", ".qdc", ".csv", ".xlsx", ".sav")
_SOURCES = ("question", "response")
_NEWLINES = ("lf", "crlf")
_NOBODY = "nobody has put a theme on a statement yet, so none is exported; --suggested takes a model's along"
_NO_MODEL = "no theme is put on or suggested for a statement yet, so none is exported"


@dataclass(frozen=True)
class Wanted:
    """How a project is exported.

    Attributes
    ----------
    unredacted : bool
        Write answers, ids and attributes as they were given, with names and other personal data.
    suggested : bool
        Take along what models suggest and nobody has decided on.
    source : {"question", "response"}
        What is a text of its own in a .qdpx file.
    newline : {"lf", "crlf"}
        How lines of these texts end.
    flat : bool
        Codes on one level in .qdpx and .qdc files.
    language : {"nb", "nn", "en"}
        Of theme names and labels.
    """

    unredacted: bool = False
    suggested: bool = False
    source: str = "question"
    newline: str = "lf"
    flat: bool = False
    language: str = "nb"


@dataclass(frozen=True)
class Exported:
    """What was written.

    Attributes
    ----------
    themes : int
    replaced : bool
        Whether there was a file of that name.
    responses, codings : int or None
        None where the file holds only a codebook.
    notes : tuple of str
        For the user.
    """

    themes: int
    replaced: bool
    responses: int | None = None
    codings: int | None = None
    notes: tuple[str, ...] = ()


def export_project(project: str, out: Path, wanted: Wanted | None = None) -> Exported:
    """Write a project to a file whose suffix, one of SUFFIXES, says what it becomes.

    Raises
    ------
    InputError
        If there is no such project, the suffix or an option is unknown or does not go with it, there is nothing to
        export, or the file cannot be written.
    """
    from textmine.jobs.export_material import material_of
    from textmine.store import open_project

    how, suffix = wanted or Wanted(), out.suffix.lower()
    check_suffix(out, SUFFIXES)
    _check_options(how, suffix, out)
    if out.exists() and Path(project).exists() and out.samefile(project):
        raise InputError("is the project itself and would be overwritten", "Choose another place", file=out)
    if suffix == ".qdc":
        return _export_codebook(project, out, how)
    with open_project(project) as opened:
        material, notes = material_of(opened, unredacted=how.unredacted, suggested=how.suggested)
    if material.responses.empty:
        raise InputError("the project has no answers to export", "Import a survey first: textmine import")
    replaced = out.exists()
    with written_whole(out) as temporary:
        _writers(material, how)[suffix](temporary)
    if material.codings.empty:
        notes = [*notes, _NO_MODEL if how.suggested else _NOBODY]
    themes = len(material.codebook.active)
    return Exported(themes, replaced, len(material.responses), len(material.codings), tuple(notes))


def _export_codebook(project: str, out: Path, wanted: Wanted) -> Exported:
    """Write only the themes: no answer is read or redacted."""
    from textmine.exchange.refi_codebook import codebook_file
    from textmine.jobs.export_material import codebook_of
    from textmine.store import open_project

    with open_project(project) as opened:
        book, origin = codebook_of(opened, unredacted=wanted.unredacted)
    content = codebook_file(book, origin, cast(Language, wanted.language), flat=wanted.flat)
    replaced = out.exists()
    with written_whole(out) as temporary:
        temporary.write_bytes(content)
    return Exported(len(book.active), replaced)


def in_words(done: Exported, out: Path) -> str:
    """What was written, on one line."""
    counts = {"answers": done.responses, "codings": done.codings, "themes": done.themes}
    what = ", ".join(f"{count} {name}" for name, count in counts.items() if count is not None)
    return f"{what}: {out}{' (in the place of the file that was there)' if done.replaced else ''}"


def _check_options(wanted: Wanted, suffix: str, out: Path) -> None:
    known: Mapping[str, tuple[str, tuple[str, ...]]] = {
        "source": (wanted.source, _SOURCES),
        "newline": (wanted.newline, _NEWLINES),
        "language": (wanted.language, LANGUAGES),
    }
    for name, (value, choices) in known.items():
        if value not in choices:
            raise InputError(f"{value!r} is no {name}", f"Choose among {', '.join(choices)}")
    only = {
        "--source": (wanted.source != "question", (".qdpx",)),
        "--newline": (wanted.newline != "lf", (".qdpx",)),
        "--flat": (wanted.flat, (".qdpx", ".qdc")),
        "--suggested": (wanted.suggested, (".qdpx", ".csv", ".xlsx", ".sav")),
    }
    for option, (used, suffixes) in only.items():
        if used and suffix not in suffixes:
            raise InputError(
                f"{option} makes no difference to {suffix}", f"Use it with {', '.join(suffixes)}", file=out
            )


def _writers(material: Material, wanted: Wanted) -> Mapping[str, Callable[[Path], object]]:
    """What writes each kind of file."""
    from textmine.exchange import spss, tables
    from textmine.exchange.refi_project import project_file
    from textmine.exchange.workbook import workbook
    from textmine.report.tables import write_csv

    language = cast(Language, wanted.language)
    source, newline = cast(SourceOf, wanted.source), cast(Newline, wanted.newline)

    def project(path: Path) -> None:
        path.write_bytes(project_file(material, source=source, newline=newline, language=language, flat=wanted.flat))

    def sheets(path: Path) -> None:
        content = workbook(
            {
                "codings": tables.coding_table(material, language),
                "responses": tables.response_sheet(material, language),
                "codebook": tables.codebook_table(material, language),
            }
        )
        path.write_bytes(content)

    return {
        ".qdpx": project,
        ".csv": lambda path: write_csv(tables.coding_table(material, language), path),
        ".xlsx": sheets,
        ".sav": lambda path: spss.write_sav(material, path, language),
    }
