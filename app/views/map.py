"""Kart: every statement as a dot, those alike near each other; lasso or box to read, code or make a theme of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from app.components import undo_offer
from app.components.code_many import code_many
from app.components.labels import theme_labels
from app.components.links import link
from app.components.statement_table import statement_table
from app.meaning import encoder
from app.session import Session
from app.theme_figures import standing
from textmine.report.project_map import leading_themes, map_points, project_map_figure
from textmine.store import Project

SHOWN = 200


@dataclass(frozen=True)
class _Layout:
    """Where every statement that may be seen lies."""

    ids: list[str]
    texts: list[str]
    points: Any


def show(session: Session) -> None:
    """Draw the page."""
    undo_offer.tell(session)
    project = session.project
    with st.spinner(session.say("map_working")):
        laid = _layout(project, str(project.place), project.glances.statements_stamp())
    if not laid.ids:
        st.info(session.say("map_empty"))
        link("import_data", session.say("overview_begin"), "upload_file")
        return
    figure, rows = _figure(session, laid)
    st.caption(session.say("map_help"))
    event = st.plotly_chart(
        figure,
        key="map_chart",
        on_select="rerun",
        selection_mode=("lasso", "box", "points"),
        config={"displaylogo": False},
    )
    chosen = _chosen(event, rows)
    if not chosen:
        st.info(session.say("map_choose"))
        return
    ids = [laid.ids[row] for row in chosen]
    _selected(session, ids)


def _selected(session: Session, ids: list[str]) -> None:
    st.subheader(session.say("map_selected", n=len(ids)))
    found = session.project.glances.some_statements(ids[:SHOWN])
    if len(ids) > SHOWN:
        st.caption(session.say("map_first", n=SHOWN))
    picked = statement_table(session, found, f"map_table_{len(ids)}_{ids[0]}")
    st.caption(session.say("map_code_help"))
    code_many(session, picked or ids, "map")


def _figure(session: Session, laid: _Layout) -> Any:
    book = session.project.codebook()
    labels = theme_labels(session, book)
    names = {theme.id: labels[theme.id] for _, theme in book.tree() if theme.is_active}
    colours = {theme.id: theme.colour for theme in book.active if theme.colour}
    stands = standing(session)
    # What a person accepted before what a model is surest of.
    order = stands.assign(late=stands["status"] != "accepted").sort_values(
        ["late", "confidence"], ascending=[True, False], kind="stable"
    )
    pairs = list(zip(order["statement_id"], order["theme_id"], strict=True))
    themes = leading_themes(laid.ids, pairs)
    return project_map_figure(laid.points, laid.texts, themes, names, colours, session.say("map_no_theme"))


def _chosen(event: Any, rows: list[Any]) -> list[int]:
    """Rows of the dots inside the user's selection."""
    points = event["selection"]["points"]
    found = []
    for point in points:
        trace, place = point.get("curve_number", 0), point.get("point_index", -1)
        if 0 <= trace < len(rows) and 0 <= place < len(rows[trace]):
            found.append(int(rows[trace][place]))
    return found


@st.cache_resource(show_spinner=False, max_entries=2)
def _layout(_project: Project, place: str, stamp: str) -> _Layout:  # noqa: ARG001 - the cache reads them
    texts = _project.glances.statement_texts()
    if not texts:
        return _Layout([], [], None)
    ids, vectors = _project.meaning.vectors(encoder())
    points = map_points(ids, vectors, _project.place.folder / "map")
    seen = [row for row, name in enumerate(ids) if name in texts]
    return _Layout([ids[row] for row in seen], [texts[ids[row]] for row in seen], points[seen])
