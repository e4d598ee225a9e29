"""Dobbelkoding: draw a batch, code it blind, close it, and settle what the coders differ on, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.adjudication import adjudication
from app.components.conflict import problem
from app.components.links import can_open, jump
from app.components.plain import plain
from app.session import Session
from textmine.errors import TextmineError

if TYPE_CHECKING:
    import pandas as pd


def show(session: Session) -> None:
    """Draw the page."""
    if words := st.session_state.pop("double_coding_said", ""):
        st.success(words)
    frame = session.project.batches.frame()
    _mine(session, frame)
    if not session.may("review"):
        if frame.empty:
            st.info(session.say("double_coding_none"))
        return
    names = [session.say(f"double_coding_tab_{name}") for name in ("batches", "draw", "settle")]
    batches, draw, settle = st.tabs(names)
    with batches:
        _batches(session, frame)
    with draw:
        _draw(session)
    with settle:
        adjudication(session, frame)


def _mine(session: Session, frame: pd.DataFrame) -> None:
    """The user's own open batches, and the way to the queue."""
    own = frame[(frame["coder"] == session.coder) & (frame["state"] == "open")]
    for row in own.to_dict("records"):
        with st.container(border=True):
            words, button = st.columns([6, 2], vertical_alignment="center")
            called = row["name"] or session.say("double_coding_batch", n=row["batch"])
            said = session.say("double_coding_yours", name=called, done=row["done"], n=row["statements"])
            words.progress(row["done"] / max(1, row["statements"]), text=plain(said))
            finished = row["done"] >= row["statements"]
            if can_open("coding") and button.button(
                session.say("double_coding_finished" if finished else "double_coding_go"),
                key=f"double_coding_go_{row['batch']}",
                type="primary",
                disabled=finished,
                width="stretch",
            ):
                st.session_state["coding_wanted"] = {"mode": "batch", "batch": int(row["batch"])}
                jump("coding")


def _batches(session: Session, frame: pd.DataFrame) -> None:
    if frame.empty:
        st.info(session.say("double_coding_none"))
        return
    for number, rows in frame.groupby("batch", sort=False):
        is_open = rows["state"].iloc[0] == "open"
        with st.container(border=True):
            words, button = st.columns([6, 2], vertical_alignment="center")
            called = rows["name"].iloc[0] or session.say("double_coding_batch", n=number)
            state = session.say("double_coding_open" if is_open else "double_coding_closed")
            words.markdown(f"**{plain(called)}** · {state}")
            for row in rows.to_dict("records"):
                words.caption(
                    plain(
                        session.say("double_coding_done_of", coder=row["coder"], done=row["done"], n=row["statements"])
                    )
                )
            if is_open:
                with button.popover(session.say("double_coding_close"), width="stretch"):
                    _close(session, int(str(number)), left=int((rows["statements"] - rows["done"]).sum()))


def _close(session: Session, number: int, left: int) -> None:
    st.write(session.say("double_coding_close_left", n=left) if left else session.say("double_coding_close_help"))
    if st.button(session.say("double_coding_close_do"), type="primary", key=f"double_coding_close_{number}"):
        try:
            session.project.batches.close(number, session.coder, unfinished=bool(left))
        except TextmineError as error:
            problem(session, error)
            return
        st.session_state["double_coding_said"] = session.say("double_coding_was_closed")
        st.rerun()


def _draw(session: Session) -> None:
    coders = session.project.coders.frame()
    people = coders[(coders["kind"] == "person") & (coders["role"] != "reader")]["coder"].tolist()
    if len(people) < 2:
        st.info(session.say("double_coding_needs_two"))
        return
    with st.form("double_coding_form", border=False):
        first, second = st.columns(2)
        chosen = first.multiselect(
            session.say("double_coding_coders"), people, default=people[:2], placeholder=session.say("choose")
        )
        n = second.number_input(session.say("double_coding_n"), 1, 100_000, 50, key="double_coding_n")
        name = first.text_input(session.say("double_coding_name"))
        attributes = list(session.project.glances.attribute_values(50))
        strata = second.selectbox(
            session.say("double_coding_stratify"),
            ["", "wave", "language", *attributes],
            format_func=lambda key: {
                "": session.say("double_coding_random"),
                "wave": session.say("wave"),
                "language": session.say("standard"),
            }.get(key, key),
            help=session.say("double_coding_stratify_help"),
        )
        seed = first.number_input(
            session.say("double_coding_seed"), 0, 1_000_000, 0, help=session.say("double_coding_seed_help")
        )
        if not st.form_submit_button(session.say("double_coding_draw"), type="primary"):
            return
    try:
        session.project.batches.draw(
            int(n), chosen, session.coder, stratify=strata or None, seed=int(seed), name=name.strip()
        )
    except TextmineError as error:
        problem(session, error)
        return
    st.session_state["double_coding_said"] = session.say("double_coding_drawn")
    st.rerun()
