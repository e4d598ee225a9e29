"""What the commands about a project do: import, discover, agreement, backup, restore, log."""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textmine.coding.agreement import Agreement, Figure
from textmine.coding.codebook import Codebook, Theme
from textmine.coding.redraft import drafted_theme
from textmine.encode import Encoder, load_encoder
from textmine.errors import InputError, TextmineError
from textmine.jobs.background import Progress, silent
from textmine.report.files import written_whole
from textmine.store import Difference, ImportPlan, open_project

if TYPE_CHECKING:
    import pandas as pd
    from tqdm import tqdm

    from textmine.themes import ThemeModel

_MEASURES = ("percent", "cohen", "fleiss", "alpha", "ac1")
_SHOWN = 20


@dataclass(frozen=True)
class Discovered:
    """What a discovery in a project wrote."""

    themes: int
    suggestions: int
    model: str


def import_file(
    file: Path,
    project: str,
    *,
    text: str | None = None,
    id: str | None = None,
    wave: str | None = None,
    attributes: list[str] | None = None,
    coder: str | None = None,
    changes: bool = False,
    gone: bool = False,
) -> tuple[ImportPlan, str, list[str]]:
    """Compare a survey file with a project, which is made where there is none, and take over what is new.

    Returns the plan, which columns were read, and notes on the file.

    Nothing is written where answers differ and ``changes`` was not asked for, or are gone and ``gone`` was.
    """
    from tqdm import tqdm

    from textmine.survey import how_read, notes_of, read_responses

    responses = read_responses(file, text=text, id=id, wave=wave, attributes=attributes)
    reading = responses.attrs["reading"]
    question = reading["text_column"]
    with open_project(project, create=True) as opened:
        who = opened.coders.ensure(coder or user())
        plan = opened.importing.plan(responses, file.name, question)
        if changes or not plan.changed:
            with tqdm(total=len(plan.answers), disable=None, unit="response", leave=False) as bar:
                opened.importing.apply(plan, who, changes=changes, gone=gone, progress=partial(_tell, bar))
    return plan, how_read(reading, text_named=text is not None), notes_of(reading)


def _tell(bar: tqdm[Any], done: int, total: int) -> None:
    bar.total = total
    bar.update(done - bar.n)


def import_as_shown(
    progress: Progress,
    *,
    project: str,
    file: str,
    columns: Mapping[str, Any],
    coder: str,
    shown: Sequence[int],
    changes: bool = False,
    gone: bool = False,
) -> dict[str, Any]:
    """Import a file whose plan a user has seen; returns how many responses were new, changed and gone.

    Parameters
    ----------
    progress : Progress
        Told of the steps read, cut and write.
    project, file, coder : str
    columns : mapping
        What `read_responses` is given beside the file.
    shown : sequence of int
        New, changed and gone responses of the plan that the user saw.
    changes, gone : bool
        What she decided about them.

    Raises
    ------
    TextmineError
        If the project was changed since, so that the plan would be another one.
    """
    from textmine.survey import read_responses

    def cut_or_written(done: int, total: int) -> None:
        progress("cut", done, total) if done < total else progress("write")

    progress("read")
    responses = read_responses(file, **columns)
    with open_project(project) as opened:
        plan = opened.importing.plan(responses, Path(file).name, responses.attrs["reading"]["text_column"])
        if [plan.new, plan.changed_responses, len(plan.gone)] != list(shown):
            raise TextmineError("The project was changed since the file was compared with it. Compare again.")
        opened.importing.apply(plan, coder, changes=changes, gone=gone, progress=cut_or_written)
    return {
        "new": plan.new,
        "changed": plan.changed_responses if changes else 0,
        "gone": len(plan.gone) if gone else 0,
    }


def in_words(plan: ImportPlan, *, changes: bool, gone: bool) -> list[str]:
    """What an import did or would do, a line each."""
    done = changes or not plan.changed
    lines = [f"{plan.new} new answers, {plan.same} as they were, {plan.changed_responses} changed"]
    lines += [_difference(difference) for difference in plan.changed[:_SHOWN]]
    if len(plan.changed) > _SHOWN:
        lines.append(f"  and {len(plan.changed) - _SHOWN} more differences")
    if plan.codings_lost:
        verb = "were" if done else "would be"
        lines.append(f"{plan.codings_lost} codings {verb} on statements that are no longer there")
    if plan.gone:
        fate = "removed" if gone and done else "kept; --remove-gone removes them"
        lines.append(f"{len(plan.gone)} answers of these waves are not in the file ({fate})")
    return lines + [f"Note: {note}" for note in plan.notes]


def _difference(difference: Difference) -> str:
    before, after = (" ".join(each.split())[:60] for each in (difference.before, difference.after))
    return f"  {difference.response_id}, {difference.field}: «{before}» -> «{after}»"


