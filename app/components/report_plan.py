"""Which chapters a report has, in which order and with which options; as a chapters file, in and out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from app.access import to_take_out
from app.components.conflict import problem
from app.components.labels import theme_labels
from app.components.numbers import whole
from app.components.upload_words import upload_words
from app.session import Session
from textmine.errors import InputError, TextmineError
from textmine.report.chapters import CHAPTERS
from textmine.report.plan import LIMITS, Plan, PlannedChapter, plan_of, written_plan
from textmine.report.project_source import Choices
from textmine.report.words import say

_KEPT, _TROUBLE = "report_kept_plan", "report_plan_trouble"
_MOST_KILOBYTES = 100
_MOST_MEGABYTES = 1
_OPTIONS: Mapping[str, tuple[str, str]] = {
    "report_only": ("themes", "only"),
    "report_quotes": ("themes", "quotes"),
    "report_crosstab_attributes": ("crosstab", "attributes"),
    "report_numbers_attributes": ("numbers", "attributes"),
    "report_quantiles": ("numbers", "quantiles"),
    "report_pairs": ("together", "pairs"),
}
"""Fields of the page, and the chapter and option that each is."""


def report_plan(session: Session, choices: Choices) -> Plan:
    """Draw the choice; returns the plan, without chapters where none is chosen."""
    state = st.session_state.setdefault(_KEPT, {"order": list(CHAPTERS), "off": [], "title": "", "options": {}})
    book = session.project.codebook()
    labels = theme_labels(session, book)
    themes = {theme.id: labels[theme.id] for _, theme in book.tree() if theme.is_active}
    st.subheader(session.say("report_chapters"))
    with st.container(gap=None):
        for place, name in enumerate(state["order"]):
            _chapter(session, state, place, name)
    with st.expander(session.say("report_options")):
        _fields(session, state, choices, themes)
    plan = _plan(state)
    _files(session, plan, choices, themes)
    return plan


def _chapter(session: Session, state: dict[str, Any], place: int, name: str) -> None:
    key = f"report_chapter_{name}"
    st.session_state[key] = name not in state["off"]
    label = say(name, session.language)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.checkbox(label, key=key, on_change=_switch, args=(name,), width="stretch")
        for step, icon in ((-1, "arrow_upward"), (1, "arrow_downward")):
            st.button(
                f":material/{icon}:",
                help=session.say("report_up" if step < 0 else "report_down", chapter=label),
                key=f"report_move_{name}_{step}",
                disabled=not 0 <= place + step < len(state["order"]),
                on_click=_move,
                args=(place, step),
                type="tertiary",
            )


def _switch(name: str) -> None:
    off = st.session_state[_KEPT]["off"]
    if st.session_state[f"report_chapter_{name}"]:
        off.remove(name)
    else:
        off.append(name)


def _move(place: int, step: int) -> None:
    order = st.session_state[_KEPT]["order"]
    order[place], order[place + step] = order[place + step], order[place]


def _fields(session: Session, state: dict[str, Any], choices: Choices, themes: Mapping[str, str]) -> None:
    """The options; what is chosen stays while another page is looked at."""
    for field in _OPTIONS:
        empty: Any = None if field in ("report_quotes", "report_quantiles", "report_pairs") else []
        st.session_state.setdefault(field, state["options"].get(field, empty))
    st.session_state.setdefault("report_name", state["title"])
    state["title"] = st.text_input(session.say("report_name"), key="report_name").strip()
    several: tuple[tuple[str, Sequence[str]], ...] = (
        ("report_only", list(themes)),
        ("report_crosstab_attributes", choices.groups),
        ("report_numbers_attributes", choices.numbers),
    )
    for field, options in several:
        st.session_state[field] = [each for each in st.session_state[field] if each in options]
        st.multiselect(
            session.say(f"report_field_{field.removeprefix('report_')}"),
            options,
            # An attribute may be called what a theme's id is.
            format_func=themes.__getitem__ if field == "report_only" else str,
            placeholder=session.say("report_all"),
            key=field,
        )
    for field in ("report_quotes", "report_quantiles", "report_pairs"):
        least, most = LIMITS[_OPTIONS[field][1]]
        st.number_input(
            session.say(f"report_field_{field.removeprefix('report_')}"),
            min_value=least,
            max_value=most,
            placeholder=session.say(f"report_usual_{field.removeprefix('report_')}"),
            key=field,
        )
    state["options"] = {field: st.session_state[field] for field in _OPTIONS}


def _plan(state: Mapping[str, Any]) -> Plan:
    options: dict[str, dict[str, Any]] = {}
    for field, (chapter, option) in _OPTIONS.items():
        value = state["options"].get(field)
        if value not in (None, []):
            options.setdefault(chapter, {})[option] = value
    chosen = [name for name in state["order"] if name not in state["off"]]
    return Plan(tuple(PlannedChapter(name, options.get(name, {})) for name in chosen), state["title"])


def _files(session: Session, plan: Plan, choices: Choices, themes: Mapping[str, str]) -> None:
    """The plan as a file: out, and another one in."""
    with st.expander(session.say("report_plan_file")):
        st.download_button(
            session.say("report_plan_download"),
            to_take_out(session, lambda: written_plan(plan).encode("utf-8")),
            "chapters.yaml",
            "application/yaml",
            on_click="ignore",
            disabled=not plan.chapters,
            key="report_plan_download",
        )
        upload_words(session, _MOST_MEGABYTES, "report_plan_upload")
        st.file_uploader(
            session.say("report_plan_upload"),
            type=["yaml", "yml"],
            max_upload_size=_MOST_MEGABYTES,
            key="report_plan_upload",
            on_change=_read,
            args=(choices, list(themes)),
        )
        if error := st.session_state.pop(_TROUBLE, None):
            problem(session, error)


def _read(choices: Choices, themes: Sequence[str]) -> None:
    """Take over an uploaded plan, all of it or nothing."""
    uploaded = st.session_state["report_plan_upload"]
    if uploaded is None:
        return
    try:
        if uploaded.size > 1000 * _MOST_KILOBYTES:
            raise InputError(f"is over {whole(_MOST_KILOBYTES, 'nb')} kB", "Give a chapters file", file=uploaded.name)
        plan = plan_of(uploaded.getvalue(), uploaded.name)
        _check(plan, choices, themes, uploaded.name)
    except TextmineError as error:
        st.session_state[_TROUBLE] = error
        return
    chosen = [each.name for each in plan.chapters]
    off = [name for name in CHAPTERS if name not in chosen]
    by_name = {each.name: each.options for each in plan.chapters}
    options = {
        field: by_name[chapter][option]
        for field, (chapter, option) in _OPTIONS.items()
        if option in by_name.get(chapter, {})
    }
    st.session_state[_KEPT] = {"order": [*chosen, *off], "off": off, "title": plan.title, "options": options}
    for field in (*_OPTIONS, "report_name"):
        st.session_state.pop(field, None)


def _check(plan: Plan, choices: Choices, themes: Sequence[str], file: str) -> None:
    """Refuse what the project does not have.

    Raises
    ------
    InputError
        Naming the first theme or attribute that is not there.
    """
    known = {"only": themes}
    for chapter in plan.chapters:
        known["attributes"] = choices.groups if chapter.name == "crosstab" else choices.numbers
        for option in ("only", "attributes"):
            for name in chapter.options.get(option, ()):
                if name not in known[option]:
                    remedy = f"Choose among {', '.join(known[option])}" if known[option] else "Leave the option out"
                    raise InputError(f"the project has no {name!r} for {option} of {chapter.name}", remedy, file=file)
