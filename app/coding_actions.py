"""What a coder does with the statement on her desk: each action is one write, and nothing she typed is lost by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from app import coding_desk as desk
from app.session import Session
from textmine.coding.codings import CodingStatus
from textmine.errors import ConflictError, TextmineError
from textmine.store.leases import Next

_INTENDED = "coding_intended"
SURE_ENOUGH = 0.5
"""Confidence from which a suggestion is accepted with the others."""


def intend(work: Callable[..., None], *args: object, **options: object) -> None:
    """Note what a key or button asked for, for `carry_out`."""
    st.session_state.setdefault(_INTENDED, []).append((work, args, options))


def carry_out() -> None:
    """Do what was asked for since the page was drawn, in the order in which the keys were pressed.

    Streamlit gathers keys that are pressed faster than it draws into one run, and calls back for the latest of them
    first: without this, a quick «2, Enter» would save without the theme and put it on the next statement.
    """
    for work, args, options in reversed(st.session_state.pop(_INTENDED, [])):
        work(*args, **options)


def guarded(session: Session, work: Callable[[], str]) -> bool:
    """Do something that may fail; tell its result, or why it failed. Whether it was done."""
    try:
        desk.tell("done", work())
    except ConflictError as error:
        when = f"{error.when:%H:%M}"
        desk.tell("trouble", session.say("coding_conflict", who=error.who, when=when, what=error.what))
        desk.look_again(session)
        return False
    except TextmineError as error:
        desk.tell("trouble", session.say("coding_failed", why=error))
        return False
    return True


def toggle(session: Session, theme_id: str) -> None:
    """Choose a theme or leave it again; in quick coding save it at once."""
    themes = desk.chosen()
    desk.tell("", "")
    if theme_id in themes:
        themes.remove(theme_id)
        return
    themes.append(theme_id)
    if st.session_state.get("coding_quick"):
        save(session)


def choose_others(key: str, keyed: Sequence[str]) -> None:
    """Take over the themes chosen in the list of those that have no key."""
    picked = st.session_state[key]
    kept = [theme for theme in desk.chosen() if theme in keyed or theme in picked]
    desk.choose([*kept, *(theme for theme in picked if theme not in kept)])


def save(session: Session, *, nothing: bool = False) -> None:
    """Save exactly the chosen themes, or that none fits, and take the next statement."""
    current, themes = desk.item(), [] if nothing else list(desk.chosen())
    memo = str(st.session_state.get(desk.memo_key(), "")).strip()
    if current is None:
        return
    if not themes and not nothing:
        desk.tell("trouble", session.say("coding_choose_first"))
        return
    if memo and not themes:
        desk.tell("trouble", session.say("coding_memo_needs_theme"))
        return

    def work() -> str:
        session.project.codings.save(
            current.statement_id,
            themes,
            session.coder,
            memos={themes[0]: memo} if memo else None,
            version=desk.seen_version(),
        )
        return session.say("coding_saved", themes=names(session, themes) or session.say("coding_no_theme"))

    if guarded(session, work):
        desk.count_done(1)
        desk.take_next(session)


def accept_all(session: Session) -> None:
    """Accept what is suggested: the theme to verify, or all that is at least as likely as not."""
    if desk.theme_to_verify():
        _settle(session, desk.theme_to_verify(), "accepted")
        return
    for each in desk.suggestions(session.coder):
        if (each.confidence is None or each.confidence >= SURE_ENOUGH) and each.theme_id not in desk.chosen():
            desk.chosen().append(each.theme_id)
    save(session)


def reject_all(session: Session) -> None:
    """Reject the theme to verify and go on, or every suggestion that is not chosen and stay."""
    if desk.theme_to_verify():
        _settle(session, desk.theme_to_verify(), "rejected")
        return
    for each in desk.suggestions(session.coder):
        if each.theme_id not in desk.chosen():
            reject(session, each.theme_id)


def reject(session: Session, theme_id: str) -> None:
    """Say that a suggested theme does not fit."""
    current = desk.item()
    if current is None:
        return

    def work() -> str:
        session.project.codings.set(current.statement_id, theme_id, session.coder, "rejected")
        return session.say("coding_rejected", themes=names(session, [theme_id]))

    if guarded(session, work):
        if theme_id in desk.chosen():
            desk.chosen().remove(theme_id)
        desk.look_again(session)


def skip(session: Session) -> None:
    """Pass over the statement."""
    current = desk.item()
    if current is not None and guarded(session, lambda: _skipped(session, current)):
        desk.take_next(session)


def bring_back(session: Session) -> None:
    """Put what was skipped back into the queue."""
    session.project.queue.bring_back(session.coder)
    desk.take_next(session)


def undo(session: Session) -> None:
    """Take back the last thing the coder did, and show the statement it was about."""
    _back_and_forth(session, session.project.history.undo, "coding_undone", -1)


def redo(session: Session) -> None:
    """Do again what was undone last."""
    _back_and_forth(session, session.project.history.redo, "coding_redone", 1)


def join(session: Session, step: int) -> None:
    """Join the statement with the one after (1) or before (-1) it."""
    current = desk.item()
    neighbour = desk.beside(step)
    if current is None or neighbour is None:
        return

    def work() -> str:
        pair = [current.statement_id, neighbour.statement_id]
        versions = {current.statement_id: current.version, neighbour.statement_id: neighbour.version}
        (whole,) = session.project.boundaries.join(pair, session.coder, versions=versions)
        desk.open_statement(session, whole)
        return session.say("coding_joined")

    guarded(session, work)


def names(session: Session, theme_ids: Sequence[str]) -> str:
    """Names of themes, with commas."""
    book = session.project.codebook()
    return ", ".join(theme.name(session.language) for each in theme_ids if (theme := book.get(each)))


def _settle(session: Session, theme_id: str, status: CodingStatus) -> None:
    current = desk.item()
    if current is None:
        return

    def work() -> str:
        session.project.codings.set(current.statement_id, theme_id, session.coder, status)
        key = "coding_saved" if status == "accepted" else "coding_rejected"
        return session.say(key, themes=names(session, [theme_id]))

    if guarded(session, work):
        desk.count_done(1)
        desk.take_next(session)


def _skipped(session: Session, current: Next) -> str:
    session.project.queue.skip(session.coder, current.statement_id)
    return session.say("coding_skipped")


def _back_and_forth(session: Session, move: Callable[[str], Any], words: str, count: int) -> None:
    def work() -> str:
        step = move(session.coder)
        if step is None:
            return session.say("coding_nothing_to_undo")
        if step.action in ("coding.save", "coding.accepted"):
            desk.count_done(count)
        if not step.action.startswith(("coding.", "statement.")):
            return session.say(f"{words}_elsewhere")
        several = step.about.get("statements")
        about = step.about.get("statement") or (several[0] if isinstance(several, list) and several else "")
        if not (about and _opens(session, str(about))):
            desk.take_next(session)
        return session.say(words)

    guarded(session, work)


def _opens(session: Session, statement_id: str) -> bool:
    try:
        return desk.open_statement(session, statement_id)
    except TextmineError:
        return False
