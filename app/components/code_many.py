"""Coding many statements at once, with a theme of the codebook or a new one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.components import undo_offer
from app.components.conflict import problem
from app.components.labels import theme_labels
from app.session import Session
from textmine.coding.codebook import Codebook, Theme, Wording
from textmine.coding.operations import add
from textmine.errors import TextmineError

_NEW = ""


def code_many(session: Session, statement_ids: Sequence[str], key: str) -> None:
    """Draw the choice of theme and the buttons for these statements; draws nothing for who may not code."""
    if not session.may("code"):
        return
    book = session.project.codebook()
    active = [theme.id for _, theme in book.tree() if theme.is_active]
    options = [*active, _NEW] if session.may("review") else active
    if not options:
        return
    labels = theme_labels(session, book)
    first, second, third, fourth = st.columns([4, 4, 2, 2], vertical_alignment="bottom")
    theme_id = first.selectbox(
        session.say("theme"),
        options,
        format_func=lambda name: labels[name] if name else session.say("many_new"),
        key=f"{key}_theme",
    )
    name = second.text_input(session.say("many_new_name"), key=f"{key}_name") if theme_id == _NEW else ""
    ready = bool(statement_ids) and (theme_id != _NEW or bool(name.strip()))
    n = len(statement_ids)
    if third.button(
        session.say("many_code", n=n) if n else session.say("many_code_none"),
        type="primary",
        disabled=not ready,
        key=f"{key}_code",
        width="stretch",
    ):
        _code(session, book, statement_ids, theme_id, name.strip())
    if theme_id != _NEW and fourth.button(
        session.say("many_reject"), disabled=not ready, key=f"{key}_reject", width="stretch"
    ):
        _code(session, book, statement_ids, theme_id, "", rejected=True)


def _code(
    session: Session, book: Codebook, statement_ids: Sequence[str], theme_id: str, name: str, *, rejected: bool = False
) -> None:
    since = undo_offer.mark(session)
    try:
        if not theme_id:
            change = add(book, Theme("", Wording(**{session.language: name})))
            session.project.codebooks.apply(change, session.coder)
            (theme_id,) = change.theme_ids
        status = "rejected" if rejected else "accepted"
        session.project.codings.set(list(statement_ids), theme_id, session.coder, status)
    except TextmineError as error:
        problem(session, error)
        return
    undo_offer.keep(session, session.say("many_rejected" if rejected else "many_coded", n=len(statement_ids)), since)
    st.rerun()
