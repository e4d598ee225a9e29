"""Survey content as plain text where Streamlit would read Markdown."""

from __future__ import annotations

import re

# Addresses are made into links after the escapes have been read: a word joiner, which nobody sees, breaks them up.
_JOINER = "\u2060"
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=@)", re.IGNORECASE)
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:^=&])")


def plain(value: object) -> str:
    """The value with every character that Markdown may act on escaped."""
    return _MARKUP.sub(r"\\\1", _ADDRESS.sub(_JOINER, str(value)))
