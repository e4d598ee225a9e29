"""What each open window of a coder shows, so that two windows of the same person never show the same statement.

Between coders the project's loans see to that; one coder's loans cannot tell her windows from each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from app.session import Session


@dataclass
class _Register:
    lock: Lock = field(default_factory=Lock)
    shown: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)


@st.cache_resource(show_spinner=False)
def _register() -> _Register:
    return _Register()


def _this_window() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _is_open(window: str) -> bool:
    return st.runtime.exists() and st.runtime.get_instance().is_active_session(window)


def showing(session: Session, choose: Callable[[list[str]], str | None]) -> None:
    """Choose a statement for this window and note it.

    Parameters
    ----------
    session : Session
    choose : callable
        Is given the statements in the coder's other open windows, and returns the one that this window will show.
    """
    register, window = _register(), _this_window()
    with register.lock:
        own = register.shown.setdefault((str(session.project.place), session.coder), {})
        for other in [other for other in own if other != window and not _is_open(other)]:
            del own[other]
        chosen = choose(sorted(statement for other, statement in own.items() if other != window))
        own.pop(window, None)
        if chosen is not None:
            own[window] = chosen
