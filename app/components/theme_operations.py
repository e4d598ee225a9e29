"""Changes of the codebook's tree, each with what it would do told before it is done."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app import problems
from app.components import undo_offer
from app.components.labels import theme_labels
from app.components.log_words import conflict_in_words
from app.components.plain import plain
from app.session import Session
from app.theme_figures import change_consequences, theme_parts, theme_texts
from textmine.coding.changes import Change, apply
from textmine.coding.codebook import Codebook, Theme, Wording
from textmine.coding.consequence import in_words, suggestions_in_words
from textmine.coding.operations import Part, add, merge, nest, reinstate, retire, split
from textmine.errors import ConflictError, TextmineError


def new_theme(session: Session, book: Codebook) -> None:
    """Ask for a new theme."""
    active = [theme.id for _, theme in book.tree() if theme.is_active]
    with st.form("themes_new_form", clear_on_submit=False, border=False):
        name = st.text_input(session.say("themes_new_name"))
        definition = st.text_area(session.say("themes_definition"))
        parent = _theme_choice(session, book, "themes_new_parent", active, top=True)
        if st.form_submit_button(session.say("themes_new_do"), type="primary") and name.strip():
            wording = Wording(**{session.language: name.strip()})
            meaning = Wording(**{session.language: definition.strip()}) if definition.strip() else Wording()
            _do(session, lambda: add(book, Theme("", wording, meaning, parent=parent)))


def operations(session: Session, book: Codebook, theme: Theme) -> None:
    """Merge, split, nest, retire or bring back a theme."""
    if not theme.is_active:
        st.write(session.say("themes_is_retired"))
        _preview(session, book, "reinstate", lambda: reinstate(book, theme.id))
        return
    kind = st.segmented_control(
        session.say("themes_operation"),
        ["merge", "nest", "split", "retire"],
        default="merge",
        required=True,
        format_func=lambda kind: session.say(f"themes_{kind}"),
        key="themes_operation",
        label_visibility="collapsed",
    )
    others = [each.id for _, each in book.tree() if each.is_active and each.id != theme.id]
    if kind == "split":
        _split(session, book, theme)
    elif kind == "nest":
        below = {each.id for each in book.below(theme.id)}
        parent = _theme_choice(session, book, "themes_parent", [each for each in others if each not in below], top=True)
        if parent != theme.parent:
            _preview(session, book, "nest", lambda: nest(book, theme.id, parent))
    elif kind == "retire":
        move_to = _theme_choice(session, book, "themes_move_to", others, top=True)
        _preview(session, book, "retire", lambda: retire(book, theme.id, move_to=move_to))
    elif others:
        target = _theme_choice(session, book, "themes_target", others)
        _preview(session, book, "merge", lambda: merge(book, [theme.id], str(target)))


def _theme_choice(session: Session, book: Codebook, key: str, theme_ids: list[str], *, top: bool = False) -> str | None:
    options = ["", *theme_ids] if top else theme_ids
    labels = theme_labels(session, book)
    picked = st.selectbox(
        session.say(key),
        options,
        format_func=lambda name: labels[name] if name else session.say(f"{key}_none"),
        key=key,
    )
    return picked or None


def _split(session: Session, book: Codebook, theme: Theme) -> None:
    """Parts that the statements fall into by themselves, as finely as the slider says, to be named and confirmed."""
    texts = theme_texts(session, theme.id)
    if len(texts) < 2:
        st.caption(session.say("themes_split_too_few"))
        return
    fine = st.slider(session.say("themes_split_fine"), 2, min(10, len(texts)), 2, key=f"themes_fine_{theme.id}")
    found = theme_parts(session, theme.id, fine)
    if not found:
        st.caption(session.say("themes_split_too_few"))
        return
    parts = []
    for number, each in enumerate(found):
        key = f"themes_part_{theme.id}_{fine}_{number}"
        with st.container(border=True):
            take, name = st.columns([2, 5], vertical_alignment="bottom")
            taken = take.checkbox(
                session.say("themes_part_take", n=len(each.statement_ids)), value=True, key=f"{key}_take"
            )
            called = name.text_input(session.say("themes_new_name"), each.name, key=key)
            for text in each.representative:
                st.caption(plain(" ".join(text.split())))
            with st.expander(session.say("themes_part_all", n=len(each.statement_ids))):
                _listed(session, [texts[one] for one in each.statement_ids], key)
        if taken and called.strip():
            names = Wording(**{session.language: called.strip()})
            parts.append(Part(names, frozenset(each.statement_ids)))
    placed = {name for each in found for name in each.statement_ids}
    if rest := [text for name, text in texts.items() if name not in placed]:
        with st.expander(session.say("themes_part_rest", n=len(rest))):
            _listed(session, rest, f"themes_rest_{theme.id}_{fine}")
    keep = st.checkbox(session.say("themes_split_keep"), value=True, key=f"themes_keep_{theme.id}")
    if parts:
        _preview(session, book, "split", lambda: split(book, theme.id, parts, keep=keep))


def _listed(session: Session, texts: list[str], key: str) -> None:
    """Every statement, as data and never as markup."""
    column = st.column_config.TextColumn(session.say("statement"), width="large")
    st.dataframe({"text": texts}, hide_index=True, column_config={"text": column}, key=f"{key}_all")


def _preview(session: Session, book: Codebook, name: str, make: Callable[[], Change]) -> None:
    """Say what a change would do, and do it when that is confirmed."""
    try:
        change = make()
        after = apply(change, book)
    except TextmineError as error:
        st.warning(plain(problems.in_words(error, session.language)))
        return
    with st.container(border=True):
        st.caption(session.say("themes_preview"))
        people, models = change_consequences(session, change)
        told = in_words(people, session.language, book, after)
        for sentence in (*told, *suggestions_in_words(models, session.language, book, after)):
            st.markdown(f"- {plain(sentence)}")
        if st.button(session.say(f"themes_{name}_do"), type="primary", key=f"themes_{name}_do"):
            _do(session, lambda: change)


def _do(session: Session, make: Callable[[], Change]) -> None:
    since = undo_offer.mark(session)
    try:
        session.project.codebooks.apply(make(), session.coder)
    except ConflictError as error:
        when = f"{error.when.astimezone():%H:%M}"
        _, deed = conflict_in_words(session, error)
        st.warning(plain(session.say("themes_conflict_tree", who=error.who, when=when, what=deed)))
        return
    except TextmineError as error:
        st.warning(plain(session.say("coding_failed", why=error)))
        return
    undo_offer.keep(session, session.say("themes_done"), since)
    st.rerun()
