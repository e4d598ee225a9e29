"""Enighet: how far coders agree, with intervals, overall and theme by theme."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import data
from app.components.coder_names import coder_name
from app.components.labels import batch_labels, theme_labels
from app.components.numbers import decimal
from app.components.plain import plain
from app.session import Session
from textmine.coding.agreement import Agreement, Figure
from textmine.errors import InputError

_MEASURES = ("percent", "alpha", "ac1", "cohen", "fleiss")


def show(session: Session) -> None:
    """Draw the page."""
    first, second = st.columns(2)
    batch = _batch(session, first)
    coders = session.project.coders.frame()
    chosen = second.multiselect(
        session.say("agreement_coders"),
        coders[coders["kind"] != "adjudication"]["coder"].tolist(),
        format_func=lambda name: coder_name(session, name),
        key="agreement_coders",
        help=session.say("agreement_coders_help"),
        placeholder=session.say("agreement_coders_all"),
    )
    try:
        with st.spinner(session.say("agreement_working")):
            found = data.agreement(session, batch, tuple(chosen))
    except InputError:
        st.info(session.say("agreement_nothing"))
        return
    _overall(session, found)
    _by_theme(session, found)
    with st.expander(session.say("agreement_about")):
        st.markdown(session.say("agreement_explained"))


def _batch(session: Session, place: DeltaGenerator) -> int | None:
    frame = session.project.batches.frame()
    closed = frame[frame["state"] == "closed"].drop_duplicates("batch")
    names = batch_labels(session, closed)
    return place.selectbox(
        session.say("agreement_of"),
        [None, *reversed(names)],
        format_func=lambda each: session.say("agreement_everything") if each is None else names[each],
        key="agreement_batch",
    )


def _overall(session: Session, found: Agreement) -> None:
    st.caption(
        session.say(
            "agreement_basis",
            coders=plain(", ".join(coder_name(session, each) for each in found.coders)),
            n=found.statements,
            respondents=found.respondents,
            left_out=found.left_out,
        )
    )
    figures = (
        ("same_sets", found.same_sets),
        ("masi", found.masi),
        ("alpha", found.pooled.alpha),
        ("ac1", found.pooled.ac1),
    )
    for column, (name, figure) in zip(st.columns(len(figures)), figures, strict=True):
        with column.container(border=True):
            st.metric(
                session.say(f"agreement_{name}"),
                decimal(figure.value, session.language),
                help=session.say(f"agreement_{name}_help"),
            )
            st.caption(_interval(session, figure))


def _by_theme(session: Session, found: Agreement) -> None:
    labels = theme_labels(session, session.project.codebook())
    st.subheader(session.say("agreement_by_theme"))
    rows = []
    for each in sorted(found.themes, key=lambda one: (-one.used, one.theme_id)):
        row = {"theme": labels.get(each.theme_id, each.theme_id), "used": each.used}
        row |= {name: _with_interval(session, getattr(each, name)) for name in _shown(found)}
        rows.append(row)
    columns = {
        "theme": st.column_config.TextColumn(session.say("theme"), width="large"),
        "used": st.column_config.NumberColumn(session.say("agreement_used"), width="small"),
    }
    columns |= {
        name: st.column_config.TextColumn(session.say(f"agreement_{name}"), help=session.say(f"agreement_{name}_help"))
        for name in _shown(found)
    }
    st.dataframe(rows, column_config=columns, hide_index=True, height=38 + 35 * max(1, len(rows)))
    st.caption(session.say("agreement_interval_help", level=f"{100 * found.level:.0f}"))


def _shown(found: Agreement) -> list[str]:
    """Cohen's kappa is for two coders, Fleiss' for more."""
    unwanted = "fleiss" if len(found.coders) == 2 else "cohen"
    return [name for name in _MEASURES if name != unwanted]


def _with_interval(session: Session, figure: Figure) -> str:
    value = decimal(figure.value, session.language)
    return value if value == "–" else f"{value} ({_span(session, figure)})"


def _interval(session: Session, figure: Figure) -> str:
    return session.say("agreement_interval", span=_span(session, figure))


def _span(session: Session, figure: Figure) -> str:
    return f"{decimal(figure.low, session.language)} – {decimal(figure.high, session.language)}"
