"""Charts of a discovery as Plotly figures: the map, theme sizes, the tree, themes by wave and by written standard."""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING, Any

from textmine.themes.hierarchy import theme_linkage
from textmine.themes.waves import Share, share_of, shares_by, suppressed_sizes

if TYPE_CHECKING:
    from textmine.discover import Discovery

_FONT = {"family": "system-ui, sans-serif", "size": 13}


def theme_colour(theme_id: int) -> str:
    """A colour of its own for each theme: hues by the golden angle, three lightnesses in turn."""
    return f"hsl({theme_id * 137.508 % 360:.0f}, 62%, {(42, 56, 34)[theme_id % 3]}%)"


def wrapped(text: str, width: int = 60) -> str:
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
            text=[wrapped(text) for text in own["text"]],
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
    hover = [["" if s is None else ": (skjult)" if s.suppressed else _told(s) for s in row] for row in rows]
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


def size_figure(discovery: Discovery) -> Any:
    """Share of respondents who mention each theme, with its 95 % interval; themes too small to print are left out."""
    import plotly.graph_objects as go

    told = discovery.statements[~discovery.statements["abstained"]]
    out_of = told["response_id"].nunique()
    counts = told.groupby("theme_id")["response_id"].nunique()
    hidden = suppressed_sizes(counts)
    shares = {
        theme.id: share_of(int(counts[theme.id]), out_of)
        for theme in discovery.model.themes_
        if theme.id in counts and not hidden[theme.id]
    }
    figure = go.Figure(
        go.Bar(
            x=[100 * share.share for share in shares.values()],
            y=[_label(discovery, theme) for theme in shares],
            orientation="h",
            marker={"color": [theme_colour(theme) for theme in shares]},
            error_x=_error_bars(list(shares.values())),
            customdata=[_told(share) for share in shares.values()],
            hovertemplate="%{y}: %{customdata}<extra></extra>",
        )
    )
    return _horizontal(figure, len(shares))


def parity_figure(discovery: Discovery) -> Any | None:
    """Share of the respondents in each written standard who mention each theme; None where only one is written."""
    import plotly.graph_objects as go

    shares = shares_by(discovery.statements, "language")
    figure = go.Figure()
    for standard, name, colour in (("nb", "bokmål", "#1f5a85"), ("nn", "nynorsk", "#c2571a")):
        own = {
            theme.id: share
            for theme in discovery.model.themes_
            if (share := shares.get((theme.id, standard))) is not None and not share.suppressed
        }
        if not own:
            return None
        figure.add_scatter(
            x=[100 * share.share for share in own.values()],
            y=[_label(discovery, theme) for theme in own],
            mode="markers",
            name=name,
            marker={"color": colour, "size": 9},
            error_x=_error_bars(list(own.values())),
            customdata=[_told(share) for share in own.values()],
            hovertemplate="%{y}, %{fullData.name}: %{customdata}<extra></extra>",
        )
    return _horizontal(figure, len(discovery.model.themes_))


def tree_figure(discovery: Discovery) -> Any | None:
    """How themes would join if there were fewer of them; None with fewer than three."""
    import plotly.graph_objects as go
    from scipy.cluster.hierarchy import dendrogram

    themes = discovery.model.themes_
    if len(themes) < 3:
        return None
    drawn = dendrogram(theme_linkage(discovery.model), no_plot=True)
    x: list[float | None] = []
    y: list[float | None] = []
    for heights, places in zip(drawn["dcoord"], drawn["icoord"], strict=True):
        x += [*heights, None]
        y += [*places, None]
    figure = go.Figure(go.Scatter(x=x, y=y, mode="lines", line={"color": "#5a6875", "width": 1.5}, hoverinfo="skip"))
    figure.update_layout(
        template="plotly_white",
        font=_FONT,
        height=120 + 22 * len(themes),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        xaxis={"visible": False, "autorange": "reversed"},
        yaxis={
            "side": "right",
            "automargin": True,
            "showgrid": False,
            # scipy puts leaf number i at 10 i + 5.
            "tickvals": [10 * place + 5 for place in range(len(themes))],
            "ticktext": [_label(discovery, theme) for theme in drawn["leaves"] or []],
        },
    )
    return figure


def _label(discovery: Discovery, theme_id: int) -> str:
    return f"{theme_id + 1}. {escape(discovery.model.themes_[theme_id].name)}"


def _told(share: Share) -> str:
    return f"{share.count} av {share.out_of} = {100 * share.share:.1f} % ({100 * share.low:.1f}-{100 * share.high:.1f})"


def _error_bars(shares: list[Share]) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": [100 * (share.high - share.share) for share in shares],
        "arrayminus": [100 * (share.share - share.low) for share in shares],
        "color": "#5a6875",
        "thickness": 1,
        "width": 3,
    }


def _horizontal(figure: Any, n_rows: int) -> Any:
    """Layout of a chart with one row a theme and percent along the other axis."""
    figure.update_layout(
        template="plotly_white",
        font=_FONT,
        height=120 + 26 * n_rows,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        xaxis={"ticksuffix": " %", "rangemode": "tozero"},
        yaxis={"autorange": "reversed", "automargin": True},
    )
    return figure
