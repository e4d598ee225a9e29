"""The 2-D map; returns what was selected with box or lasso."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from textmine.discover import Discovery
from textmine.report.charts import map_figure


def theme_map(discovery: Discovery, shown: pd.DataFrame) -> list[str]:
    """Draw the shown statements and return the statement ids inside the user's selection."""
    figure = map_figure(replace(discovery, statements=shown))
    figure.update_layout(height=480, dragmode="lasso", showlegend=False)
    event = st.plotly_chart(figure, key="map", on_select="rerun", selection_mode=("box", "lasso"))
    return [str(point["customdata"]) for point in event["selection"]["points"] if point.get("customdata")]
