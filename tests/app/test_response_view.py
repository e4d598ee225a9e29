from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from app.components import response_view
from app.components.response_view import Marked, pieces
from tests.app.conftest import EVIL

spans = st.builds(
    Marked, st.integers(-3, 30), st.integers(-3, 30), st.sampled_from(["current", "other"]), st.just("tema")
)


@given(st.text(max_size=25), st.lists(spans, max_size=6))
def test_the_pieces_are_the_text_whatever_is_marked(text: str, marked: list[Marked]) -> None:
    assert "".join(piece["text"] for piece in pieces(text, marked)) == text


@given(st.text(min_size=1, max_size=25), st.lists(spans, max_size=6))
def test_a_marked_piece_is_what_a_span_covers(text: str, marked: list[Marked]) -> None:
    covered = {text[each.start : each.end] for each in marked if 0 <= each.start < each.end}
    assert {piece["text"] for piece in pieces(text, marked) if piece["kind"]} <= covered


def test_offsets_are_code_points_also_behind_characters_outside_the_basic_plane() -> None:
    text = "\U0001f600 Boliger mangler"
    found = pieces(text, [Marked(2, 9, "current")])
    assert [piece["text"] for piece in found if piece["kind"] == "current"] == ["Boliger"]


def test_the_current_statement_is_marked_before_one_that_it_overlaps() -> None:
    found = pieces("abcdef", [Marked(0, 4), Marked(2, 6, "current")])
    assert [(piece["text"], piece["kind"]) for piece in found] == [("ab", ""), ("cdef", "current")]


def drawing(evil: str) -> None:
    from app.components.response_view import Marked, response_view

    response_view(evil, [Marked(0, 8, "current", evil)], {"size": evil, "empty": " "}, language=evil)


def test_survey_text_reaches_the_page_as_data_and_not_as_markup() -> None:
    page = AppTest.from_function(drawing, args=(EVIL,)).run()
    assert not page.exception
    (element,) = page.get("bidi_component")
    data = json.loads(element.proto.json)
    assert "".join(piece["text"] for piece in data["pieces"]) == EVIL
    assert data["attributes"] == [["size", EVIL]]
    assert data["language"] == ""
    for part in (element.proto.html_content, element.proto.css_content, element.proto.js_content):
        assert "pwned" not in part


def test_the_component_sets_text_only_as_text() -> None:
    code = Path(response_view.__file__).read_text(encoding="utf-8")
    assert "innerHTML" not in code
    assert "insertAdjacentHTML" not in code
    assert "unsafe_allow_html" not in code
