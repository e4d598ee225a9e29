"""Streamlit's own English on its uploader, said in the language of the interface."""

from __future__ import annotations

import streamlit as st

from app.session import Session

_STYLE = """<style>
.st-key-{key} [data-testid="stFileUploaderDropzone"] button [data-testid="stMarkdownContainer"] p,
.st-key-{key} [data-testid="stFileUploaderDropzoneInstructions"] span {{ font-size: 0; }}
.st-key-{key} [data-testid="stFileUploaderDropzone"] button [data-testid="stMarkdownContainer"] p::after
  {{ content: "{button}"; font-size: 1rem; }}
.st-key-{key} [data-testid="stFileUploaderDropzoneInstructions"] span::after
  {{ content: "{hint}"; font-size: 0.875rem; }}
</style>"""


def upload_words(session: Session, megabytes: int, key: str) -> None:
    """Draw nothing, but have the uploader with a key say what its button does and how large a file may be."""
    hint = session.say("upload_hint", n=megabytes)
    st.html(_STYLE.format(key=key, button=session.say("upload_button"), hint=hint))
