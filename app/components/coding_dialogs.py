"""Dialogs of the coding page: where to cut a statement, and which others to code in the same way."""

from __future__ import annotations

import streamlit as st

from app import coding_actions as act
from app.access import recheck
from app.coding_desk import Desk
from app.components.labels import theme_labels
from app.components.numbers import percent
from app.components.plain import plain
from app.meaning import encoder
from app.session import Session
from textmine.coding.alike import LEVELS
from textmine.coding.cut_mark import MARK, offset_of_mark


def cut(session: Session, desk: Desk) -> None:
    """Ask where the statement on the desk is to be cut."""

    @st.dialog(session.say("coding_cut"))
    def ask() -> None:
        recheck(session)
        current = desk.item
        if current is None:
            return
        st.write(session.say("coding_cut_help", mark=MARK))
        marked = st.text_area(session.say("statement"), current.text, key=f"coding_marked_{current.statement_id}")
        if not st.button(session.say("coding_cut_do"), type="primary", shortcut="ctrl+enter"):
            return

        def work() -> str:
            offset = offset_of_mark(current.text, marked, current.start)
            versions = {current.statement_id: current.version}
            first, _ = session.project.boundaries.split(current.statement_id, offset, session.coder, versions=versions)
            desk.open_statement(session, first)
            return session.say("coding_was_cut")

        if act.guarded(desk, session, work):
            st.rerun()
        st.warning(plain(desk.said[1]))

    ask()


def code_alike(session: Session, desk: Desk) -> None:
    """Show statements like the one on the desk, to be coded with one of its themes together."""

    @st.dialog(session.say("coding_alike"), width="large")
    def ask() -> None:
        recheck(session)
        current = desk.item
        if current is None or not desk.chosen:
            return
        book = session.project.codebook()
        labels = theme_labels(session, book)
        theme = st.selectbox(session.say("theme"), desk.chosen, format_func=lambda name: labels[name])
        level = st.select_slider(
            session.say("coding_alike_level"),
            sorted(LEVELS),
            0.85,
            format_func=lambda level: percent(level, session.language),
            help=session.say("coding_alike_help"),
        )
        with st.spinner(session.say("coding_alike_working")):
            found = session.project.meaning.alike([current.statement_id], theme, encoder(), at_least=level)
        counts = (f"{percent(at, session.language)}: {n}" for at, n in sorted(found.counts.items()))
        st.caption(session.say("coding_alike_counts", counts=" · ".join(counts)))
        st.write(session.say("coding_alike_found", n=len(found)) if len(found) else session.say("coding_alike_nothing"))
        texts = session.project.glances.texts(found.preview)
        kept = {
            name: st.checkbox(plain(texts[name]), value=True, key=f"coding_like_{theme}_{name}")
            for name in found.preview
            if name in texts
        }
        wanted = [name for name in found.statement_ids if kept.get(name, True)]
        if len(found) > len(found.preview):
            st.caption(session.say("coding_alike_unseen", n=len(found) - len(found.preview)))
        done = st.button(
            session.say("coding_alike_do", n=len(wanted), theme=plain(labels[theme])),
            type="primary",
            disabled=not wanted,
        )
        if done and act.guarded(desk, session, lambda: _code(session, wanted, theme)):
            st.rerun()

    ask()


def _code(session: Session, statement_ids: list[str], theme_id: str) -> str:
    session.project.codings.set(statement_ids, theme_id, session.coder)
    return session.say("coding_alike_done", n=len(statement_ids), themes=act.names(session, [theme_id]))
