"""A discovery, without a project: its themes, the map, and the statements behind them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app import data
from app.components.filters import filtered
from app.components.theme_map import theme_map
from app.i18n import text
from app.problems import in_words
from textmine.discover import Discovery
from textmine.errors import TextmineError
from textmine.report.tables import theme_table
from textmine.themes.granularity import finest

_ALL = -1


def open_folder(folder: str, language: str) -> None:
    """Draw the page of the discovery in a folder, or say why it cannot be opened."""
    st.title(text("themes", language))
    changed = data.folder_changed(folder)
    try:
        discovery = data.load_discovery(folder, changed)
    except TextmineError as error:
        st.error(text("discovery_cannot_open", language))
        st.text(in_words(error, language))
        return
    report = data.report_html(folder, changed)
    if report is not None:
        st.sidebar.download_button(text("discovery_report", language), report, "report.html", "text/html")
    show(_as_finely_as_wanted(discovery, folder, changed, language), language)


def _as_finely_as_wanted(discovery: Discovery, folder: str, changed: float, language: str) -> Discovery:
    """The discovery with as many themes as the slider says; the one in the folder where it was not moved."""
    found, most = len(discovery.model.themes_), finest(discovery.model)
    if most < 2:
        return discovery
    wanted = st.slider(
        text("discovery_cut", language),
        1,
        most,
        found,
        help=text("discovery_cut_help", language),
        key="cut",
        # Another theme stands in the row that was chosen.
        on_change=lambda: st.session_state.pop("themes", None),
    )
    return discovery if wanted == found else data.cut_discovery(folder, changed, wanted)


def show(discovery: Discovery, language: str) -> None:
    """Draw the page."""
    told = discovery.statements[~discovery.statements["abstained"]]
    st.caption(
        text(
            "discovery_summary",
            language,
            statements=len(told),
            told=told["response_id"].nunique(),
            responses=len(discovery.responses),
            themes=len(discovery.model.themes_),
            aside=len(discovery.statements) - len(told),
        )
    )
    statements = filtered(told, language)
    left, right = st.columns([5, 4], gap="large")
    with left:
        theme_id = _theme_list(discovery, language)
    shown = statements if theme_id == _ALL else statements[statements["theme_id"] == theme_id]
    with right:
        selected = _map(discovery, shown, language)
    if theme_id != _ALL:
        _about(discovery, theme_id, language)
    if selected:
        shown = shown[shown["statement_id"].isin(selected)]
    _statement_list(shown, language)


def _theme_list(discovery: Discovery, language: str) -> int:
    """Themes as a table; returns the id of the chosen one, or -1 for all."""
    table = theme_table(discovery)
    st.subheader(text("themes", language))
    columns = {
        "theme": st.column_config.TextColumn(text("theme", language), width="medium"),
        "respondents": st.column_config.NumberColumn(text("responses", language), width="small"),
        "share": st.column_config.ProgressColumn(
            text("discovery_share", language), format="percent", min_value=0.0, max_value=float(table["share"].max())
        ),
    }
    event = st.dataframe(
        table[list(columns)],
        column_config=columns,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height=480,
        key="themes",
    )
    rows = event["selection"]["rows"]
    return int(table["theme_id"].iloc[rows[0]]) if rows and rows[0] < len(table) else _ALL


def _map(discovery: Discovery, shown: pd.DataFrame, language: str) -> list[str]:
    st.subheader(text("discovery_map", language), help=text("discovery_map_help", language))
    if shown.empty:
        st.info(text("discovery_nothing", language))
        return []
    return theme_map(discovery, shown)


def _about(discovery: Discovery, theme_id: int, language: str) -> None:
    """Name, keywords and representative statements of the chosen theme; survey text only ever as text."""
    theme = discovery.model.themes_[theme_id]
    st.subheader(text("discovery_representative", language))
    st.text(f"{text('discovery_keywords', language)}: {', '.join(theme.keywords)}")
    for example in theme.representative:
        st.text(f"– {example}")


def _statement_list(shown: pd.DataFrame, language: str) -> None:
    st.subheader(text("statements", language))
    st.caption(text("discovery_shown", language, n=len(shown)))
    columns = {
        "text": st.column_config.TextColumn(text("statement", language), width="large"),
        "theme": st.column_config.TextColumn(text("theme", language)),
        "wave": st.column_config.TextColumn(text("wave", language), width="small"),
        "language": st.column_config.TextColumn(text("standard", language), width="small"),
        "probability": st.column_config.NumberColumn(
            text("discovery_strength", language), format="%.2f", width="small"
        ),
    }
    ordered = shown.sort_values("probability", ascending=False)
    st.dataframe(ordered[list(columns)], column_config=columns, hide_index=True, key="statements")
