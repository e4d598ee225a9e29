"""Charts of a discovery as Plotly figures: the map and themes by wave."""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING, Any

from textmine.themes.waves import shares_by

if TYPE_CHECKING:
    from textmine.discover import Discovery

_FONT = {"family": "system-ui, sans-serif", "size": 13}


def theme_colour(theme_id: int) -> str:
    """A colour of its own for each theme: hues by the golden angle, three lightnesses in turn."""
    return f"hsl({theme_id * 137.508 % 360:.0f}, 62%, {(42, 56, 34)[theme_id % 3]}%)"


def _wrapped(text: str, width: int = 60) -> str:
    """Text for a hover box: escaped, since Plotly reads tags, and broken into lines."""
    return "<br>".join(escape(line) for line in textwrap.wrap(text, width)[:8])


def map_figure(discovery: Discovery) -> Any:
    """Statements as dots on the 2-D map, one colour a theme, the text in the hover box."""
    import plotly.graph_objects as go

    statements = discovery.statements[~discovery.statements["abstained"]]
    figure = go.Figure()
    for theme in discovery.model.themes_:
        own = statements[statements["theme_id"] == theme.id]
        figure.add_scattergl(
            x=own["x"],
            y=own["y"],
            mode="markers",
            name=f"{theme.id + 1}. {escape(theme.name)}",
            text=[_wrapped(text) for text in own["text"]],
            customdata=own["statement_id"],
            hovertemplate="%{text}<extra>%{fullData.name}</extra>",
            marker={"color": theme_colour(theme.id), "size": 7, "opacity": 0.8},
        )
    axis = {"visible": False, "range": [-1.08, 1.08]}
    figure.update_layout(
        template="plotly_white",
        font=_FONT,
        xaxis=axis,
        yaxis=axis,
        height=640,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"itemsizing": "constant", "font": {"size": 11}},
    )
    return figure


def wave_figure(discovery: Discovery) -> Any | None:
    """Share of respondents who mention each theme, by wave, as a heat map; None with fewer than two waves.

    Cells with too few respondents to print are blank and marked «:».
    """
    import plotly.graph_objects as go

    statements = discovery.statements
    waves = sorted(wave for wave in statements["wave"].unique() if wave)
    if len(waves) < 2:
        return None
    shares = shares_by(statements[statements["wave"] != ""], "wave")
    themes = discovery.model.themes_
    rows = [[shares.get((theme.id, wave)) for wave in waves] for theme in themes]
    z = [[None if s is None or s.suppressed else 100 * s.share for s in row] for row in rows]
    text = [["" if s is None else ":" if s.suppressed else f"{100 * s.share:.0f}" for s in row] for row in rows]
    hover = [
        [
            ""
            if s is None
            else ": (skjult)"
            if s.suppressed
            else f"{s.count} av {s.out_of} = {100 * s.share:.1f} % ({100 * s.low:.1f}-{100 * s.high:.1f})"
            for s in row
        ]
        for row in rows
    ]
    figure = go.Figure(
        go.Heatmap(
            x=[f"{wave} " for wave in waves],
            y=[f"{theme.id + 1}. {escape(theme.name)}" for theme in themes],
            z=z,
            text=text,
            customdata=hover,
            texttemplate="%{text}",
            hovertemplate="%{y}, %{x}: %{customdata}<extra></extra>",
            colorscale="Blues",
            zmin=0,
            showscale=False,
            hoverongaps=True,
            xgap=2,
            ygap=2,
        )
    )
    figure.update_layout(
        template="plotly_white",
        font=_FONT,
        height=120 + 26 * len(themes),
        margin={"l": 8, "r": 8, "t": 30, "b": 8},
        xaxis={"side": "top", "type": "category"},
        yaxis={"autorange": "reversed", "automargin": True},
    )
    return figure
