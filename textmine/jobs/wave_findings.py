"""A new wave of a project from end to end: coded, compared with what the model learnt, searched for new themes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from textmine.classify import (
    ThemeClassifier,
    Wave,
    compare_waves,
    corrected_by_errors,
    drift_to_dict,
    propose_themes,
)
from textmine.coding.crosswalk import Crosswalk, crosswalk
from textmine.coding.queue import rank, uncertainty
from textmine.errors import InputError
from textmine.jobs.background import Progress
from textmine.jobs.wave_audit import most_specific
from textmine.jobs.wave_models import ProjectModel, model_of
from textmine.jobs.wave_run import Said, begin, code_wave

if TYPE_CHECKING:
    import pandas as pd

    from textmine.encode import VectorCache, Vectors
    from textmine.store import Project


def run_wave(progress: Progress, *, project: str, wave: str, model: str, coder: str) -> dict[str, Any]:
    """Code a wave of a project with one of its models, and keep what is found about it beside the project.

    Suggestions are written into the project, never over what a person decided. A run that was stopped goes on from
    its finished parts.

    Parameters
    ----------
    progress : Progress
        Told of the steps classify, compare and write.
    project, wave, coder : str
    model : str
        Hash of the model.

    Returns
    -------
    dict
        ``run`` (its key), ``statements``, ``suggestions``, ``abstained`` and ``novel``.

    Raises
    ------
    InputError
        If there is no such model or wave, or the model cannot be read.
    ModelMismatchError
        If the model belongs to another encoder.
    """
    from textmine.store import open_project
    from textmine.store.rights import demand

    with open_project(project) as opened:
        demand(coder, opened.coders.role(coder) or "", "review")
        kept = model_of(opened, model)
        classifier = kept.classifier()
        statements = _with_texts(opened)
        own = statements[statements["wave"] == wave]
        if own.empty:
            raise InputError(f"the project has no wave {wave!r} with statements", "Import its answers first")
        run = begin(opened, wave, kept.hash, coder)
        cache = opened.meaning.cache(_encoder(classifier))
        ids, texts = own["statement_id"].tolist(), own["behind"].tolist()
        own_terms = code_wave(run, ids, texts, classifier, cache, partial(progress, "classify"))
        progress("compare")
        walk = crosswalk(kept.codebook(), opened.codebook())
        lines = [line.within(walk) for line in own_terms]
        vectors = cache.encode(texts)
        findings = {
            "drift": _drift(statements, own, lines, kept, walk, cache, vectors),
            "proposals": _proposals(classifier, own, vectors),
            "adjusted": _adjusted(own_terms, classifier),
            "review": _review_order(lines, vectors),
        }
        progress("write")
        written = _suggest(opened, lines, kept, coder)
        run.end(findings)
    return {
        "run": run.key,
        "statements": len(lines),
        "suggestions": written,
        "abstained": sum(line.reason not in ("", "empty") for line in lines),
        "novel": sum(line.reason == "novel" for line in lines),
    }


def _with_texts(project: Project) -> pd.DataFrame:
    """Statements with what their vectors are made from, in ``behind``, and who speaks, in ``who``."""
    frame = project.statements()
    behind = dict(zip(*project.vector_texts(), strict=True))
    frame = frame[frame["statement_id"].isin(behind.keys())]
    who = frame["wave"] + "\n" + frame["respondent"]
    return frame.assign(behind=frame["statement_id"].map(behind), who=who)


def _encoder(classifier: ThemeClassifier) -> Any:
    return classifier.encoder


def _drift(
    statements: pd.DataFrame,
    own: pd.DataFrame,
    lines: Sequence[Said],
    model: ProjectModel,
    walk: Crosswalk,
    cache: VectorCache,
    vectors: Vectors,
) -> dict[str, Any] | None:
    """What has changed since the statements the model learnt from; None where none of another wave is left."""
    learnt = model.learnt()
    row_of = {name: row for row, name in enumerate(learnt.statements)}
    other = statements["wave"] != own["wave"].iloc[0]
    old = statements[other & statements["statement_id"].isin(row_of.keys())]
    if old.empty:
        return None
    rows = [row_of[name] for name in old["statement_id"]]
    said = [Said("", dict.fromkeys(learnt.themes[row], 1.0), "", 0.0).within(walk) for row in rows]
    # What the codebook in use leaves to people since then is no change between the waves.
    abstained = [learnt.abstained[row] or bool(line.reason) for row, line in zip(rows, said, strict=True)]
    novel = [learnt.novel[row] for row in rows]
    before = _wave(old, cache.encode(old["behind"].tolist()), said, abstained, novel)
    reasons = [line.reason for line in lines]
    after = _wave(own, vectors, lines, [bool(why) for why in reasons], [why == "novel" for why in reasons])
    return drift_to_dict(compare_waves(before, after))


def _wave(
    frame: pd.DataFrame, vectors: Vectors, said: Sequence[Said], abstained: Sequence[bool], novel: Sequence[bool]
) -> Wave:
    return Wave(
        frame["who"].tolist(),
        frame["text"].tolist(),
        frame["language"].tolist(),
        vectors,
        [set(line.themes) for line in said],
        np.array(abstained, dtype=bool),
        np.array(novel, dtype=bool),
    )


def _adjusted(lines: Sequence[Said], classifier: ThemeClassifier) -> list[dict[Hashable, Any]]:
    """Adjusted counts as shares of all statements; see `corrected_by_errors`."""
    # The model errs on what says something: of the rest it is known that it has no theme.
    speaking = [set(line.themes) for line in lines if line.reason != "empty"]
    table = corrected_by_errors(speaking, classifier.errors_)
    shares = ["raw", "share", "low", "high"]
    table[shares] *= len(speaking) / max(1, len(lines))
    return table.assign(out_of=len(lines)).to_dict("records")


def _proposals(classifier: ThemeClassifier, own: pd.DataFrame, vectors: Vectors) -> list[dict[str, Any]]:
    """Proposed new themes: names, keywords, score and their statements, the newest first."""
    found = propose_themes(classifier, own["behind"].tolist(), own["who"].tolist(), vectors)
    ids = np.array(own["statement_id"].tolist(), dtype=object)
    result = []
    for theme, score in zip(found.themes, found.scores, strict=True):
        rows = np.flatnonzero(found.labels == theme.id)
        rows = rows[np.argsort(-found.novelty[rows], kind="stable")]
        result.append(
            {
                "names": {standard: theme.names.get(standard, theme.name) for standard in ("nb", "nn")},
                "keywords": list(theme.keywords),
                "score": round(score, 2),
                "statements": ids[rows].tolist(),
            }
        )
    return result


def _review_order(lines: Sequence[Said], vectors: Vectors) -> list[str]:
    """Statements left to people in the order in which to read them: unsure and different from each other."""
    scores, by_id = {}, {}
    for row, line in enumerate(lines):
        # What says nothing needs no reading.
        if line.reason and line.reason != "empty":
            best = max(line.themes.values(), default=float("nan"))
            scores[line.id] = float(uncertainty([[best]])[0])
            by_id[line.id] = vectors[row]
    return rank(scores, by_id)


def _suggest(project: Project, lines: Sequence[Said], model: ProjectModel, coder: str) -> int:
    """Write what a model says as suggestions; returns how many."""
    import pandas as pd

    book = project.codebook()
    rows = [(line.id, theme, line.themes[theme]) for line in lines for theme in most_specific(line.themes, book)]
    project.suggestions.write(
        pd.DataFrame(rows, columns=["statement_id", "theme_id", "confidence"]),
        model.hash,
        coder,
        name=f"model {model.hash[:8]}",
        details={"made": model.made},
        looked=[line.id for line in lines],
    )
    return len(rows)
