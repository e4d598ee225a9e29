"""Entry point: ``streamlit run app/main.py -- --project P``, or ``textmine app``."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

# Streamlit puts this file's folder on the path; the package lies one above.
_ROOT = str(Path(__file__).resolve().parent.parent)
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

from app import access  # noqa: E402 - only now on the path
from app.arguments import read_arguments  # noqa: E402 - only now on the path
from app.components import job_status  # noqa: E402 - only now on the path
from app.i18n import LANGUAGES, text  # noqa: E402 - only now on the path
from app.navigation import navigate  # noqa: E402 - only now on the path
from textmine.errors import TextmineError  # noqa: E402 - only now on the path

# A file of our own: a named icon or an emoji would be fetched from the network by the browser.
_ICON = Path(__file__).with_name("icon.png")
_STYLE = Path(__file__).with_name("style.css")


def main() -> None:
    """Draw the app: the language of the interface, who is there, then the page."""
    st.set_page_config(page_title="textmine", page_icon=str(_ICON), layout="wide")
    st.html(_STYLE)
    language = _choose_language()
    arguments = read_arguments()
    if arguments.discovery:
        _show_discovery(arguments.discovery, language)
        return
    try:
        session = access.enter(arguments, language)
    except TextmineError as error:
        access.refusal(error, language)
        return
    if session is None:
        # Else the browser keeps the menu that was drawn for who is not let in any more.
        st.navigation([st.Page(_nothing, title="textmine", default=True)], position="hidden").run()
        return
    if arguments.demo:
        st.sidebar.markdown(session.say("demo_project"))
    access.account(session)
    job_status.sidebar(session)
    navigate(session)


def _nothing() -> None:
    """Draw no page: what is to be said has been said."""


def _choose_language() -> str:
    """Draw the choice of language; it stands in the address too, so that a refresh or a bookmark keeps it."""
    asked = st.query_params.get("language")
    if "language" not in st.session_state and asked in LANGUAGES:
        st.session_state["language"] = asked
    language = str(st.sidebar.selectbox("Språk / Language", list(LANGUAGES), format_func=LANGUAGES.get, key="language"))
    if asked != language and (asked or language != next(iter(LANGUAGES))):
        st.query_params["language"] = language
    return language


def _show_discovery(folder: str, language: str) -> None:
    from app.views import discovery

    def draw() -> None:
        discovery.open_folder(folder, language)

    st.navigation([st.Page(draw, title=text("themes", language), default=True)]).run()


main()
