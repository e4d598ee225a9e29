"""What was just done, told on the next run of the page, with a button that takes it back."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from app.access import still_here
from app.components.log_words import action_in_words, conflict_in_words
from app.components.plain import plain
from app.session import Session
from textmine.errors import ConflictError, TextmineError

_KEY = "just_done"
_MOST = 10
"""Entries of the log that one thing a user does may write."""


@dataclass(frozen=True)
class _Done:
    words: str
    entries: tuple[int, ...] = ()
    failed: bool = False


def mark(session: Session) -> int:
    """Where the log stands before something is done, for `keep`."""
    return session.project.history.latest()


def keep(session: Session, words: str, since: int) -> None:
    """Have something told on the next run, and what the user has written since then offered to be taken back."""
    entries = session.project.history.frame(coder=session.coder, limit=_MOST)["id"]
    st.session_state[_KEY] = _Done(words, tuple(int(each) for each in entries if each > since))


def tell(session: Session) -> None:
    """Draw it, once."""
    done: _Done | None = st.session_state.pop(_KEY, None)
    if done is None:
        return
    if done.failed:
        st.warning(plain(done.words), icon=":material/warning:")
        return
    words, button = st.columns([6, 1], vertical_alignment="center")
    words.success(plain(done.words))
    if done.entries:
        button.button(
            session.say("coding_undo"),
            icon=":material/undo:",
            key="just_done_undo",
            width="stretch",
            on_click=_undo,
            args=(session, done.entries),
        )


def _undo(session: Session, entries: tuple[int, ...]) -> None:
    if not still_here(session):
        return
    said = []
    try:
        # The newest first, as they are in the log.
        for entry in entries:
            if step := session.project.history.undo(session.coder, entry):
                said.append(action_in_words(session, step.action))
    except ConflictError as error:
        thing, deed = conflict_in_words(session, error)
        when = f"{error.when.astimezone():%H:%M}"
        told = session.say("conflict_by", who=error.who, when=when, thing=thing, what=deed)
        st.session_state[_KEY] = _Done(session.say("coding_failed", why=told), failed=True)
        return
    except TextmineError as error:
        st.session_state[_KEY] = _Done(session.say("coding_failed", why=error), failed=True)
        return
    st.session_state[_KEY] = _Done(session.say("administration_undone", what=", ".join(dict.fromkeys(said))))
