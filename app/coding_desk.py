"""The statement on a coder's desk, with what she chose and has not saved; kept in the state of her window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from app.session import Session
from app.windows import showing
from textmine.coding.codings import CoderKind, Coding
from textmine.errors import TextmineError
from textmine.store.codings import Seen
from textmine.store.glances import Neighbour
from textmine.store.leases import Next

_ITEM, _AROUND, _SEEN, _CHOSEN, _SAID, _DONE = (
    f"coding_{name}" for name in ("item", "around", "seen", "chosen", "said", "done")
)


def item() -> Next | None:
    """The statement on the desk."""
    return st.session_state.get(_ITEM)


def around() -> list[Neighbour]:
    """All statements of its response."""
    return st.session_state.get(_AROUND, [])


def chosen() -> list[str]:
    """Themes chosen and not saved yet, in the order they were chosen."""
    return st.session_state.setdefault(_CHOSEN, [])


def done() -> int:
    """Statements coded in this window."""
    return st.session_state.get(_DONE, 0)


def said() -> tuple[str, str]:
    """Kind (``done`` or ``trouble``) and words of what is to be told about the last action."""
    return st.session_state.get(_SAID, ("", ""))


def seen_version() -> int:
    """Version of the coder's own codings as she saw them."""
    seen: Seen | None = st.session_state.get(_SEEN)
    return seen.version if seen else 0


def count_done(change: int) -> None:
    """Count statements that were coded, or are not any more."""
    st.session_state[_DONE] = max(0, done() + change)


def choose(theme_ids: Sequence[str]) -> None:
    """Have these themes chosen."""
    st.session_state[_CHOSEN] = list(theme_ids)


def codings_of(kind: CoderKind) -> list[Coding]:
    """Codings of the statement that the coder may see, by persons, models or settlements."""
    seen = st.session_state.get(_SEEN)
    return [coding for coding in seen.codings if coding.coder_kind == kind] if seen else []


def suggestions(coder: str) -> list[Coding]:
    """What models suggest and this coder has not rejected, the surest first."""
    rejected = {each.theme_id for each in codings_of("person") if each.coder == coder and each.status == "rejected"}
    best: dict[str, Coding] = {}
    for each in codings_of("model"):
        if each.status != "rejected" and each.theme_id not in rejected:
            other = best.get(each.theme_id)
            if other is None or (each.confidence or 0) > (other.confidence or 0):
                best[each.theme_id] = each
    return sorted(best.values(), key=lambda each: (-(each.confidence or 0), each.theme_id))


def memo_key() -> str:
    """Key of the memo field of this statement: each has its own, so that what was typed stays with it."""
    return f"coding_memo_{item().statement_id}" if item() else "coding_memo"


def tell(kind: str, words: str) -> None:
    """Tell something above the statement until the next action."""
    st.session_state[_SAID] = (kind, words)


def take_next(session: Session) -> None:
    """Put the next statement of the queue on the desk."""
    queue = queue_wanted()

    def pick(elsewhere: list[str]) -> str | None:
        found = None
        if queue is not None:
            found = session.project.next_statement(session.coder, leave_out=elsewhere, **queue)
        _put(session, found)
        return found.statement_id if found else None

    try:
        showing(session, pick)
    except TextmineError as error:
        tell("trouble", session.say("coding_failed", why=error))
        _put(session, None)


def open_statement(session: Session, statement_id: str) -> bool:
    """Put a certain statement on the desk; whether nobody else has it."""
    found = session.project.queue.lend(session.coder, statement_id)
    if found is None:
        return False
    _put(session, found)
    showing(session, lambda _: statement_id)
    return True


def queue_wanted() -> dict[str, Any] | None:
    """What the queue is asked for, as the page's choices say; None where a choice is missing."""
    state = st.session_state
    mode = state.get("coding_mode", "uncertain")
    if mode == "verify":
        return {"mode": mode, "theme": state["coding_theme"]} if state.get("coding_theme") else None
    if mode == "search":
        return {"mode": mode, "query": state["coding_query"]} if state.get("coding_query", "").strip() else None
    if mode == "batch":
        return {"mode": mode, "batch": state["coding_batch"]} if state.get("coding_batch") is not None else None
    return {"mode": mode}


def clear_desk() -> None:
    """Forget the statement, so that the next run takes one; what was typed in memo fields stays."""
    for key in (_ITEM, _AROUND, _SEEN, _CHOSEN, _SAID):
        st.session_state.pop(key, None)


def beside(step: int) -> Neighbour | None:
    """The statement after or before the one on the desk, in the same response."""
    current, statements = item(), around()
    ids = [each.statement_id for each in statements]
    if current is None or current.statement_id not in ids:
        return None
    place = ids.index(current.statement_id) + step
    return statements[place] if 0 <= place < len(statements) else None


def _put(session: Session, found: Next | None) -> None:
    st.session_state[_ITEM] = found
    st.session_state[_CHOSEN] = []
    if found is None:
        st.session_state[_AROUND], st.session_state[_SEEN] = [], None
        return
    st.session_state[_AROUND] = session.project.glances.neighbours(found.response_id)
    look_again(session)
    mine = [each for each in codings_of("person") if each.coder == session.coder and each.status == "accepted"]
    st.session_state[_CHOSEN] = [each.theme_id for each in mine]
    if memo := next((each.memo for each in mine if each.memo), ""):
        st.session_state.setdefault(memo_key(), memo)


def look_again(session: Session) -> None:
    """Read again what the coder sees of the statement."""
    current = item()
    if current is not None:
        st.session_state[_SEEN] = session.project.codings.seen(current.statement_id, session.coder)


def theme_to_verify() -> str:
    """The theme whose suggestions are being verified; empty in other queues."""
    state = st.session_state
    return state.get("coding_theme") or "" if state.get("coding_mode") == "verify" else ""
