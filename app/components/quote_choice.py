"""How quotes are to be picked: kinds, how many, balance, length, and the attributes beside them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.session import Session
from textmine.jobs.quoting import Wanted

_KINDS = ("representative", "typical", "extreme", "dissenting")
_MOST, _LONGEST = 20, 150
_VALUES = 50
_KEPT = "quotes_kept_choice"
_DEFAULTS: dict[str, Any] = {
    "kinds": ["representative"],
    "n": 5,
    "how": "proportional",
    "balance": ["wave", "language"],
    "words": (4, 60),
    "attributes": [],
}


def quote_choice(session: Session) -> Wanted | None:
    """Draw the form; returns what is wanted once the button is pressed."""
    attributes = list(session.project.glances.attribute_values(_VALUES))
    _restore(attributes)
    fixed = {"wave": session.say("wave"), "language": session.say("standard")}
    with st.form("quotes_form", border=True):
        kinds = st.pills(
            session.say("quotes_kinds"),
            _KINDS,
            selection_mode="multi",
            format_func=lambda kind: session.say(f"quotes_kind_{kind}"),
            help=session.say("quotes_kinds_help"),
            key="quotes_kinds",
        )
        n = st.number_input(session.say("quotes_n"), 1, _MOST, key="quotes_n", help=session.say("quotes_n_help"))
        words = st.slider(session.say("quotes_words"), 1, _LONGEST, key="quotes_words")
        balance = st.multiselect(
            session.say("quotes_balance"),
            [*fixed, *attributes],
            format_func=lambda name: fixed.get(name, name),
            placeholder=session.say("choose"),
            key="quotes_balance",
        )
        how = st.segmented_control(
            session.say("quotes_how"),
            ["proportional", "even"],
            required=True,
            format_func=lambda name: session.say(f"quotes_how_{name}"),
            key="quotes_how",
        )
        shown = st.multiselect(
            session.say("quotes_attributes"),
            attributes,
            help=session.say("quotes_attributes_help"),
            placeholder=session.say("choose"),
            key="quotes_attributes",
        )
        pressed = st.form_submit_button(session.say("quotes_pick"), type="primary", width="stretch", key="quotes_pick")
    st.session_state[_KEPT] = {name: st.session_state[f"quotes_{name}"] for name in _DEFAULTS}
    if not pressed:
        return None
    if not kinds:
        st.warning(session.say("quotes_no_kind"))
        return None
    also = tuple(kind for kind in _KINDS[1:] if kind in kinds)
    first = int(n) if "representative" in kinds else 0
    return Wanted(first, also, how or "proportional", tuple(balance), tuple(words), tuple(shown))


def chosen_attributes() -> tuple[str, ...]:
    """Attributes that are to stand beside a quote."""
    return tuple(st.session_state.get("quotes_attributes", ()))


def _restore(attributes: list[str]) -> None:
    """What was chosen before another page was looked at; attributes that are gone are left out."""
    kept = {**_DEFAULTS, **st.session_state.get(_KEPT, {})}
    known = {"wave", "language", *attributes}
    for name, value in kept.items():
        own = [each for each in value if each in known] if name in ("balance", "attributes") else value
        st.session_state.setdefault(f"quotes_{name}", own)
