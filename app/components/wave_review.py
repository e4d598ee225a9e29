"""What a model left to people: statements to read, and proposed new themes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.access import fragment
from app.components.conflict import problem
from app.components.links import can_open, jump
from app.components.numbers import percent
from app.components.paging import page_of
from app.components.plain import plain
from app.components.wave_model import name_of
from app.session import Session
from app.wave_data import Results
from textmine.coding.codebook import Wording
from textmine.errors import TextmineError
from textmine.jobs.wave_review import made_themes, make_theme, put_first, to_read

REASONS = ("novel", "no_theme", "unsure", "split")
PAGE = 25
SHOWN = 8


@fragment
def review(session: Session, found: Results, *, sampled: bool) -> None:
    """Draw the statements that a person should decide on, by why, and the way to the queue."""
    st.markdown(session.say("new_wave_review_help"))
    if not sampled:
        st.info(session.say("new_wave_sample_first"))
    counts = {reason: sum(found.lines[name].reason == reason for name in found.readable) for reason in REASONS}
    kinds = [reason for reason in REASONS if counts[reason]]
    if not kinds:
        st.success(session.say("new_wave_review_done"))
        return
    chosen = st.pills(
        session.say("new_wave_reason"),
        kinds,
        format_func=lambda reason: f"{session.say(f'new_wave_reason_{reason}')} ({counts[reason]})",
        key="new_wave_reason",
    )
    ids = [name for name in found.readable if chosen is None or found.lines[name].reason == chosen]
    first = page_of(session, len(ids), PAGE, f"new_wave_page_{chosen}")
    _statements(session, found, ids[first : first + PAGE])
    if session.may("code") and can_open("coding"):
        label = session.say("new_wave_to_queue", n=len(ids))
        if st.button(label, type="primary", key="new_wave_to_queue", help=session.say("new_wave_to_queue_help")):
            to_queue(session, ids)


def proposals(session: Session, found: Results) -> None:
    """Draw the proposed new themes."""
    proposed = found.findings["proposals"]
    if not proposed:
        st.info(session.say("new_wave_no_proposals"))
        return
    st.markdown(session.say("new_wave_proposals_help"))
    made = made_themes(session.project, found.run)
    for number, proposal in enumerate(proposed):
        with st.container(border=True):
            _proposal(session, found, number, proposal, made.get(number))


def _proposal(session: Session, found: Results, number: int, proposal: dict[str, Any], made: str | None) -> None:
    names, keywords = proposal["names"], ", ".join(proposal["keywords"])
    standard = "nn" if session.language == "nn" else "nb"
    st.subheader(plain(names[standard]), anchor=False)
    seen = [name for name in proposal["statements"] if name in found.visible]
    st.caption(plain(session.say("new_wave_proposal", n=len(proposal["statements"]), keywords=keywords)))
    texts = session.project.glances.texts(seen[:SHOWN])
    st.markdown("\n".join(f"- {plain(' '.join(texts[name].split()))}" for name in seen[:SHOWN] if name in texts))
    if made is not None:
        st.success(plain(session.say("new_wave_made", name=name_of(session, session.project.codebook(), made))))
        waiting = to_read(session.project, seen)
        label = session.say("new_wave_to_queue", n=len(waiting))
        if waiting and can_open("coding") and st.button(label, key=f"new_wave_queue_{number}"):
            to_queue(session, waiting)
    elif session.may("review"):
        _make(session, found, number, names)


def _make(session: Session, found: Results, number: int, names: dict[str, str]) -> None:
    with st.form(f"new_wave_theme_{found.run.key}_{number}", border=False):
        columns = st.columns([3, 3, 2], vertical_alignment="bottom")
        typed = {
            standard: column.text_input(
                session.say(f"new_wave_name_{standard}"),
                names[standard],
                key=f"new_wave_{standard}_{found.run.key}_{number}",
            ).strip()
            for standard, column in zip(("nb", "nn"), columns, strict=False)
        }
        if not columns[2].form_submit_button(session.say("new_wave_make"), width="stretch"):
            return
    try:
        make_theme(session.project, found.run, number, Wording(**typed), session.coder)
    except TextmineError as error:
        problem(session, error)
        return
    st.rerun()


def _statements(session: Session, found: Results, ids: list[str]) -> None:
    texts, book = session.project.glances.texts(ids), session.project.codebook()
    rows = [
        {
            "text": texts[name],
            "reason": session.say(f"new_wave_reason_{found.lines[name].reason}"),
            "guess": ", ".join(
                f"{name_of(session, book, theme)} {percent(likely, session.language)}"
                for theme, likely in found.lines[name].themes.items()
            ),
        }
        for name in ids
        if name in texts
    ]
    columns = {
        "text": st.column_config.TextColumn(session.say("statement"), width="large"),
        "reason": st.column_config.TextColumn(session.say("new_wave_reason")),
        "guess": st.column_config.TextColumn(session.say("new_wave_guess")),
    }
    st.dataframe(rows, column_config=columns, hide_index=True, height=38 + 35 * max(1, len(rows)))


def to_queue(session: Session, ids: list[str]) -> None:
    """Put statements first in everybody's queue, and go there."""
    try:
        put_first(session.project, ids, session.coder)
    except TextmineError as error:
        problem(session, error)
        return
    st.session_state["coding_wanted"] = {"mode": "uncertain"}
    jump("coding")
