"""The encoder that search by meaning, the map and «code all like this» use, loaded on first use."""

from __future__ import annotations

import streamlit as st

from textmine.encode import Encoder, load_encoder


@st.cache_resource(show_spinner=False)
def encoder() -> Encoder:
    """The encoder that ships."""
    return load_encoder()
