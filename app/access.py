"""Nobody gets further than this without a right to be here.

Alone: the one user of this machine, on 127.0.0.1, without a login. Team: whoever the identity provider says that
she is (OpenID Connect through ``st.login``), if the project has her as a coder; her role is read at every run.

What runs by itself on a page that was drawn before asks once more: a fragment through `fragment`, a dialog through
`recheck`, and a callback, which Streamlit runs before anything else, through `still_here`.
"""

from __future__ import annotations

import functools
import getpass
import time
from collections.abc import Callable, Mapping
from typing import Any, Concatenate, ParamSpec

import streamlit as st

from app.arguments import Arguments
from app.i18n import text
from app.problems import in_words
from app.session import Session
from textmine.errors import InputError
from textmine.store import Project, open_project
from textmine.store.rights import Right

Given = ParamSpec("Given")


@st.cache_resource(show_spinner=False, max_entries=4)
def shared_project(address: str) -> Project:
    """The project of this server: one handle for all its users."""
    return open_project(address, create=True)


def enter(arguments: Arguments, language: str) -> Session | None:
    """The session of whoever is at the screen; None where only a login or a refusal is shown."""
    if arguments.team:
        return _enter_team(arguments, language)
    project = shared_project(arguments.project)
    coder = project.coders.ensure(arguments.coder or local_user())
    if arguments.demo:
        with st.spinner(text("demo_opening", language)):
            _filled_with_demo(arguments.project, coder, project)
    role = project.coders.role(coder)
    return Session(arguments.project, project, coder, role, language) if role else None


@st.cache_resource(show_spinner=False, max_entries=1)
def _filled_with_demo(address: str, coder: str, _project: Project) -> bool:  # noqa: ARG001 - the cache reads it
    """Fill the throw-away project once, whoever comes first."""
    from textmine.jobs.demo_project import fill_with_demo

    if not _project.counts().responses:
        fill_with_demo(_project, coder)
    return True


def local_user() -> str:
    """Name of the account that runs this server."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "coder"


def require(session: Session, right: Right) -> bool:
    """Whether the user has the right; says so on the page where she has not."""
    if session.may(right):
        return True
    st.warning(session.say("not_allowed"))
    return False


def still_here(session: Session) -> bool:
    """Whether who is at the screen may still do what she could when the page was drawn: same role, login in time."""
    return time.time() <= session.until and session.project.coders.role(session.coder) == session.role


def recheck(session: Session) -> None:
    """Draw the whole page anew, and so ask for the login again, where the user is not `still_here`."""
    if not still_here(session):
        st.rerun(scope="app")


def fragment(draw: Callable[Concatenate[Session, Given], None]) -> Callable[Concatenate[Session, Given], None]:
    """A Streamlit fragment that asks at every run of its own whether the user is `still_here`."""

    @st.fragment
    @functools.wraps(draw)
    def checked(session: Session, *args: Given.args, **options: Given.kwargs) -> None:
        recheck(session)
        draw(session, *args, **options)

    return checked


def to_take_out(session: Session, content: Callable[[], bytes]) -> Callable[[], bytes]:
    """What a download gives, made when it is asked for; nothing for who has lost her right since the page was drawn."""

    def checked() -> bytes:
        return content() if still_here(session) and session.may_export else b""

    return checked


def identity(claims: Mapping[str, Any]) -> str:
    """Coder id of a logged-in user: her e-mail address if the provider vouches for it, otherwise its ``sub``.

    An address that the provider does not say it has verified could be anybody's: some let users type it themselves.
    """
    address = str(claims.get("email") or "").strip().casefold()
    if address and claims.get("email_verified") is True:
        return address
    return str(claims.get("sub") or "").strip()


def expired(claims: Mapping[str, Any], hours: float, now: float) -> bool:
    """Whether a login is older than a session may last; one without a time of issue is."""
    issued = claims.get("iat")
    return not isinstance(issued, int | float) or now - issued > hours * 3600


def _enter_team(arguments: Arguments, language: str) -> Session | None:
    if not st.user.is_logged_in:
        _ask_for_login(language, text("login_needed", language))
        return None
    claims = st.user.to_dict()
    if expired(claims, arguments.session_hours, time.time()):
        _ask_for_login(language, text("login_expired", language))
        return None
    project = shared_project(arguments.project)
    coder = identity(claims)
    role = project.coders.role(coder) if coder else None
    if role is None:
        st.title("textmine")
        st.error(text("login_unknown", language))
        st.text(coder)
        st.button(text("log_out", language), on_click=st.logout)
        return None
    until = float(claims["iat"]) + arguments.session_hours * 3600
    return Session(arguments.project, project, coder, role, language, alone=False, until=until)


def _ask_for_login(language: str, why: str) -> None:
    st.title("textmine")
    st.info(why)
    st.button(text("log_in", language), type="primary", on_click=st.login)


def account(session: Session) -> None:
    """Draw who is logged in and the way out, at the foot of the sidebar."""
    if session.alone:
        return
    st.sidebar.text(session.coder)
    st.sidebar.text(text(f"role_{session.role}", session.language))
    st.sidebar.button(text("log_out", session.language), on_click=st.logout, key="log_out")


def refusal(error: InputError, language: str) -> None:
    """Say that the project cannot be opened."""
    st.error(text("cannot_open_project", language))
    st.text(in_words(error, language))
