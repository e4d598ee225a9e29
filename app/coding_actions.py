"""What a coder does with the statement on her desk: each action is one write, and nothing she typed is lost by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.coding_desk import Desk
from app.components.log_words import conflict_in_words
from app.session import Session
from textmine.coding.codings import SURE_ENOUGH, CodingStatus
from textmine.errors import ConflictError, TextmineError
from textmine.store.leases import Next


def guarded(desk: Desk, session: Session, work: Callable[[], str]) -> bool:
    """Do something that may fail; tell its result, or why it failed. Whether it was done."""
    try:
        desk.tell("done", work())
    except ConflictError as error:
        when = f"{error.when.astimezone():%H:%M}"
        _, deed = conflict_in_words(session, error)
        desk.tell("trouble", session.say("coding_conflict", who=error.who, when=when, what=deed))
        desk.look_again(session)
        return False
    except TextmineError as error:
        desk.tell("trouble", session.say("coding_failed", why=error))
        return False
    return True


def toggle(desk: Desk, session: Session, theme_id: str) -> None:
    """Choose a theme or leave it again; in quick coding save it at once."""
    themes = desk.chosen
    desk.tell("", "")
    if theme_id in themes:
        themes.remove(theme_id)
        return
    themes.append(theme_id)
    if desk.fields.quick:
        save(desk, session)


def choose_others(desk: Desk, session: Session, keyed: Sequence[str]) -> None:  # noqa: ARG001 - as all wishes
    """Take over the themes chosen in the list of those that have no key."""
    picked = desk.fields.others or ()
    kept = [theme for theme in desk.chosen if theme in keyed or theme in picked]
    desk.chosen = [*kept, *(theme for theme in picked if theme not in kept)]


def save(desk: Desk, session: Session, *, nothing: bool = False) -> None:
    """Save exactly the chosen themes, or that none fits, and take the next statement."""
    current, themes = desk.item, [] if nothing else list(desk.chosen)
    memo = desk.fields.memo
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

    if guarded(desk, session, work):
        desk.count_done(1)
        desk.take_next(session)


def save_none(desk: Desk, session: Session) -> None:
    """Save that no theme fits."""
    save(desk, session, nothing=True)


def accept_all(desk: Desk, session: Session) -> None:
    """Accept what is suggested: the theme to verify, or all that is at least as likely as not."""
    if desk.fields.theme_to_verify:
        _settle(desk, session, desk.fields.theme_to_verify, "accepted")
        return
    for each in desk.suggestions(session.coder):
        if (each.confidence is None or each.confidence >= SURE_ENOUGH) and each.theme_id not in desk.chosen:
            desk.chosen.append(each.theme_id)
    save(desk, session)


def reject_all(desk: Desk, session: Session) -> None:
    """Reject the theme to verify and go on, or every suggestion that is not chosen and stay."""
    if desk.fields.theme_to_verify:
        _settle(desk, session, desk.fields.theme_to_verify, "rejected")
        return
    for each in desk.suggestions(session.coder):
        if each.theme_id not in desk.chosen:
            reject(desk, session, each.theme_id)


def reject(desk: Desk, session: Session, theme_id: str) -> None:
    """Say that a suggested theme does not fit."""
    current = desk.item
    if current is None:
        return

    def work() -> str:
        session.project.codings.set(current.statement_id, theme_id, session.coder, "rejected")
        return session.say("coding_rejected", themes=names(session, [theme_id]))

    if guarded(desk, session, work):
        if theme_id in desk.chosen:
            desk.chosen.remove(theme_id)
        desk.look_again(session)


def skip(desk: Desk, session: Session) -> None:
    """Pass over the statement."""
    current = desk.item
    if current is not None and guarded(desk, session, lambda: _skipped(session, current)):
        desk.take_next(session)


def bring_back(desk: Desk, session: Session) -> None:
    """Put what was skipped back into the queue."""

    def work() -> str:
        session.project.queue.bring_back(session.coder)
        return ""

    if guarded(desk, session, work):
        desk.take_next(session)


def undo(desk: Desk, session: Session) -> None:
    """Take back the last thing the coder did, and show the statement it was about."""
    _back_and_forth(desk, session, session.project.history.undo, "coding_undone", -1)


def redo(desk: Desk, session: Session) -> None:
    """Do again what was undone last."""
    _back_and_forth(desk, session, session.project.history.redo, "coding_redone", 1)


def join(desk: Desk, session: Session, step: int) -> None:
    """Join the statement with the one after (1) or before (-1) it."""
    current = desk.item
    neighbour = desk.beside(step)
    if current is None or neighbour is None:
        return

    def work() -> str:
        pair = [current.statement_id, neighbour.statement_id]
        versions = {current.statement_id: current.version, neighbour.statement_id: neighbour.version}
        (whole,) = session.project.boundaries.join(pair, session.coder, versions=versions)
        desk.open_statement(session, whole)
        return session.say("coding_joined")

    guarded(desk, session, work)


def names(session: Session, theme_ids: Sequence[str]) -> str:
    """Names of themes, with commas."""
    book = session.project.codebook()
    return ", ".join(theme.name(session.language) for each in theme_ids if (theme := book.get(each)))


def _settle(desk: Desk, session: Session, theme_id: str, status: CodingStatus) -> None:
    current = desk.item
    if current is None:
        return

    def work() -> str:
        session.project.codings.set(current.statement_id, theme_id, session.coder, status)
        key = "coding_saved" if status == "accepted" else "coding_rejected"
        return session.say(key, themes=names(session, [theme_id]))

    if guarded(desk, session, work):
        desk.count_done(1)
        desk.take_next(session)


def _skipped(session: Session, current: Next) -> str:
    session.project.queue.skip(session.coder, current.statement_id)
    return session.say("coding_skipped")


def _back_and_forth(desk: Desk, session: Session, move: Callable[[str], Any], words: str, count: int) -> None:
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
        if not (about and _opens(desk, session, str(about))):
            desk.take_next(session)
        return session.say(words)

    guarded(desk, session, work)


def _opens(desk: Desk, session: Session, statement_id: str) -> bool:
    try:
        return desk.open_statement(session, statement_id)
    except TextmineError:
        return False
