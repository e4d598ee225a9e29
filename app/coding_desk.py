"""The statement on a coder's desk, with what she chose and has not saved; one desk for each of her windows.

Streamlit may break off a run, and start it anew, wherever it draws something or reads its session state, callbacks
included, and may even begin the next run beside the last. The desk is therefore an object of its own: keys and
buttons only note what they ask for, and all of it is done in one go, under the desk's lock, without a look at the
session state, so that nothing can be broken off half-way or be lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, Literal

import streamlit as st

from app.session import Session
from app.windows import showing
from textmine.coding.codings import CoderKind, Coding
from textmine.errors import TextmineError
from textmine.store.codings import Seen
from textmine.store.glances import Neighbour
from textmine.store.leases import Next

When = Literal["choose", "conclude", "afterwards"]
_ORDER: tuple[When, ...] = ("choose", "conclude", "afterwards")


@dataclass(frozen=True)
class Fields:
    """What stands in the fields of the page when the wishes are carried out.

    Attributes
    ----------
    queue : dict of str to object, optional
        What the project's queue is asked for; None where a choice is missing.
    memo : str
        Typed beside the statement on the desk.
    others : tuple of str, optional
        Themes chosen in the list of those that have no key; None where there is no such list.
    quick : bool
        Whether a theme's key saves at once.
    """

    queue: dict[str, Any] | None = None
    memo: str = ""
    others: tuple[str, ...] | None = None
    quick: bool = False

    @property
    def theme_to_verify(self) -> str:
        """The theme whose suggestions are being verified; empty in other queues."""
        return str(self.queue["theme"]) if self.queue and self.queue["mode"] == "verify" else ""


@dataclass(frozen=True)
class Wish:
    """What a key or button asked for, about the statement that was on the screen."""

    work: Callable[..., None]
    arguments: tuple[object, ...]
    statement_id: str
    when: When


@dataclass
class Desk:
    """What lies on the desk of one window.

    Attributes
    ----------
    item : Next, optional
        The statement.
    around : list of Neighbour
        All statements of its response.
    seen : Seen, optional
        Its codings as the coder saw them.
    chosen : list of str
        Themes chosen and not saved yet, in the order they were chosen.
    memo : str
        What the coder wrote about the statement earlier.
    said : tuple of str
        Kind (``done`` or ``trouble``) and words of what is to be told about the last action.
    done : int
        Statements coded in this window.
    shown : str
        The statement that was drawn last.
    fields : Fields
    """

    item: Next | None = None
    around: list[Neighbour] = field(default_factory=list)
    seen: Seen | None = None
    chosen: list[str] = field(default_factory=list)
    memo: str = ""
    said: tuple[str, str] = ("", "")
    done: int = 0
    shown: str = ""
    fields: Fields = Fields()
    _wishes: list[Wish] = field(default_factory=list)
    _lock: RLock = field(default_factory=RLock)

    def intend(self, when: When, work: Callable[..., None], *arguments: object) -> None:
        """Note what a key or button asked for, for `carry_out`."""
        self._wishes.append(Wish(work, arguments, self.shown, when))

    def carry_out(self, session: Session, fields: Fields) -> None:
        """Do what was asked for since the page was drawn, and see that a statement lies on the desk.

        Keys pressed faster than the page is drawn come in no certain order, and together or one by one. A key counts
        for the statement that was on the screen: themes are chosen before it is saved, and what comes when another
        statement has taken its place is dropped, since nobody codes what she has not seen.
        """
        with self._lock:
            self.fields = fields
            wishes, self._wishes = self._wishes, []
            for wish in sorted(wishes, key=lambda wish: _ORDER.index(wish.when)):
                here = self.item.statement_id if self.item else ""
                if wish.when == "afterwards" or wish.statement_id == here:
                    wish.work(self, session, *wish.arguments)
            if self.item is None:
                self.take_next(session)

    def seen_version(self) -> int:
        """Version of the coder's own codings as she saw them."""
        return self.seen.version if self.seen else 0

    def count_done(self, change: int) -> None:
        """Count statements that were coded, or are not any more."""
        self.done = max(0, self.done + change)

    def codings_of(self, kind: CoderKind) -> list[Coding]:
        """Codings of the statement that the coder may see, by persons, models or settlements."""
        return [coding for coding in self.seen.codings if coding.coder_kind == kind] if self.seen else []

    def suggestions(self, coder: str) -> list[Coding]:
        """What models suggest and this coder has not rejected, the surest first."""
        own = [each for each in self.codings_of("person") if each.coder == coder]
        rejected = {each.theme_id for each in own if each.status == "rejected"}
        best: dict[str, Coding] = {}
        for each in self.codings_of("model"):
            if each.status != "rejected" and each.theme_id not in rejected:
                other = best.get(each.theme_id)
                if other is None or (each.confidence or 0) > (other.confidence or 0):
                    best[each.theme_id] = each
        return sorted(best.values(), key=lambda each: (-(each.confidence or 0), each.theme_id))

    def beside(self, step: int) -> Neighbour | None:
        """The statement after or before the one on the desk, in the same response."""
        ids = [each.statement_id for each in self.around]
        if self.item is None or self.item.statement_id not in ids:
            return None
        place = ids.index(self.item.statement_id) + step
        return self.around[place] if 0 <= place < len(ids) else None

    def tell(self, kind: str, words: str) -> None:
        """Tell something above the statement until the next action."""
        self.said = (kind, words)

    def take_next(self, session: Session) -> None:
        """Put the next statement of the queue on the desk."""
        queue = self.fields.queue

        def pick(elsewhere: list[str]) -> str | None:
            found = None
            if queue is not None:
                found = session.project.next_statement(session.coder, leave_out=elsewhere, **queue)
            self._put(session, found)
            return found.statement_id if found else None

        try:
            showing(session, pick)
        except TextmineError as error:
            self.tell("trouble", session.say("coding_failed", why=error))
            self._put(session, None)

    def open_statement(self, session: Session, statement_id: str) -> bool:
        """Put a certain statement on the desk; whether nobody else has it."""
        found = session.project.queue.lend(session.coder, statement_id)
        if found is None:
            return False
        self._put(session, found)
        showing(session, lambda _: statement_id)
        return True

    def look_again(self, session: Session) -> None:
        """Read again what the coder sees of the statement."""
        if self.item is not None:
            self.seen = session.project.codings.seen(self.item.statement_id, session.coder)

    def clear(self) -> None:
        """Forget the statement, so that the next run takes one."""
        with self._lock:
            self.item, self.seen, self.said = None, None, ("", "")
            self.around, self.chosen, self._wishes = [], [], []

    def _put(self, session: Session, found: Next | None) -> None:
        self.item, self.memo = found, ""
        self.around, self.chosen, self.seen = [], [], None
        if found is None:
            return
        self.around = session.project.glances.neighbours(found.response_id)
        self.look_again(session)
        mine = [each for each in self.codings_of("person") if each.coder == session.coder and each.status == "accepted"]
        self.chosen = [each.theme_id for each in mine]
        self.memo = next((each.memo for each in mine if each.memo), "")


