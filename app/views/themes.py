"""Tema: the codebook as a tree, beside what each theme is and the statements it has."""

from __future__ import annotations

import streamlit as st

from app.components import undo_offer
from app.components.granularity import granularity
from app.components.labels import theme_labels
from app.components.links import link
from app.components.plain import plain
from app.components.theme_editor import theme_editor
from app.components.theme_operations import new_theme, operations
from app.components.theme_statements import theme_statements
from app.session import Session
from app.theme_figures import codebook_warnings, tallies, theme_portraits
from textmine.coding.checks import warning_in_words
from textmine.coding.codebook import Codebook
from textmine.coding.portrait import Portrait
from textmine.store.glances import Tally

_INDENT = "\u2003"


def show(session: Session) -> None:
    """Draw the page."""
    book = session.project.codebook()
    undo_offer.tell(session)
    if not book.themes:
        st.info(session.say("themes_empty"))
        link("import_data", session.say("import_data_title"), "upload_file")
        if session.may("review"):
            new_theme(session, book)
        return
    granularity(session)
    with st.spinner(session.say("themes_working")):
        drawn = theme_portraits(session)
    left, right = st.columns([4, 7], gap="large")
    with left:
        theme_id = _tree(session, book, drawn)
        if session.may("review"):
            with st.popover(session.say("themes_new"), icon=":material/add:", width="stretch"):
                new_theme(session, book)
        _warnings(session, book)
    with right:
        if theme_id is not None:
            _theme(session, book, theme_id, drawn.get(theme_id))


def _tree(session: Session, book: Codebook, drawn: dict[str, Portrait]) -> str | None:
    """The codebook; returns the theme that was chosen."""
    counted = tallies(session)
    retired = any(not theme.is_active for theme in book.themes)
    all_of_them = retired and st.toggle(session.say("themes_show_retired"), key="themes_show_retired")
    labels = theme_labels(session, book)
    themes = {theme.id: depth for depth, theme in book.tree() if theme.is_active or all_of_them}
    if st.session_state.get("themes_chosen") not in themes:
        st.session_state.pop("themes_chosen", None)

    def label(name: str) -> str:
        theme, tally = book.theme(name), counted.get(name, Tally(0, 0))
        mark = " :orange[:material/warning:]" if name in drawn and drawn[name].is_shaky and theme.is_active else ""
        own = plain(labels[name])
        shown = own if theme.is_active else f":gray[{own}]"
        return f"{_INDENT * 2 * themes[name]}{shown}{mark} :gray[{tally.accepted} / {tally.suggested}]"

    if not themes:
        st.info(session.say("themes_empty"))
        return None
    return st.radio(
        session.say("themes_tree"),
        list(themes),
        format_func=label,
        key="themes_chosen",
        help=session.say("themes_tree_help"),
    )


def _theme(session: Session, book: Codebook, theme_id: str, drawn: Portrait | None) -> None:
    theme = book.theme(theme_id)
    st.subheader(plain(theme.name(session.language)))
    if drawn is not None and drawn.is_shaky and drawn.neighbour in book:
        neighbour = book.theme(str(drawn.neighbour)).name(session.language)
        share = f"{100 * drawn.unclear:.0f}"
        st.warning(plain(session.say("themes_shaky", share=share, neighbour=neighbour)), icon=":material/warning:")
    names = ["statements", "meaning", "change"] if session.may("review") else ["statements", "meaning"]
    labels = [session.say(f"themes_tab_{name}") for name in names]
    tabs = dict(zip(names, st.tabs(labels, key="themes_tab", on_change="rerun"), strict=True))
    with tabs["statements"]:
        theme_statements(session, theme, drawn)
    with tabs["meaning"]:
        theme_editor(session, book, theme)
    # What a change would do is counted over every coding of the theme: only for who looks at it.
    if "change" in tabs and tabs["change"].open:
        with tabs["change"]:
            operations(session, book, theme)


def _warnings(session: Session, book: Codebook) -> None:
    if found := codebook_warnings(session):
        with st.expander(session.say("themes_warnings", n=len(found))):
            for each in found:
                st.markdown(f"- {plain(warning_in_words(each, session.language, book))}")
