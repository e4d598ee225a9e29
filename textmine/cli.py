"""Command line: one thin function a command, no logic.

Exit codes: 0 done, 1 the run failed, 2 bad arguments or bad input.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from textmine.errors import TextmineError

app = typer.Typer(
    help="Themes, codes and quotes from free-text survey answers in Norwegian. Nothing leaves this machine.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

# Typer carries a click of its own; what it exports leads to the base of that click's errors.
_UsageError: Any = typer.BadParameter.__base__
_INTERRUPTED = 130

File = Annotated[Path, typer.Argument(help="Survey file: csv, xlsx, sav, dta, parquet, json.", show_default=False)]
TextColumn = Annotated[
    str | None, typer.Option("--text", metavar="COL", help="Column with the answers; found by itself.")
]
IdColumn = Annotated[str | None, typer.Option("--id", metavar="COL", help="Column that identifies the respondent.")]
Wave = Annotated[
    str | None,
    typer.Option("--wave", metavar="COL|VALUE", help="Column with the wave, or one wave for the whole file."),
]
Attributes = Annotated[
    list[str] | None, typer.Option("--attribute", metavar="COL", help="Column to keep; may be repeated.")
]
EncoderName = Annotated[
    str, typer.Option("--encoder", metavar="NAME", help='"default", or a sentence-transformers model.')
]
Themes = Annotated[int | None, typer.Option("--themes", min=1, help="Number of themes; chosen by itself.")]
Seed = Annotated[int, typer.Option("--seed", min=0, max=2**32 - 1, help="Seed; the same seed gives the same result.")]


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the results.")] = Path("textmine-demo"),
    seed: Seed = 0,
) -> None:
    """Run the main job on the demo survey that ships."""
    from textmine.jobs import discover_demo

    report = discover_demo(out, seed)
    typer.echo(f"Report: {report}\nReview: textmine app --discovery {out}")


@app.command()
def discover(
    file: File,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the results.")],
    text: TextColumn = None,
    id: IdColumn = None,
    wave: Wave = None,
    attribute: Attributes = None,
    themes: Themes = None,
    encoder: EncoderName = "default",
    cache: Annotated[
        Path | None,
        typer.Option("--cache", metavar="DIR", help="Folder that keeps vectors for the next run."),
    ] = None,
    seed: Seed = 0,
) -> None:
    """Find the themes of a file: responses.csv, statements.csv, themes.csv and report.html."""
    from textmine.jobs import discover_file

    report = discover_file(
        file,
        out,
        text=text,
        id=id,
        wave=wave,
        attributes=attribute,
        n_themes=themes,
        encoder=encoder,
        cache=cache,
        seed=seed,
    )
    typer.echo(f"Report: {report}\nReview: textmine app --discovery {out}")


@app.command()
def segment(
    file: File,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="CSV to write.")],
    text: TextColumn = None,
    id: IdColumn = None,
) -> None:
    """Cut responses into statements: a CSV with one row a statement."""
    from textmine.jobs import segment_file

    count = segment_file(file, out, text=text, id=id)
    typer.echo(f"{count} statements: {out}")


@app.command()
def redact(
    file: File,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="CSV to write.")],
    text: TextColumn = None,
    id: IdColumn = None,
    direct_only: Annotated[
        bool,
        typer.Option("--direct-only", help="Leave named institutions, small places, exact dates and ages as they are."),
    ] = False,
) -> None:
    """Replace personal data in responses. What is left is not anonymous: read it before you print it."""
    from textmine.jobs import redact_file

    responses, mentions = redact_file(file, out, text=text, id=id, quasi=not direct_only)
    typer.echo(f"{mentions} mentions replaced in {responses} responses: {out}")


@app.command()
def encode(
    file: File,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Vectors to write: .npy, .parquet or .csv.")],
    text: TextColumn = None,
    id: IdColumn = None,
    encoder: EncoderName = "default",
) -> None:
    """Turn each response into a vector."""
    from textmine.jobs import encode_file

    count, dimension = encode_file(file, out, text=text, id=id, encoder=encoder)
    typer.echo(f"{count} vectors of {dimension} numbers: {out}")


@app.command()
def doctor() -> None:
    """Check that this installation is whole and works offline."""
    from textmine.doctor import check_installation

    findings = check_installation()
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.ok else 'FAIL'} {finding.what}: {finding.detail}")
    if not all(finding.ok for finding in findings):
        raise TextmineError("This installation is not whole. Install textmine again.")


@app.command(name="app")
def app_command(
    discovery: Annotated[
        Path | None,
        typer.Option("--discovery", metavar="DIR", help="Folder that discover wrote; the demo if left out."),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on 127.0.0.1.")] = 8501,
) -> None:
    """Open a discovery for review in the browser, on this machine only."""
    from textmine.jobs import run_app

    raise typer.Exit(run_app(discovery, port))


def main() -> None:
    """Run the command line and turn every expected failure into one line on standard error."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code."""
    try:
        command = typer.main.get_command(app)
        result = command.main(arguments or ["--help"], prog_name="textmine", standalone_mode=False)
        if result == _INTERRUPTED:
            raise KeyboardInterrupt
        return result if isinstance(result, int) else 0
    except _UsageError as error:
        _complain(f"{error.format_message().rstrip('.')}. See textmine --help.")
        return 2
    except (typer.Abort, KeyboardInterrupt):
        _complain("stopped; nothing was left half-written")
        return 1
    except TextmineError as error:
        _complain(str(error))
        return error.exit_code
    except FileNotFoundError as error:
        _complain(str(error))
        return 1
    except OSError as error:
        _complain(f"{error.filename or 'a file'}: {error.strerror}. Nothing was left half-written.")
        return 1
    except MemoryError:
        _complain("the machine ran out of memory. Close other programs or give a smaller file.")
        return 1


def _complain(message: str) -> None:
    typer.echo("textmine: " + " ".join(message.split()), err=True)
