"""What coders differ on, side by side, to be settled statement by statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.access import fragment, still_here
from app.components.conflict import problem
from app.components.labels import batch_labels, theme_labels
from app.components.plain import plain
from app.components.response_view import Marked, response_view
from app.session import Session
from textmine.coding.codebook import Codebook
from textmine.coding.double import Adjudication
from textmine.errors import TextmineError

if TYPE_CHECKING:
    import pandas as pd


def adjudication(session: Session, frame: pd.DataFrame) -> None:
    """Draw the first unsettled statement of a closed batch."""
    closed = frame[frame["state"] == "closed"].drop_duplicates("batch")
    if closed.empty:
        st.info(session.say("double_coding_none_closed"))
        return
    names = batch_labels(session, closed)
    number = st.selectbox(
        session.say("double_coding_which"),
        list(reversed(names)),
        format_func=lambda each: names[each],
        key="double_coding_which",
    )
    _settle_batch(session, int(number))


@fragment
def _settle_batch(session: Session, number: int) -> None:
    found = session.project.batches.adjudications(number)
    differ = [each for each in found if each.disputed]
    ids = [each.statement_id for each in differ]
    settled = {
        coding.statement_id
        for coding in session.project.codings.values(statements=ids)
        if coding.coder_kind == "adjudication"
    }
    passed = st.session_state.setdefault("double_coding_passed", set())
    left = [each for each in differ if each.statement_id not in settled]
    agreed = len(found) - len(differ)
    st.caption(session.say("double_coding_summary", agreed=agreed, n=len(found), settled=len(settled), left=len(left)))
    if not left:
        st.success(session.say("double_coding_all_settled"))
        return
    # What was put off comes last.
    each = min(left, key=lambda one: one.statement_id in passed)
    _one(session, session.project.codebook(), each)


def _one(session: Session, book: Codebook, each: Adjudication) -> None:
    shown = session.project.queue.lend(session.coder, each.statement_id)
    if shown is None:
        st.info(session.say("coding_taken"))
    else:
        with st.container(border=True):
            response_view(
                shown.response_text,
                [Marked(shown.start, shown.end, "current")],
                {session.say("wave"): shown.wave, **shown.attributes},
                language=shown.language,
                key="double_coding_response",
            )
    columns = st.columns(max(2, len(each.sides)))
    for column, (coder, themes) in zip(columns, each.sides.items(), strict=False):
        with column.container(border=True):
            st.markdown(f"**{plain(coder)}**")
            for name in sorted(themes, key=lambda name: (name in each.disputed, name)):
                mark = ":material/check:" if name in each.agreed else ":orange[:material/help:]"
                st.markdown(f"{mark} {plain(_name(session, book, name))}")
            if not themes:
                st.caption(session.say("double_coding_no_theme"))
            for memo in each.memos.get(coder, ()):
                st.text(f"«{memo}»")
            st.button(
                session.say("double_coding_take"),
                key=f"double_coding_take_{each.statement_id}_{coder}",
                on_click=_take,
                args=(each.statement_id, sorted(themes)),
                width="stretch",
            )
    _decide(session, book, each)


def _decide(session: Session, book: Codebook, each: Adjudication) -> None:
    key = f"double_coding_themes_{each.statement_id}"
    st.session_state.setdefault(key, sorted(each.agreed))
    proposed = sorted(each.agreed | each.disputed)
    others = [theme.id for _, theme in book.tree() if theme.is_active and theme.id not in proposed]
    st.multiselect(
        session.say("double_coding_decision"),
        [*(name for name in proposed if name in book), *others],
        format_func=lambda name: _name(session, book, name),
        key=key,
        placeholder=session.say("choose"),
    )
    st.text_area(session.say("double_coding_why"), key=f"double_coding_memo_{each.statement_id}", height=68)
    with st.container(horizontal=True):
        st.button(
            session.say("double_coding_settle"),
            type="primary",
            key="double_coding_settle",
            on_click=_settle,
            args=(session, each.statement_id),
        )
        st.button(
            session.say("double_coding_later"), key="double_coding_later", on_click=_pass, args=(each.statement_id,)
        )
    if error := st.session_state.pop("double_coding_trouble", None):
        problem(session, error)


def _take(statement_id: str, themes: list[str]) -> None:
    st.session_state[f"double_coding_themes_{statement_id}"] = themes


def _pass(statement_id: str) -> None:
    st.session_state["double_coding_passed"].add(statement_id)


def _settle(session: Session, statement_id: str) -> None:
    if not still_here(session):
        return
    themes = st.session_state[f"double_coding_themes_{statement_id}"]
    memo = str(st.session_state.get(f"double_coding_memo_{statement_id}", "")).strip()
    try:
        memos = dict.fromkeys(themes, memo) if memo else None
        session.project.batches.adjudicate(statement_id, themes, session.coder, memos=memos, version=0)
    except TextmineError as error:
        st.session_state["double_coding_trouble"] = error


def _name(session: Session, book: Codebook, theme_id: str) -> str:
    return theme_labels(session, book).get(theme_id, theme_id)
