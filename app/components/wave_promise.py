"""A promise to find most of what is said about a theme: what it takes to read, and what it costs in precision."""

from __future__ import annotations

import streamlit as st

from app.access import fragment
from app.components.labels import theme_labels
from app.components.links import can_open
from app.components.numbers import percent, whole, with_span
from app.components.plain import plain
from app.components.wave_model import name_of
from app.components.wave_review import to_queue
from app.session import Session
from app.wave_data import Audit, Results
from textmine.classify import Promise
from textmine.jobs.wave_promise import CONFIDENCE, Offer, offer, themes_in
from textmine.jobs.wave_review import to_read
from textmine.themes.waves import Share

SHARES = (50, 60, 70, 75, 80, 85, 90, 95)
USUAL = 80


@fragment
def promise(session: Session, found: Results, known: Audit) -> None:
    """Draw the choice of theme and share, and what it takes; nothing until the sample has been coded."""
    if known.truth is None or known.realised is None:
        return
    book = session.project.codebook()
    counts = themes_in(found.lines, known.truth, book)
    st.subheader(session.say("new_wave_promise_title"))
    if not any(line.likely for line in found.lines.values()):
        st.info(session.say("new_wave_promise_old_run"))
        return
    if not counts:
        st.info(session.say("new_wave_promise_no_theme"))
        return
    st.markdown(session.say("new_wave_promise_help"))
    labels = theme_labels(session, book)
    first, second = st.columns([3, 2], gap="medium")
    theme = first.selectbox(
        session.say("theme"),
        list(counts),
        format_func=lambda name: session.say("new_wave_promise_theme", theme=labels[name], n=counts[name]),
        key=f"new_wave_promise_theme_{found.run.key}",
    )
    asked = second.select_slider(
        session.say("new_wave_promise_recall"),
        SHARES,
        USUAL,
        format_func=lambda share: percent(share / 100, session.language),
        key="new_wave_promise_recall",
    )
    offered = offer(found.lines, known.truth, book, theme, asked / 100)
    called = name_of(session, book, theme)
    if offered.promise is None:
        recall = percent(offered.recall, session.language)
        told = {"recall": recall, "least": offered.least, "n": offered.positives, "theme": called}
        st.warning(plain(session.say("new_wave_promise_too_few", **told)))
        return
    _price(session, found, offered, offered.promise, called)
    _read(session, offered)


def _price(session: Session, found: Results, offered: Offer, kept: Promise, called: str) -> None:
    """What is read and found, beside what the model suggests by itself."""
    language, n = session.language, len(offered.statements)
    of_all = percent(n / max(1, len(found.lines)), language)
    told = {"recall": percent(offered.recall, language), "theme": called, "n": whole(n, language), "share": of_all}
    st.markdown(plain(session.say("new_wave_promise_said", **told)))
    rows = [
        {
            "how": session.say("new_wave_promise_model"),
            "read": whole(offered.suggested, language),
            "recall": _span(session, offered.found),
            "precision": _span(session, offered.precision),
        },
        {
            "how": session.say("new_wave_promise_kept"),
            "read": whole(n, language),
            "recall": session.say("new_wave_promise_at_least", recall=percent(offered.recall, language)),
            "precision": _span(session, kept.precision),
        },
    ]
    columns = {
        "how": st.column_config.TextColumn(session.say("new_wave_promise_how"), width="medium"),
        "read": st.column_config.TextColumn(session.say("new_wave_promise_read")),
        "recall": st.column_config.TextColumn(session.say("new_wave_recall"), help=session.say("new_wave_recall_help")),
        "precision": st.column_config.TextColumn(
            session.say("new_wave_precision"), help=session.say("new_wave_precision_help")
        ),
    }
    st.dataframe(rows, column_config=columns, hide_index=True, key="new_wave_promise_table")
    times = round(10 * CONFIDENCE)
    st.caption(session.say("new_wave_promise_holds", n=offered.positives, times=times))


def _read(session: Session, offered: Offer) -> None:
    if not (session.may("code") and can_open("coding")):
        return
    waiting = to_read(session.project, offered.statements)
    if not waiting:
        st.success(session.say("new_wave_promise_all_read"))
        return
    label = session.say("new_wave_to_queue", n=len(waiting))
    if st.button(label, key="new_wave_promise_queue", help=session.say("new_wave_to_queue_help")):
        to_queue(session, waiting)


def _span(session: Session, share: Share) -> str:
    """A share with its interval; a dash where nothing was asked."""
    return with_span(share.share, share.low, share.high, session.language) if share.out_of else "–"
