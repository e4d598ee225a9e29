"""Which columns of a survey file are what: found by itself, shown, and changed by the user."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from app.problems import in_words, note_in_words
from app.session import Session
from textmine.errors import TextmineError

if TYPE_CHECKING:
    import pandas as pd

_ROWS = 5
_KEYS = ("text", "id", "wave", "wave_value", "attributes")


def choose(session: Session, file: Path) -> pd.DataFrame | None:
    """Draw the choices and the first rows; returns the responses, or None where they cannot be read so."""
    columns, found = _understood(session, file)
    if not columns:
        return None
    _draw_choices(session, columns, found)
    if not st.session_state["import_data_text"]:
        return None
    try:
        responses = _reading(str(file), file.stat().st_mtime, chosen())
    except TextmineError as error:
        st.error(session.say("import_data_unreadable"))
        st.text(in_words(error, session.language))
        return None
    _draw_result(session, responses)
    return responses


def chosen() -> tuple[Any, ...]:
    """What the user has chosen now, to tell whether a plan still belongs to it."""
    values = [st.session_state.get(f"import_data_{name}") for name in _KEYS]
    return tuple(tuple(value) if isinstance(value, list) else value for value in values)


def _understood(session: Session, file: Path) -> tuple[list[str], dict[str, Any]]:
    """Columns of a file and how it is read by itself, or with the column the user has chosen; none where it is none."""
    changed = file.stat().st_mtime
    try:
        columns = _columns(str(file), changed)
    except TextmineError as error:
        st.error(session.say("import_data_unreadable"))
        st.text(in_words(error, session.language))
        return [], {}
    try:
        return columns, _first_reading(str(file), changed, "")
    except TextmineError:
        st.warning(session.say("import_data_which_text"))
    picked = st.session_state.get("import_data_text")
    try:
        return columns, _first_reading(str(file), changed, picked) if picked in columns else {}
    except TextmineError:
        # What is wrong is told below, with what the user chooses.
        return columns, {"text_column": picked}


@st.cache_resource(show_spinner=False, max_entries=4)
def _columns(file: str, changed: float) -> list[str]:  # noqa: ARG001 - the cache reads it
    from textmine.survey.formats import read_table

    return list(read_table(Path(file)).columns)


@st.cache_resource(show_spinner=False, max_entries=4)
def _first_reading(file: str, changed: float, text: str) -> dict[str, Any]:  # noqa: ARG001 - the cache reads it
    """How a file is read if nobody says more than where the text is."""
    from textmine.survey import read_responses

    return dict(read_responses(file, text=text or None).attrs["reading"])


@st.cache_resource(show_spinner=False, max_entries=2)
def _reading(file: str, changed: float, choice: tuple[Any, ...]) -> pd.DataFrame:  # noqa: ARG001 - the cache reads it
    from textmine.survey import read_responses

    return read_responses(file, **_arguments(choice))


def as_arguments() -> dict[str, Any]:
    """What the user has chosen now, as `read_responses` is given it."""
    return _arguments(chosen())


def _arguments(choice: tuple[Any, ...]) -> dict[str, Any]:
    text, identifier, wave, wave_value, attributes = choice
    return {
        "text": text,
        "id": identifier or "",
        "wave": wave or (wave_value or "").strip(),
        "attributes": list(attributes or ()),
    }


def _draw_choices(session: Session, columns: list[str], found: dict[str, Any]) -> None:
    first, second, third = st.columns(3)
    text = first.selectbox(
        session.say("import_data_text"),
        columns,
        index=columns.index(found["text_column"]) if found.get("text_column") in columns else None,
        placeholder=session.say("choose"),
        key="import_data_text",
    )
    if not text:
        # The others are found by it.
        return
    with_none = ["", *columns]
    second.selectbox(
        session.say("import_data_id"),
        with_none,
        index=_index(with_none, found.get("id_column")),
        format_func=lambda name: name or session.say("import_data_row_number"),
        help=session.say("import_data_id_help"),
        key="import_data_id",
    )
    third.selectbox(
        session.say("import_data_wave_column"),
        with_none,
        index=_index(with_none, found.get("wave_column")),
        format_func=lambda name: name or session.say("import_data_wave_none"),
        key="import_data_wave",
    )
    if not st.session_state["import_data_wave"]:
        third.text_input(
            session.say("import_data_wave_value"),
            value=found.get("wave_in_name", ""),
            placeholder=session.say("import_data_wave_value_hint"),
            key="import_data_wave_value",
        )
    others = found.get("other_text_columns", [])
    if others:
        st.text(session.say("import_data_text_others", names=", ".join(others)))
    st.multiselect(
        session.say("import_data_attributes"),
        columns,
        default=[name for name in found.get("attribute_columns", []) if name in columns],
        placeholder=session.say("choose"),
        help=session.say("import_data_attributes_help"),
        key="import_data_attributes",
    )


def _index(options: list[str], name: str | None) -> int:
    return options.index(name) if name in options else 0


def _draw_result(session: Session, responses: pd.DataFrame) -> None:
    reading = responses.attrs["reading"]
    kind = " · ".join(
        part for part in (reading["system"] or reading["kind"].upper(), reading["encoding"], reading["sheet"]) if part
    )
    st.text(
        session.say(
            "import_data_understood_line",
            kind=kind,
            rows=reading["rows_read"],
            empty=reading["rows_without_text"],
        )
    )
    for note in [*reading["notes"], *(f"{n} {reason}" for reason, n in reading["rows_dropped"].items())]:
        st.text(f"– {note_in_words(note, session.language)}")
    st.caption(session.say("import_data_preview"))
    shown = responses[responses["text"].str.strip() != ""].head(_ROWS)
    columns = {"wave": st.column_config.TextColumn(session.say("wave"), width="small")}
    columns["text"] = st.column_config.TextColumn(session.say("import_data_response"), width="large")
    order = ["wave", "text", *(name for name in shown.columns if name not in ("wave", "text", "response_id"))]
    st.dataframe(shown[order], column_config=columns, hide_index=True, key="import_data_preview")
