"""Filters over statements: wave, written standard and a search string."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app.components.plain import plain
from app.i18n import text


def filtered(statements: pd.DataFrame, language: str) -> pd.DataFrame:
    """Draw the filters and return the statements they let through."""
    waves = sorted(wave for wave in statements["wave"].unique() if wave)
    standards = sorted(statements["language"].unique())
    first, second, third = st.columns([4, 3, 3])
    if len(waves) > 1:
        picked = first.pills(text("wave", language), waves, format_func=plain, selection_mode="multi", key="waves")
        if picked:
            statements = statements[statements["wave"].isin(picked)]
    if len(standards) > 1:
        chosen = second.pills(
            text("standard", language),
            standards,
            format_func=lambda value: text(value, language),
            selection_mode="multi",
            key="standards",
        )
        if chosen:
            statements = statements[statements["language"].isin(chosen)]
    query = third.text_input(text("search", language), key="query").strip()
    if query:
        statements = statements[statements["text"].str.contains(query, case=False, regex=False)]
    return statements
