"""``report.html``: one self-contained file with themes, map, waves, keywords and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textmine.report.charts import map_figure, theme_colour, wave_figure
from textmine.report.tables import theme_table
from textmine.themes.waves import shares_by

if TYPE_CHECKING:
    from textmine.discover import Discovery


def _chart(figure: Any, name: str) -> str:
    """A figure as an HTML fragment; the library itself is written once, in the page's head."""
    config = {"displaylogo": False, "responsive": True}
    return str(figure.to_html(full_html=False, include_plotlyjs=False, div_id=name, config=config))


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
    waves = wave_figure(discovery)
    counted = statements[~statements["abstained"]]
    return environment.get_template("report.html").render(
        title=title,
        version=__version__,
        encoder=discovery.encoder_id,
        seed=discovery.random_state,
        n_responses=len(discovery.responses),
        n_empty=int((discovery.responses["text"].str.strip() == "").sum()),
        n_told=counted["response_id"].nunique(),
        n_statements=len(counted),
        n_aside=len(statements) - len(counted),
        languages=discovery.responses["language"].value_counts().to_dict(),
        rows=table.to_dict("records"),
        by_standard=shares_by(counted, "language"),
        themes=discovery.model.themes_,
        colour=theme_colour,
        plotly=get_plotlyjs(),
        map_chart=_chart(map_figure(discovery), "map"),
        wave_chart=_chart(waves, "waves") if waves is not None else None,
    )
