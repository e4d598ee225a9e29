"""Statements as a table from which some can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.session import Session

if TYPE_CHECKING:
    import pandas as pd


def statement_table(session: Session, found: pd.DataFrame, key: str, *, height: int = 420) -> list[str]:
    """Draw the frame's columns text, wave and language, and similarity if it has it; returns the ids chosen."""
    shown = found.assign(language=[session.say(language) for language in found["language"]])
    columns = {
        "text": st.column_config.TextColumn(session.say("statement"), width="large"),
        "wave": st.column_config.TextColumn(session.say("wave"), width="small"),
        "language": st.column_config.TextColumn(session.say("standard"), width="small"),
    }
    if "similarity" in found:
        columns["similarity"] = st.column_config.NumberColumn(
            session.say("table_similarity"), format="%.2f", width="small"
        )
    event = st.dataframe(
        shown[list(columns)],
        column_config=columns,
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        height=min(height, 38 + 35 * max(1, len(found))),
        key=key,
    )
    return [str(found["statement_id"].iloc[row]) for row in event["selection"]["rows"] if row < len(found)]
