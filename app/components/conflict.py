"""What a user sees when somebody else was first: who, when, what, and what she herself typed."""

from __future__ import annotations

import streamlit as st

from app.components.log_words import conflict_in_words, typed_in_words
from app.problems import in_words
from app.session import Session
from textmine.errors import ConflictError, TextmineError


def problem(session: Session, error: TextmineError) -> None:
    """Say why something was not done; the fields of the page keep what was typed in them."""
    if isinstance(error, ConflictError):
        _conflict(session, error)
        return
    st.error(session.say("not_done"))
    st.text(in_words(error, session.language))


def _conflict(session: Session, error: ConflictError) -> None:
    when = f"{error.when.astimezone():%d.%m.%Y %H:%M}"
    thing, deed = conflict_in_words(session, error)
    st.error(session.say("conflict"))
    st.text(session.say("conflict_by", who=error.who, when=when, thing=thing, what=deed))
    typed = typed_in_words(session, error)
    if typed:
        st.caption(session.say("conflict_typed"))
        for name, value in typed:
            # As code: the user can copy it with one click, and nothing in it is read as Markdown.
            st.code(f"{name}: {value}" if name else value, language=None, wrap_lines=True)
