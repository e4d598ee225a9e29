from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.components.plain import plain

# What remark-gfm makes into links, whatever is escaped.
ADDRESS = re.compile(r"(https?://|www(?=\.))([-.\w]+)|([-.\w+]+)@([-\w]+(?:\.[-\w]+)+)", re.IGNORECASE)


def read_back(markdown: str) -> str:
    """What a reader sees: escapes read, joiners invisible."""
    return re.sub(r"\\([^A-Za-z0-9\s])", r"\1", markdown).replace("\u2060", "")


@given(st.text(alphabet=st.characters(exclude_characters="\u2060", exclude_categories=["Cs"])))
def test_the_reader_sees_what_was_written(text: str) -> None:
    assert read_back(plain(text)) == text


@pytest.mark.parametrize(
    "text",
    ["http://example.com/y.png", "HTTPS://a.no", "www.example.com", "WWW.a.no", "kari@example.no", "se http://a.no."],
)
def test_an_address_is_no_link(text: str) -> None:
    assert ADDRESS.search(text)
    assert not ADDRESS.search(re.sub(r"\\([^A-Za-z0-9\s])", r"\1", plain(text)))


@pytest.mark.parametrize(
    "text", ["**fet**", "[x](javascript:1)", "![y](z)", "# tittel", "$x$", ":red[x]", "<b>", "`x`"]
)
def test_every_mark_of_markdown_is_escaped(text: str) -> None:
    assert not re.search(r"(?<!\\)[*\[\]()#$:<>`!]", plain(text))
