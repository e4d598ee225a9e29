"""The codebook beside the work: what each theme means, with examples."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.access import fragment
from app.components.labels import theme_labels
from app.components.plain import plain
from app.session import Session
from textmine.coding.codebook import Codebook, Theme


@fragment
def codebook_panel(session: Session, book: Codebook, keyed: Sequence[str] = ()) -> None:
    """Draw the themes in use, those with a key first, each with its definition when it is opened."""
    st.subheader(session.say("codebook_heading"))
    wanted = st.text_input(
        session.say("codebook_filter"),
        key="codebook_filter",
        label_visibility="collapsed",
        placeholder=session.say("codebook_filter"),
    )
    labels = theme_labels(session, book)
    themes = [theme for _, theme in book.tree() if theme.is_active and _fits(theme, wanted)]
    for theme in sorted(themes, key=lambda theme: keyed.index(theme.id) if theme.id in keyed else len(keyed)):
        number = f"{keyed.index(theme.id) + 1} · " if theme.id in keyed else ""
        with st.expander(number + plain(labels[theme.id])):
            about_theme(session, theme)
    if not themes:
        st.caption(session.say("codebook_nothing"))


def about_theme(session: Session, theme: Theme) -> None:
    """Definition, what belongs and what does not, and examples."""
    st.write(plain(theme.definition.within(session.language)) or f"*{session.say('codebook_undefined')}*")
    for key, items in (("include", theme.include), ("exclude", theme.exclude), ("examples", theme.examples)):
        if items:
            st.caption(session.say(f"codebook_{key}"))
            st.markdown("\n".join(f"- {plain(' '.join(each.split()))}" for each in items))


def _fits(theme: Theme, wanted: str) -> bool:
    texts = (*theme.names.all, *theme.definition.all, *theme.include, *theme.examples)
    return not wanted.strip() or any(wanted.strip().casefold() in text.casefold() for text in texts)