def discover_project(
    project: str,
    *,
    n_themes: int | None = None,
    encoder: str = "default",
    coder: str | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Discovered:
    """Find themes in a project's statements: a draft of the codebook, and a model's suggestions for each statement.

    Steps for ``progress``: load, encode, group, write.
    """
    from textmine.themes import ThemeModel

    told = progress or silent
    told("load")
    used: Encoder = load_encoder(encoder)
    with open_project(project) as opened:
        who = opened.coders.ensure(coder or user())
        if opened.codebook().active:
            raise InputError(
                "the project's codebook has themes already",
                "Undo the last discovery or retire the themes in the app, or train a classifier on it",
            )
        ids, vectors = opened.meaning.vectors(
            used, progress is None, progress=partial(progress, "encode") if progress else None
        )
        texts = opened.vector_texts()[1]
        if not ids:
            raise InputError("the project has no statements", "Import answers first")
        told("group")
        model = ThemeModel(n_themes or "auto", seed, used).fit(texts, vectors)
        told("write")
        names = _draft(opened.codebook(), model)
        frame = _suggestions(ids, model, {label: theme.id for label, theme in names.items()})
        key = _hash(model, used, seed)
        opened.discoveries.keep_model(key, model, ids)
        written = opened.discoveries.write(
            Codebook(themes=tuple(names.values())),
            frame,
            key,
            who,
            nodes={theme.id: int(model.nodes_[label]) for label, theme in names.items()},
            details={"name": "discovery", "encoder": used.id, "seed": seed, "themes": len(names)},
            looked=ids,
        )
    return Discovered(len(names), len(frame), written)


def _draft(codebook: Codebook, model: ThemeModel) -> dict[int, Theme]:
    """A theme of the codebook for each that was found, by its label."""
    found: dict[int, Theme] = {}
    for theme in model.themes_:
        new = drafted_theme(theme, codebook.new_id(), len(found))
        codebook = codebook.replacing([new])
        found[theme.id] = new
    return found


def _suggestions(ids: Sequence[str], model: ThemeModel, themes: dict[int, str]) -> pd.DataFrame:
    import pandas as pd

    rows = [
        (statement, themes[int(label)], round(float(strength), 4))
        for statement, label, strength in zip(ids, model.labels_, model.strengths_, strict=True)
        if label >= 0
    ]
    return pd.DataFrame(rows, columns=["statement_id", "theme_id", "confidence"])


def _hash(model: ThemeModel, encoder: Encoder, seed: int) -> str:
    content = f"{encoder.id} {seed} {model.centres_.shape}".encode() + model.centres_.tobytes()
    return f"discovery-{hashlib.sha256(content).hexdigest()[:12]}"


def agreement_of(
    project: str,
    *,
    batch: int | None = None,
    coders: list[str] | None = None,
    out: Path | None = None,
    seed: int = 0,
) -> Agreement:
    """Work out how far coders agree, and write it to a CSV if asked for."""
    from textmine.report.tables import write_csv

    with open_project(project) as opened:
        found = opened.agreement(coders, batch=batch, seed=seed)
        names = {theme.id: theme.name() for theme in opened.codebook().themes}
    if out is not None:
        with written_whole(out) as temporary:
            write_csv(agreement_table(found, names), temporary)
    return found


def agreement_table(found: Agreement, names: dict[str, str]) -> pd.DataFrame:
    """One row a theme and one for all: theme_id, theme, statements, and each measure with its interval."""
    import pandas as pd

    rows = []
    for theme in (*found.themes, found.pooled):
        row: dict[str, object] = {
            "theme_id": theme.theme_id,
            "theme": names.get(theme.theme_id, theme.theme_id) if theme.theme_id else "all",
            "statements": theme.used,
        }
        for measure in _MEASURES:
            figure: Figure = getattr(theme, measure)
            row |= {measure: figure.value, f"{measure}_low": figure.low, f"{measure}_high": figure.high}
        rows.append(row)
    return pd.DataFrame(rows).round(4)


def agreement_in_words(found: Agreement) -> list[str]:
    """Agreement over all themes, a line each figure with its interval and what it is out of."""
    percent = f"{100 * found.level:.0f} %"
    lines = [
        f"{', '.join(found.coders)}: {found.statements} statements of {found.respondents} respondents; "
        f"{found.left_out} that nobody put a theme on are left out"
    ]
    figures = [
        ("Krippendorff's alpha", found.pooled.alpha),
        ("Cohen's kappa", found.pooled.cohen),
        ("Fleiss' kappa", found.pooled.fleiss),
        ("Gwet's AC1", found.pooled.ac1),
        ("share that agree", found.pooled.percent),
        ("same set of themes", found.same_sets),
        ("alpha with MASI", found.masi),
    ]
    return lines + [f"{name}: {each.value:.3f} ({percent} {each.low:.3f}-{each.high:.3f})" for name, each in figures]


def back_up(project: str, out: Path) -> Path:
    """Copy a project with its models and runs to one ZIP file while others work in it."""
    with open_project(project) as opened:
        return opened.back_up(out)


def restore(backup: Path, project: str) -> int:
    """Make a project out of a backup, and return how many answers it has."""
    from textmine.store import restore_project

    restore_project(backup, project)
    with open_project(project) as opened:
        return opened.counts().responses


def log_of(
    project: str, *, coder: str | None = None, limit: int | None = None, out: Path | None = None
) -> pd.DataFrame:
    """Read who did what, the newest first, and write it to a CSV if asked for."""
    from textmine.report.tables import write_csv

    with open_project(project) as opened:
        if coder is not None and coder not in opened.history.coders():
            raise InputError(f"the log has nothing of {coder!r}", "Look at the log without --coder")
        frame = opened.history.frame(coder=coder, limit=limit)
    frame["time"] = frame["time"].map(lambda time: time.isoformat(timespec="seconds"))
    if out is not None:
        with written_whole(out) as temporary:
            write_csv(frame.astype({"undoes": object, "redoes": object}).fillna(""), temporary)
    return frame


def user() -> str:
    """Who is signed in to this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise InputError("this machine does not say who you are", "Name yourself with --coder") from None
