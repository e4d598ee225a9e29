"""Oversikt: how far the work has come, and what to do next."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app import data
from app.components.coder_names import coder_name
from app.components.labels import theme_labels
from app.components.links import can_open, link
from app.components.next_steps import next_steps
from app.components.numbers import decimal, percent, whole
from app.session import Session
from textmine.store.figures import Counts

_ROWS_SHOWN = 12


def show(session: Session) -> None:
    """Draw the page."""
    figures = data.figures(session)
    if not figures.counts.responses:
        _first_run(session)
        return
    batches = session.project.batches.frame()
    _metrics(session, figures.counts, batches)
    _next(session, figures.counts, batches)
    left, right = st.columns(2, gap="large")
    with left:
        _waves(session, figures.waves)
        _coders(session, figures.counts)
    with right:
        _themes(session, figures.themes)


def _first_run(session: Session) -> None:
    if not session.may("administer"):
        st.info(session.say("overview_wait"))
        return
    with st.container(border=True):
        st.subheader(session.say("overview_welcome"))
        for step in ("import", "themes", "code"):
            st.markdown(session.say(f"overview_step_{step}"))
        link("import_data", session.say("overview_begin"), "upload_file")


def _metrics(session: Session, counts: Counts, batches: pd.DataFrame) -> None:
    cells = st.columns(6)
    cells[0].metric(session.say("responses"), whole(counts.responses, session.language))
    cells[1].metric(session.say("statements"), whole(counts.statements, session.language))
    cells[2].metric(
        session.say("overview_coded"),
        percent(counts.coded / counts.statements if counts.statements else 0.0, session.language),
        help=session.say("overview_coded_help"),
    )
    cells[3].metric(
        session.say("overview_suggestions"),
        whole(counts.suggestions, session.language),
        help=session.say("overview_suggestions_help"),
    )
    cells[4].metric(
        session.say("overview_disputed"),
        whole(counts.disputed, session.language),
        help=session.say("overview_disputed_help"),
    )
    with cells[5]:
        _agreement(session, batches)


def _agreement(session: Session, batches: pd.DataFrame) -> None:
    """Agreement of the batch that was closed last."""
    closed = batches.loc[batches["state"] == "closed", "batch"]
    label, meaning = session.say("overview_agreement"), session.say("overview_agreement_help")
    if closed.empty:
        st.metric(label, "–", help=session.say("overview_no_agreement", meaning=meaning))
        return
    alpha = data.agreement(session, int(closed.max())).pooled.alpha
    low, high = decimal(alpha.low, session.language), decimal(alpha.high, session.language)
    st.metric(label, decimal(alpha.value, session.language), help=f"{meaning} ({low}–{high})")


def _next(session: Session, counts: Counts, batches: pd.DataFrame) -> None:
    mine = batches[(batches["state"] == "open") & (batches["coder"] == session.coder)]
    blind = int((mine["statements"] - mine["done"]).sum())
    themes = len(session.project.codebook().active)
    steps = [step for step in next_steps(session, counts, themes, blind) if can_open(step.room)]
    if not steps:
        return
    st.subheader(session.say("overview_next"))
    for step in steps:
        link(step.room, session.say(f"overview_next_{step.key}", n=whole(step.n, session.language)))


def _waves(session: Session, waves: pd.DataFrame) -> None:
    st.subheader(session.say("overview_waves"))
    table = waves.assign(
        wave=waves["wave"].where(waves["wave"] != "", session.say("overview_no_wave")),
        share=100 * waves["coded"] / waves["statements"],
    )
    columns = {
        "wave": st.column_config.TextColumn(session.say("wave")),
        "responses": st.column_config.NumberColumn(session.say("responses")),
        "statements": st.column_config.NumberColumn(session.say("statements")),
        "share": _share_column(session.say("overview_share_coded")),
    }
    st.dataframe(table[list(columns)], column_config=columns, hide_index=True, key="overview_waves")


def _themes(session: Session, themes: pd.DataFrame) -> None:
    st.subheader(session.say("overview_themes"))
    book = session.project.codebook()
    labels = theme_labels(session, book)
    names = {theme.id: labels[theme.id] for theme in book.active}
    table = themes[themes["theme_id"].isin(names)]
    table = table.assign(theme=table["theme_id"].map(names)).sort_values(
        ["accepted", "suggested", "theme"], ascending=[False, False, True]
    )
    columns = {
        "theme": st.column_config.TextColumn(session.say("theme"), width="medium"),
        "accepted": st.column_config.NumberColumn(session.say("overview_accepted"), width="small"),
        "suggested": st.column_config.NumberColumn(session.say("overview_waiting"), width="small"),
    }
    # A height of its own shows every theme of a usual codebook without scrolling.
    height = 38 + 35 * min(max(len(table), 1), _ROWS_SHOWN)
    st.dataframe(table[list(columns)], column_config=columns, hide_index=True, height=height, key="overview_themes")


def _coders(session: Session, counts: Counts) -> None:
    if not counts.by_coder:
        return
    st.subheader(session.say("overview_coders"))
    rows = [(coder_name(session, coder), n) for coder, n in counts.by_coder.items()]
    table = pd.DataFrame(rows, columns=["coder", "n"]).sort_values("n", ascending=False)
    columns = {
        "coder": st.column_config.TextColumn(session.say("coder")),
        "n": st.column_config.NumberColumn(session.say("overview_coder_statements")),
    }
    st.dataframe(table, column_config=columns, hide_index=True, key="overview_coders")


def _share_column(label: str) -> object:
    return st.column_config.ProgressColumn(label, format="%d %%", min_value=0, max_value=100)