def the_desk() -> Desk:
    """The desk of this window."""
    desk: Desk = st.session_state.setdefault("coding_desk", Desk())
    return desk


def memo_key(statement_id: str) -> str:
    """Key of the memo field of a statement: each has its own, so that what was typed stays with it."""
    return f"coding_memo_{statement_id}"


def others_key(statement_id: str) -> str:
    """Key of the list of themes that have no key on the keyboard."""
    return f"coding_others_{statement_id}"


def read_fields(statement_id: str) -> Fields:
    """What stands in the fields of the page, where this statement is on it."""
    state = st.session_state
    others = state.get(others_key(statement_id))
    return Fields(
        _queue_wanted(),
        str(state.get(memo_key(statement_id), "")).strip(),
        None if others is None else tuple(others),
        bool(state.get("coding_quick")),
    )


def _queue_wanted() -> dict[str, Any] | None:
    state = st.session_state
    mode = state.get("coding_mode", "uncertain")
    if mode == "verify":
        return {"mode": mode, "theme": state["coding_theme"]} if state.get("coding_theme") else None
    if mode == "search":
        return {"mode": mode, "query": state["coding_query"]} if state.get("coding_query", "").strip() else None
    if mode == "batch":
        return {"mode": mode, "batch": state["coding_batch"]} if state.get("coding_batch") is not None else None
    return {"mode": mode}
