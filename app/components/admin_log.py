"""The log of the project, and undo of what the user did herself."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app.components.conflict import problem
from app.components.log_words import about_in_words, action_in_words, entry_in_words, theme_names
from app.components.paging import page_of
from app.session import Session
from textmine.errors import TextmineError

_SIZE = 25
_MESSAGE = "administration_message"


def show(session: Session) -> None:
    """Draw undo and redo, and the log a page at a time."""
    _buttons(session)
    everybody = session.say("administration_everybody")
    people = sorted(session.project.history.coders())
    chosen = st.selectbox(
        session.say("administration_log_of"),
        ["", *people],
        format_func=lambda name: name or everybody,
        width=320,
        key="administration_log_of",
    )
    history = session.project.history
    first = page_of(session, history.count(coder=chosen or None), _SIZE, "administration_log_page")
    entries = history.frame(coder=chosen or None, limit=_SIZE, offset=first)
    rows = _table(session, entries)
    if rows:
        _undo_chosen(session, entries.iloc[rows[0]])
    else:
        st.caption(session.say("administration_choose_entry"))


def _table(session: Session, entries: pd.DataFrame) -> list[int]:
    names = theme_names(session)
    pairs = list(zip(entries["action"], entries["about"], strict=True))
    table = pd.DataFrame(
        {
            "id": entries["id"],
            "time": entries["time"],
            "coder": entries["coder"],
            "what": [entry_in_words(session, action, about) for action, about in pairs],
            "about": [about_in_words(session, about, names) for _, about in pairs],
        }
    )
    columns = {
        "id": st.column_config.NumberColumn(session.say("administration_number"), width="small"),
        "time": st.column_config.DatetimeColumn(session.say("administration_time"), format="DD.MM.YYYY HH:mm"),
        "coder": st.column_config.TextColumn(session.say("coder")),
        "what": st.column_config.TextColumn(session.say("administration_what")),
        "about": st.column_config.TextColumn(session.say("administration_about"), width="large"),
    }
    event = st.dataframe(
        table,
        column_config=columns,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="administration_log",
    )
    return list(event["selection"]["rows"])


def _buttons(session: Session) -> None:
    history = session.project.history
    undo, redo = history.next_undo(session.coder), history.next_redo(session.coder)
    left, right = st.columns(2)
    if undo is not None:
        label = session.say("administration_undo_last", what=action_in_words(session, undo.action))
        if left.button(label, icon=":material/undo:", key="administration_undo_last"):
            _move(session, None, back=True)
    if redo is not None:
        label = session.say("administration_redo_last", what=action_in_words(session, redo.action))
        if right.button(label, icon=":material/redo:", key="administration_redo_last"):
            _move(session, None, back=False)


def _undo_chosen(session: Session, entry: pd.Series) -> None:
    if entry["coder"] != session.coder:
        st.caption(session.say("administration_choose_entry"))
        return
    what = action_in_words(session, entry["action"])
    label = session.say("administration_undo_entry", n=entry["id"], what=what)
    if st.button(label, icon=":material/undo:", key="administration_undo_entry"):
        _move(session, int(entry["id"]), back=True)


def _move(session: Session, entry: int | None, *, back: bool) -> None:
    history = session.project.history
    try:
        step = history.undo(session.coder, entry) if back else history.redo(session.coder, entry)
    except TextmineError as error:
        problem(session, error)
        return
    if step is not None:
        key = "administration_undone" if back else "administration_redone"
        st.session_state[_MESSAGE] = session.say(key, what=action_in_words(session, step.action))
    st.rerun()
