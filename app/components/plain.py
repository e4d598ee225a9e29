"""Survey content as plain text where Streamlit would read Markdown."""

from __future__ import annotations

import re


def plain(value: object) -> str:
    """The value with every character that Markdown may act on escaped."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~$:^=&])", r"\\\1", str(value))
