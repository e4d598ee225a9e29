"""Coarser or finer draft themes: what would happen is seen first, and done when that is confirmed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.access import fragment, still_here
from app.components import undo_offer
from app.components.conflict import problem
from app.components.plain import plain
from app.session import Session
from textmine.errors import TextmineError
from textmine.jobs.granularity import Hierarchy, Piece, Preview, Step, apply_preview, hierarchy_of, preview_cut
from textmine.store.discoveries import Kept

_SHOWN = 8


def granularity(session: Session) -> None:
    """Draw the switch, and the slider where it is on; nothing where no themes were discovered."""
    kept = session.project.discoveries.kept()
    if kept is None or not session.may("review"):
        return
    if st.toggle(session.say("granularity_open"), key="granularity_open", help=session.say("granularity_help")):
        with st.spinner(session.say("granularity_working")):
            hierarchy = _hierarchy(session, str(session.project.place), kept.key, kept)
        with st.container(border=True):
            if hierarchy is None:
                st.info(session.say("granularity_elsewhere"))
            else:
                _slider(session, kept, hierarchy)


@fragment
def _slider(session: Session, kept: Kept, hierarchy: Hierarchy) -> None:
    # By version: after a change, also somebody else's, the slider stands where the themes are.
    wanted = st.slider(
        session.say("granularity_slider"),
        1,
        hierarchy.finest,
        min(kept.n_themes, hierarchy.finest),
        key=f"granularity_{kept.version}",
    )
    try:
        seen = _preview(session, str(session.project.place), session.project.history.latest(), wanted, kept, hierarchy)
    except TextmineError as error:
        problem(session, error)
        return
    _told(session, kept, seen)
    if seen.steps and st.button(session.say("granularity_do"), type="primary", key="granularity_do"):
        _do(session, kept, seen)


@st.cache_resource(show_spinner=False, max_entries=2)
def _hierarchy(_session: Session, place: str, key: str, _kept: Kept) -> Hierarchy | None:  # noqa: ARG001 - the cache reads them
    return hierarchy_of(_session.project, _kept)


@st.cache_resource(show_spinner=False, max_entries=8)
def _preview(
    _session: Session,
    place: str,  # noqa: ARG001 - the cache reads it
    change: int,  # noqa: ARG001 - the cache reads it
    n_themes: int,
    _kept: Kept,
    _hierarchy: Hierarchy,
) -> Preview:
    return preview_cut(_session.project, _kept, _hierarchy, n_themes)


def _told(session: Session, kept: Kept, seen: Preview) -> None:
    """Say what would happen: to themes, to what people decided, and to codings."""
    joins = [step for step in seen.steps if len(step.before) > 1]
    if not seen.steps:
        key = "granularity_same" if seen.n_themes == kept.n_themes else "granularity_nothing"
        st.write(session.say(key, n=seen.after))
    else:
        counts = {"splits": len(seen.steps) - len(joins), "joins": len(joins)}
        st.write(session.say("granularity_change", before=seen.before, after=seen.after, **counts))
        _steps(session, seen.steps[:_SHOWN])
        if rest := seen.steps[_SHOWN:]:
            with st.expander(session.say("granularity_more", n=len(rest))):
                _steps(session, rest)
    if seen.stays:
        book = session.project.codebook()
        themes = [
            f"{book.theme(name).name(session.language)} ({session.say(f'granularity_{reason}')})"
            for name, reason in seen.stays.items()
        ]
        st.info(plain(session.say("granularity_stays", themes=", ".join(themes))), icon=":material/lock:")
    if seen.steps:
        lines = [session.say("granularity_suggestions", n=seen.moved)]
        lines += [session.say("granularity_dropped", n=seen.dropped)] if seen.dropped else []
        st.caption(" ".join([*lines, session.say("granularity_retired")]))


def _steps(session: Session, steps: Sequence[Step]) -> None:
    lines = []
    for step in steps:
        what = session.say("granularity_split" if len(step.before) == 1 else "granularity_join")
        lines.append(f"- **{what}:** {_pieces(session, step.before)} → {_pieces(session, step.after)}")
    st.markdown("\n".join(lines))


def _pieces(session: Session, pieces: Sequence[Piece]) -> str:
    return " · ".join(f"«{plain(each.theme.name(session.language))}» :gray[{each.statements}]" for each in pieces)


def _do(session: Session, kept: Kept, seen: Preview) -> None:
    if not still_here(session):
        return
    since = undo_offer.mark(session)
    try:
        apply_preview(session.project, kept, seen, session.coder)
    except TextmineError as error:
        problem(session, error)
        return
    undo_offer.keep(session, session.say("granularity_done", n=seen.after), since)
    st.rerun(scope="app")
