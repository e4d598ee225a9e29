"""Entry point: ``streamlit run app/main.py [-- DISCOVERY_FOLDER]``, or ``textmine app``."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

# Streamlit puts this file's folder on the path; the package lies one above.
_ROOT = str(Path(__file__).resolve().parent.parent)
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

from app import data  # noqa: E402
from app.i18n import LANGUAGES, text  # noqa: E402
from app.pages import themes  # noqa: E402
from textmine.errors import TextmineError  # noqa: E402

# A file of our own: a named icon or an emoji would be fetched from the network by the browser.
_ICON = Path(__file__).with_name("icon.png")


def themes_page() -> None:
    """Load the chosen discovery, or the demo's, and show its themes."""
    language = st.session_state["language"]
    folder = data.chosen_folder()
    st.title(text("themes", language))
    if folder is None:
        st.caption(text("demo_note", language))
        with st.spinner(text("working", language)):
            discovery = data.demo_discovery()
    else:
        changed = data.folder_changed(folder)
        try:
            discovery = data.load_discovery(folder, changed)
        except TextmineError as error:
            st.error(text("cannot_open", language))
            st.text(str(error))
            return
        report = data.report_html(folder, changed)
        if report is not None:
            st.sidebar.download_button(text("report", language), report, "report.html", "text/html")
    themes.show(discovery, language)


def main() -> None:
    """Draw the app: the language of the interface, then the page."""
    st.set_page_config(page_title="textmine", page_icon=str(_ICON), layout="wide")
    st.sidebar.selectbox("Språk / Language", list(LANGUAGES), format_func=LANGUAGES.get, key="language")
    title = text("themes", st.session_state["language"])
    st.navigation([st.Page(themes_page, title=title, default=True)]).run()


main()
