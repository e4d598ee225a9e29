"""The map of a project's statements as a Plotly figure that stays light with a hundred thousand dots."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from textmine.encode import Vectors
from textmine.report.charts import theme_colour, wrapped
from textmine.themes.projection import project

Points = npt.NDArray[np.float32]
WITH_TEXT = 5_000
"""Dots up to which each has its text in the hover box; beyond it the page would weigh tens of megabytes."""
_GREY = "#9ca3af"


def map_points(statement_ids: Sequence[str], vectors: Vectors, folder: Path | None = None) -> Points:
    """Coordinates of statements on the map: float32 (n, 2), each axis within [-1, 1].

    Parameters
    ----------
    statement_ids : sequence of str, length n
    vectors : ndarray (n, d), rows of unit length
    folder : Path, optional
        Where the last map is kept, so that the same statements need not be laid out again.
    """
    digest = hashlib.sha256("\n".join(statement_ids).encode())
    digest.update(np.ascontiguousarray(vectors[:: max(1, len(vectors) // 1000)]).tobytes())
    file = None if folder is None else folder / f"{digest.hexdigest()[:32]}.npy"
    if file is not None and file.is_file():
        return np.asarray(np.load(file, allow_pickle=False), dtype=np.float32)
    points = project(vectors)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        for old in file.parent.glob("*.npy"):
            old.unlink(missing_ok=True)
        np.save(file, points)
    return points


def project_map_figure(
    points: Points,
    texts: Sequence[str],
    themes: Sequence[str],
    names: Mapping[str, str],
    colours: Mapping[str, str] | None = None,
    none: str = "",
) -> tuple[Any, list[npt.NDArray[np.intp]]]:
    """Draw the map.

    Parameters
    ----------
    points : ndarray (n, 2)
    texts : sequence of str, length n
    themes : sequence of str, length n
        Theme id of each; an empty string for none.
    names : mapping of theme id to str
        In the order in which they get colours and stand in the legend.
    colours : mapping of theme id to str, optional
        Colours that themes have of their own.
    none : str
        What statements without a theme are called.

    Returns
    -------
    figure : plotly.graph_objects.Figure
    rows : list of ndarray
        For each trace the rows of its dots, to find a selected statement: the browser is not sent their ids.
    """
    import plotly.graph_objects as go

    label = np.array([theme if theme in names else "" for theme in themes])
    figure, rows = go.Figure(), []
    for number, theme in enumerate(["", *names]):
        own = np.flatnonzero(label == theme)
        if not len(own):
            continue
        hover: dict[str, Any] = {"hoverinfo": "name"}
        if len(points) <= WITH_TEXT:
            hover = {
                "text": [wrapped(texts[row]) for row in own.tolist()],
                "hovertemplate": "%{text}<extra>%{fullData.name}</extra>",
            }
        own_colour = (colours or {}).get(theme) or theme_colour(number - 1)
        figure.add_scattergl(
            x=points[own, 0],
            y=points[own, 1],
            mode="markers",
            name=escape(names.get(theme, none)),
            marker={
                "color": own_colour if theme else _GREY,
                "size": 7 if len(points) <= WITH_TEXT else 4,
                "opacity": 0.85 if theme else 0.45,
            },
            **hover,
        )
        rows.append(own)
    axis = {"visible": False, "range": [-1.08, 1.08]}
    figure.update_layout(
        template="plotly_white",
        font={"family": "system-ui, sans-serif", "size": 13},
        xaxis=axis,
        yaxis=axis,
        height=620,
        dragmode="lasso",
        margin={"l": 0, "r": 0, "t": 8, "b": 0},
        legend={"itemsizing": "constant", "font": {"size": 12}},
        # The user's zoom stays when the colours change.
        uirevision="map",
    )
    return figure, rows


def leading_themes(statement_ids: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[str]:
    """One theme a statement to colour it by: the first of its pairs of statement and theme, or an empty string."""
    first: dict[str, str] = {}
    for statement, theme in pairs:
        first.setdefault(statement, theme)
    return [first.get(statement, "") for statement in statement_ids]
