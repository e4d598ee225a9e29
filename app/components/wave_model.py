"""The models of a project: which to use, what it learnt, and what has become of its themes since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from app.components.numbers import whole
from app.components.plain import plain
from app.session import Session
from textmine.coding.codebook import Codebook
from textmine.coding.crosswalk import Crosswalk, Link, crosswalk
from textmine.jobs.wave_models import ProjectModel
from textmine.jobs.wave_run import WaveRun


def choose(session: Session, models: Sequence[ProjectModel], last: WaveRun | None) -> ProjectModel | None:
    """Draw the choice of model, at first that of the last run or a newer one; None where there is none yet."""
    if not models:
        st.info(session.say("new_wave_no_model"))
        return None
    by_hash = {model.hash: model for model in models}
    names = list(by_hash)
    used = last is not None and last.model in by_hash and last.begun >= models[0].made
    chosen = st.selectbox(
        session.say("new_wave_model"),
        names,
        names.index(last.model) if used and last is not None else 0,
        format_func=_names_of(session, models).__getitem__,
        # A model just trained is a new list, which begins with it.
        key=f"new_wave_model_{names[0][:8]}",
    )
    return by_hash[chosen]


def about(session: Session, model: ProjectModel, wave: str) -> None:
    """Draw what the model did not learn, and what a changed codebook means for its themes."""
    book, own = session.project.codebook(), model.codebook()
    if model.refused:
        named = ", ".join(f"{name_of(session, own, theme)} ({n})" for theme, n in sorted(model.refused.items()))
        st.warning(plain(session.say("new_wave_refused", themes=named)))
    if wave in model.waves:
        st.info(session.say("new_wave_learnt_from_it"))
    sentences = _changes(session, crosswalk(own, book), own, book)
    if sentences:
        with st.expander(session.say("new_wave_codebook_changed", n=len(sentences)), expanded=len(sentences) <= 5):
            st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))


def name_of(session: Session, book: Codebook, theme_id: str) -> str:
    """A theme's name in the language of the interface; its id where the codebook does not have it."""
    theme = book.get(theme_id)
    return theme.name(session.language) if theme else theme_id


def _names_of(session: Session, models: Sequence[ProjectModel]) -> dict[str, str]:
    """What each model is called, by hash: by its minute, or its second or hash where two would be called alike."""
    names: dict[str, str] = {}
    for clock, marked in (("%H:%M", False), ("%H:%M:%S", False), ("%H:%M:%S", True)):
        left = [model for model in models if model.hash not in names]
        called = {model.hash: _called(session, model, clock, marked=marked) for model in left}
        alike = Counter(called.values())
        names |= {hash: name for hash, name in called.items() if marked or alike[name] == 1}
    return names


def _called(session: Session, model: ProjectModel, clock: str, *, marked: bool) -> str:
    made = datetime.fromisoformat(model.made).astimezone()
    when = f"{made:%d.%m.%Y} {made.strftime(clock)}"
    return session.say(
        "new_wave_model_called",
        when=f"{when} {model.hash[:6]}" if marked else when,
        themes=model.themes,
        n=whole(model.texts, session.language),
        waves=", ".join(model.waves),
    )


def _changes(session: Session, walk: Crosswalk, old: Codebook, new: Codebook) -> list[str]:
    """What happens with each theme that is not the same any more, a sentence each."""
    found = [_sentence(session, each, old, new) for each in walk.links if each.relation != "same"]
    return found + [session.say("new_wave_theme_added", theme=name_of(session, new, theme)) for theme in walk.added]


def _sentence(session: Session, link: Link, old: Codebook, new: Codebook) -> str:
    others = ", ".join(name_of(session, new, theme) for theme in link.new)
    return session.say(f"new_wave_theme_{link.relation}", theme=name_of(session, old, link.old), others=others)
