"""A report in the page: in a frame of its own that may run no script, whatever the report says."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.session import Session

_CSS = """
iframe { width: 100%; height: 46rem; border: 1px solid var(--st-border-color); border-radius: 6px; background: #fff; }
"""
# An empty sandbox allows nothing: no scripts, no forms, no way to the page around it. `st.iframe` allows scripts.
_HTML = '<iframe sandbox="" referrerpolicy="no-referrer" title=""></iframe>'
_JS = """
export default function({ parentElement, data }) {
  const frame = parentElement.querySelector("iframe");
  frame.setAttribute("title", data.title);
  if (frame.shown === data.html) return;
  frame.shown = data.html;
  // Without a base of its own a link within the report would lead to the app's address.
  frame.srcdoc = data.html.replace("<head>", '<head><base href="about:srcdoc">');
}
"""


def report_preview(session: Session, html: str) -> None:
    """Draw a report.

    Parameters
    ----------
    session : Session
    html : str
        A whole page.
    """
    data = {"html": html, "title": session.say("report_preview")}
    _component()(data=data, key="report_preview_frame", height="content")


def _component() -> Any:
    """The component; to register the same again changes nothing."""
    return st.components.v2.component("textmine_preview", html=_HTML, css=_CSS, js=_JS, isolate_styles=True)
