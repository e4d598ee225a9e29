from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.conftest import COMMENTS, EVENINGS, HOUSING, ToyEncoder, responses_of
from textmine.discover import Discovery, discover
from textmine.report.charts import (
    map_figure,
    parity_figure,
    size_figure,
    theme_colour,
    tree_figure,
    wave_figure,
)


def test_the_map_has_a_trace_a_theme_and_a_dot_a_statement(toy_discovery: Discovery) -> None:
    traces = map_figure(toy_discovery).data
    assert [len(trace.x) for trace in traces] == [6, 5, 4]
    shown = [statement for trace in traces for statement in trace.customdata]
    told = toy_discovery.statements[~toy_discovery.statements["abstained"]]
    assert sorted(shown) == sorted(told["statement_id"])


def test_the_map_shows_only_the_statements_it_is_given(toy_discovery: Discovery) -> None:
    few = toy_discovery.statements.head(3)
    traces = map_figure(replace(toy_discovery, statements=few)).data
    assert sum(len(trace.x) for trace in traces) == 3


def test_text_and_theme_names_in_hover_boxes_are_escaped(toy: ToyEncoder) -> None:
    texts = [f"<b onclick=x>{text}</b> & mer" for text in COMMENTS]
    found = discover(responses_of(texts), toy, n_themes=2)
    object.__setattr__(found.model.themes_[0], "name", "<script>1</script>")
    for trace in map_figure(found).data:
        assert "<script>" not in trace.name
        for text in trace.text:
            assert "<b" not in text.replace("<br>", "")
            assert "&lt;b" in text


def test_long_text_in_a_hover_box_is_wrapped_and_cut(toy: ToyEncoder) -> None:
    found = discover(responses_of(["ord " * 500, *COMMENTS]), toy, n_themes=1)
    longest = max((text for trace in map_figure(found).data for text in trace.text), key=len)
    lines = longest.split("<br>")
    assert len(lines) == 8
    assert max(map(len, lines)) <= 60


def test_neighbouring_themes_have_different_colours() -> None:
    colours = [theme_colour(theme) for theme in range(60)]
    assert len(set(colours)) == 60


@pytest.fixture
def two_waves(toy: ToyEncoder) -> Discovery:
    """Housing: 6 of 14 respondents in 2023, 6 of 10 in 2024; evenings: 8 of 14 in 2023, 4 of 10 in 2024."""
    texts = [*HOUSING, *EVENINGS, *EVENINGS, *HOUSING, *EVENINGS]
    return discover(responses_of(texts, ["2023"] * 14 + ["2024"] * 10), toy, n_themes=2)


def test_the_wave_chart_prints_percent_of_respondents_and_hides_small_counts(two_waves: Discovery) -> None:
    heat = wave_figure(two_waves).data[0]
    assert [label.strip() for label in heat.x] == ["2023", "2024"]
    assert [list(row) for row in heat.text] == [["43", "60"], [":", ":"]]  # a total would give the 4 back beside the 8
    assert heat.z[1][1] is None
    assert heat.customdata[0][1].startswith("6 av 10 = 60.0 % (31.3-83.2)")
    assert "4" not in heat.customdata[1][1]


def test_fewer_than_two_waves_have_no_chart(toy: ToyEncoder) -> None:
    for waves in (None, ["2024"] * len(COMMENTS), ["2024" if n else "" for n in range(len(COMMENTS))]):
        assert wave_figure(discover(responses_of(COMMENTS, waves), toy, n_themes=2)) is None


def test_sizes_are_shares_of_respondents_with_their_interval(toy_discovery: Discovery) -> None:
    bars = size_figure(toy_discovery).data[0]
    # Two themes have five respondents or more; the third has four and is not printed.
    assert [round(x, 6) for x in bars.x] == [40.0, round(100 / 3, 6)]
    assert all(low < x for low, x in zip(bars.error_x.arrayminus, bars.x, strict=True))
    assert "6 av 15 = 40.0 %" in bars.customdata[0]


def test_the_tree_has_a_leaf_a_theme_and_is_left_out_for_two(toy_discovery: Discovery, toy: ToyEncoder) -> None:
    figure = tree_figure(toy_discovery)
    names = {f"{theme.id + 1}. {theme.name}" for theme in toy_discovery.model.themes_}
    assert set(figure.layout.yaxis.ticktext) == names
    assert tree_figure(discover(responses_of(COMMENTS), toy, n_themes=2)) is None


def test_written_standards_stand_side_by_side_where_both_are_written(toy: ToyEncoder) -> None:
    things = ("lege", "hjelp", "buss", "mat", "svar", "tid")
    bokmal = [f"Kommunen kan aldri hjelpe når jeg spør om {thing}" for thing in things]
    nynorsk = [f"Kommunen kan aldri hjelpe når eg spør om {thing}" for thing in things]
    trains = ["Toget til byen er fullt den dagen jeg skal reise"] * 6
    tog = ["Toget til byen er fullt den dagen eg skal reise"] * 6
    figure = parity_figure(discover(responses_of([*bokmal, *nynorsk, *trains, *tog]), toy, n_themes=2))
    assert [trace.name for trace in figure.data] == ["bokmål", "nynorsk"]
    assert [list(trace.x) for trace in figure.data] == [[50.0, 50.0], [50.0, 50.0]]
    assert parity_figure(discover(responses_of([*bokmal, *trains]), toy, n_themes=2)) is None


@pytest.mark.parametrize("figure", [size_figure, tree_figure])
def test_theme_names_on_axes_are_escaped(toy: ToyEncoder, figure: Callable[[Discovery], Any]) -> None:
    found = discover(responses_of(COMMENTS), toy, n_themes=3)
    for theme in found.model.themes_:
        object.__setattr__(theme, "name", "<script>1</script>")
    drawn = figure(found).to_json()
    assert "<script>" not in drawn.replace("\\u003c", "<")
