"""One quote: why it was picked, original beside redacted, and the decision about it; what is typed is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import streamlit as st

from app.components.conflict import problem
from app.components.plain import plain
from app.components.response_view import Marked, response_view
from app.session import Session
from textmine.errors import TextmineError
from textmine.jobs.quoting import Candidate
from textmine.quotes.editing import check_edit

_DRAFTS, _TROUBLE = "quotes_drafts", "quotes_trouble"
Status = Literal["picked", "approved", "rejected"]
_ICONS = {"approved": ":green[:material/check_circle:]", "rejected": ":gray[:material/block:]"}


def quote_card(session: Session, candidate: Candidate, row: Mapping[str, Any] | None, where: str) -> None:
    """Draw a candidate.

    Parameters
    ----------
    session : Session
    candidate : Candidate
    row : mapping or None
        Its row of ``project.quotes.frame``, where somebody has decided about it.
    where : str
        The list that it stands in.
    """
    name = _name(candidate.theme_id, candidate.statement_id)
    key = f"{where}_{name}"
    with st.container(border=True, key=f"quotes_card_{key}"):
        if candidate.reasons:
            kind = session.say(f"quotes_kind_{candidate.kind}")
            st.markdown(f"**{kind}** · {plain(candidate.reasons[session.language])}")
        _standing(session, row)
        _side_by_side(session, candidate, key)
        if row is not None and row["status"] != "rejected":
            st.caption(session.say("quotes_printed" if row["status"] == "approved" else "quotes_proposed"))
            # As code: it is copied with one click, and nothing in it is read as Markdown.
            st.code(row["edited"] or row["redacted"], language=None, wrap_lines=True)
        if session.may("code"):
            _decide(session, candidate, row, key)
        if error := st.session_state.get(_TROUBLE, {}).pop(name, None):
            problem(session, error)


def drop_drafts(theme_id: str, statement_id: str) -> None:
    """Forget what was typed about a quote."""
    st.session_state.get(_DRAFTS, {}).pop(_name(theme_id, statement_id), None)


def _name(theme_id: str, statement_id: str) -> str:
    return f"{theme_id}_{statement_id}"


def _standing(session: Session, row: Mapping[str, Any] | None) -> None:
    if row is None:
        return
    when = f"{row['time'].to_pydatetime().astimezone():%d.%m.%Y %H:%M}"
    said = plain(session.say(f"quotes_is_{row['status']}", who=row["coder"], when=when))
    st.markdown(f"{_ICONS.get(row['status'], ':gray[:material/edit_note:]')} {said}")


def _side_by_side(session: Session, candidate: Candidate, key: str) -> None:
    masked = candidate.masked
    placeholders = [masked.redacted[start:end] for start, end, _ in masked.redacted_spans]
    before, after = st.columns(2, gap="medium")
    with before:
        st.caption(session.say("quotes_original"))
        titles = [*placeholders, *[""] * len(masked.original_spans)]
        spans = [
            Marked(start, end, "masked", title)
            for (start, end, _), title in zip(masked.original_spans, titles, strict=False)
        ]
        response_view(masked.original, spans, language=candidate.language, key=f"quotes_original_{key}")
    with after:
        st.caption(session.say("quotes_redacted"))
        marks = [Marked(start, end, "masked") for start, end, _ in masked.redacted_spans]
        labels = {"wave": session.say("wave")}
        shown = {labels.get(name, name): value for name, value in candidate.attributes.items()}
        response_view(masked.redacted, marks, shown, language=candidate.language, key=f"quotes_redacted_{key}")


def _decide(session: Session, candidate: Candidate, row: Mapping[str, Any] | None, key: str) -> None:
    """The buttons, and the field where it is edited."""
    status = row["status"] if row is not None else ""
    if status in ("approved", "rejected") and not session.may("review"):
        return
    name = _name(candidate.theme_id, candidate.statement_id)
    has_draft = name in st.session_state.setdefault(_DRAFTS, {})
    editing = st.session_state.get(f"quotes_edit_{key}", has_draft)
    allowed = _field(session, candidate, row, key) if editing else True

    def button(action: str, wanted: Status, **options: Any) -> None:
        st.button(
            session.say(f"quotes_{action}"),
            key=f"quotes_{action}_{key}",
            on_click=_put,
            args=(session, candidate, row, wanted, key),
            **options,
        )

    with st.container(horizontal=True, vertical_alignment="center"):
        if session.may("review"):
            if status != "approved" or has_draft:
                button("approve", "approved", type="primary", disabled=not allowed, icon=":material/check:")
            if status != "rejected":
                button("reject", "rejected", icon=":material/block:")
            if status in ("approved", "rejected"):
                button("reopen", "picked")
        if has_draft and status in ("", "picked"):
            button("save", "picked", disabled=not allowed)
        if has_draft:
            st.button(session.say("quotes_discard"), key=f"quotes_discard_{key}", on_click=_discard, args=(name, key))
        if f"quotes_edit_{key}" not in st.session_state:
            st.session_state[f"quotes_edit_{key}"] = has_draft
        st.toggle(session.say("quotes_edit"), key=f"quotes_edit_{key}")


def _field(session: Session, candidate: Candidate, row: Mapping[str, Any] | None, key: str) -> bool:
    """Draw the field; returns whether what stands in it may be printed."""
    name, field = _name(candidate.theme_id, candidate.statement_id), f"quotes_text_{key}"
    typed = st.session_state[_DRAFTS].get(name)
    if field not in st.session_state or typed is None:
        saved = row["edited"] if row is not None else ""
        st.session_state[field] = typed if typed is not None else saved or candidate.masked.redacted
    st.text_area(
        session.say("quotes_text"),
        key=field,
        help=session.say("quotes_rules"),
        on_change=_typed,
        args=(name, field),
    )
    problems = check_edit(candidate.masked.redacted, st.session_state[field]) if typed is not None else []
    for each in problems:
        show = st.error if each.serious else st.warning
        show(plain(each.text(session.language)), icon=":material/warning:")
    return not any(each.serious for each in problems)


def _typed(name: str, field: str) -> None:
    st.session_state.setdefault(_DRAFTS, {})[name] = st.session_state[field]


def _discard(name: str, key: str) -> None:
    st.session_state[_DRAFTS].pop(name, None)
    st.session_state[f"quotes_edit_{key}"] = False


def _put(session: Session, candidate: Candidate, row: Mapping[str, Any] | None, status: Status, key: str) -> None:
    """Write a decision against the quote as it stood on the screen."""
    name, redacted = _name(candidate.theme_id, candidate.statement_id), candidate.masked.redacted
    saved = str(row["edited"]) if row is not None else ""
    typed = saved
    # What is rejected is not printed: nothing typed has to obey the rules for that.
    if status != "rejected" and st.session_state.get(f"quotes_edit_{key}"):
        # The field itself, since it may be called back about after the button.
        typed = str(st.session_state.get(f"quotes_text_{key}", saved)).strip()
        if any(each.serious for each in check_edit(redacted, typed)):
            st.session_state[_DRAFTS][name] = typed
            return
    try:
        session.project.quotes.put(
            candidate.statement_id,
            candidate.theme_id,
            session.coder,
            redacted=redacted,
            edited=typed,
            status=status,
            version=row["version"] if row is not None else 0,
        )
    except TextmineError as error:
        st.session_state.setdefault(_TROUBLE, {})[name] = error
        return
    st.session_state.get(_DRAFTS, {}).pop(name, None)
    for where in ("picks", "decided"):
        st.session_state.pop(f"quotes_edit_{where}_{name}", None)
