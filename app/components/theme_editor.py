"""What a theme is called and means, to be read or changed; what was typed is kept until it is saved or thrown away."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app.access import still_here
from app.components import undo_offer
from app.components.codebook_panel import about_theme
from app.components.plain import plain
from app.session import Session
from textmine.coding.codebook import LANGUAGES, Codebook, Theme, Wording
from textmine.coding.operations import define, rename
from textmine.errors import ConflictError, TextmineError

_LISTS = ("include", "exclude", "examples")


def theme_editor(session: Session, book: Codebook, theme: Theme) -> None:
    """Draw the fields, or the text for who may not change them."""
    if not session.may("review") or not theme.is_active:
        about_theme(session, theme)
        return
    draft = _drafts().setdefault(theme.id, {"book": book, "typed": {}})
    if not draft["typed"]:
        draft["book"] = book
    values = _values(theme)
    for language, column in zip(LANGUAGES, st.columns(3), strict=True):
        with column:
            _field(session, theme, f"name_{language}", values, st.text_input)
    for language, column in zip(LANGUAGES, st.columns(3), strict=True):
        with column:
            _field(session, theme, f"definition_{language}", values, st.text_area)
    for name, column in zip(_LISTS, st.columns(3), strict=True):
        with column:
            _field(session, theme, name, values, st.text_area)
    if trouble := draft.get("trouble"):
        st.warning(plain(trouble), icon=":material/warning:")
    changed = _changed(draft["typed"], values)
    with st.container(horizontal=True):
        st.button(
            session.say("save"),
            type="primary",
            disabled=not changed,
            key=f"themes_save_{theme.id}",
            on_click=_save,
            args=(session, theme.id),
        )
        st.button(
            session.say("themes_discard"),
            disabled=not changed,
            key=f"themes_discard_{theme.id}",
            on_click=_discard,
            args=(theme.id,),
        )
    if changed:
        st.caption(session.say("themes_unsaved"))


def _drafts() -> dict[str, dict[str, object]]:
    return st.session_state.setdefault("themes_drafts", {})


def _field(session: Session, theme: Theme, name: str, values: dict[str, str], draw: Callable[..., str]) -> None:
    key = f"themes_field_{theme.id}_{name}"
    typed = _drafts()[theme.id]["typed"]
    if key not in st.session_state or name not in typed:
        st.session_state[key] = typed.get(name, values[name])
    draw(session.say(f"themes_{name}"), key=key, on_change=_typed, args=(theme.id, name, key))


def _typed(theme_id: str, name: str, key: str) -> None:
    _drafts()[theme_id]["typed"][name] = st.session_state[key]


def _values(theme: Theme) -> dict[str, str]:
    """What the theme says, by field."""
    names = {f"name_{language}": getattr(theme.names, language) for language in LANGUAGES}
    definition = {f"definition_{language}": getattr(theme.definition, language) for language in LANGUAGES}
    return names | definition | {name: "\n".join(getattr(theme, name)) for name in _LISTS}


def _changed(typed: dict[str, str], values: dict[str, str]) -> bool:
    return any(values[name] != text for name, text in typed.items())


def _save(session: Session, theme_id: str) -> None:
    """Write the names and the meaning that were typed, against the codebook as it was when typing began."""
    if not still_here(session):
        return
    draft = _drafts()[theme_id]
    book = draft["book"]
    theme = book.theme(theme_id)
    values = _values(theme) | draft["typed"]
    names = Wording(**{language: values[f"name_{language}"].strip() for language in LANGUAGES})
    definition = Wording(**{language: values[f"definition_{language}"].strip() for language in LANGUAGES})
    lists = {name: [line.strip() for line in values[name].splitlines() if line.strip()] for name in _LISTS}
    since = undo_offer.mark(session)
    try:
        if names != theme.names:
            book = session.project.codebooks.apply(rename(book, theme_id, names), session.coder)
        session.project.codebooks.apply(define(book, theme_id, definition=definition, **lists), session.coder)
    except ConflictError as error:
        now = session.project.codebook()
        theirs = now.get(theme_id)
        draft["trouble"] = session.say(
            "themes_conflict",
            who=error.who,
            when=f"{error.when.astimezone():%H:%M}",
            theirs=_differences(session, theme, theirs) if theirs else session.say("themes_gone"),
        )
        # Saving once more is then on top of what the other one wrote.
        draft["book"] = now if theirs else book
        return
    except TextmineError as error:
        draft["trouble"] = session.say("coding_failed", why=error)
        return
    _discard(theme_id)
    undo_offer.keep(session, session.say("themes_saved"), since)


def _differences(session: Session, old: Theme, new: Theme) -> str:
    before, after = _values(old), _values(new)
    changed = [name for name in after if after[name] != before[name]]
    return "; ".join(f"{session.say(f'themes_{name}')}: {after[name]}" for name in changed)


def _discard(theme_id: str) -> None:
    _drafts().pop(theme_id, None)
