"""``report.html``: one self-contained file with themes, map, waves, keywords and statements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textmine.errors import InputError
from textmine.privacy.suppression import suppress
from textmine.report.charts import (
    map_figure,
    parity_figure,
    size_figure,
    theme_colour,
    tree_figure,
    wave_figure,
)
from textmine.report.tables import theme_table, visible_themes
from textmine.themes.change import Change, wave_changes
from textmine.themes.stability import SHAKY
from textmine.themes.waves import shares_by

if TYPE_CHECKING:
    from textmine.discover import Discovery
    from textmine.themes import Theme


def _chart(figure: Any, name: str) -> str:
    """A figure as an HTML fragment; the library itself is written once, in the page's head."""
    config = {"displaylogo": False, "responsive": True}
    return str(figure.to_html(full_html=False, include_plotlyjs=False, div_id=name, config=config))


def _shown(theme: Theme, visible: frozenset[int]) -> tuple[str, ...]:
    """Statements to show for a theme: of one that few stand behind a single one, since a list can be counted."""
    return theme.representative if theme.id in visible else theme.representative[:1]


def _languages(discovery: Discovery) -> dict[str, str]:
    """Responses by written standard, small counts suppressed."""
    counts = discovery.responses["language"].value_counts().to_frame().T
    return {str(name): str(count) for name, count in suppress(counts, column_totals=False).iloc[0].items()}


def _optional(figure: Any | None, name: str) -> str | None:
    return None if figure is None else _chart(figure, name)


def _changed(discovery: Discovery) -> list[Change]:
    """Themes that changed between the last two waves and whose counts may be printed."""
    try:
        changes = wave_changes(discovery.statements)
    except InputError:
        return []
    return [change for change in changes if change.kind != "steady" and not change.suppressed]


def render_report(discovery: Discovery, title: str) -> str:
    """The report as HTML text.

    Parameters
    ----------
    discovery : Discovery
    title : str
        Heading of the page; escaped like everything that comes from a survey.
    """
    from jinja2 import Environment, PackageLoader
    from plotly.offline import get_plotlyjs

    from textmine import __version__

    environment = Environment(
        loader=PackageLoader("textmine.report"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    statements = discovery.statements
    table = theme_table(discovery)
    told = statements[~statements["abstained"]]
    visible = visible_themes(discovery)
    counted = told[told["theme_id"].isin(visible)]
    return environment.get_template("report.html").render(
        title=title,
        version=__version__,
        encoder=discovery.encoder_id,
        seed=discovery.random_state,
        n_responses=len(discovery.responses),
        n_empty=int((discovery.responses["text"].str.strip() == "").sum()),
        n_told=told["response_id"].nunique(),
        n_statements=len(counted),
        n_aside=len(statements) - len(told),
        languages=_languages(discovery),
        rows=table.to_dict("records"),
        by_standard=shares_by(told, "language"),
        themes=[replace(t, representative=_shown(t, visible)) for t in discovery.model.themes_],
        colour=theme_colour,
        plotly=get_plotlyjs(),
        map_chart=_chart(map_figure(replace(discovery, statements=counted)), "map"),
        wave_chart=_optional(wave_figure(discovery), "waves"),
        size_chart=_chart(size_figure(discovery), "sizes"),
        tree_chart=_optional(tree_figure(discovery), "tree"),
        parity_chart=_optional(parity_figure(discovery), "parity"),
        changes=_changed(discovery),
        shaky=SHAKY,
    )
