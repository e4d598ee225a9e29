"""What a reader can work out from totals, from themes above others, and from two tables together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.report.test_tally import THEMES, coding, material
from textmine.report.compose import compose
from textmine.report.document import Chapter, Chart, Document, Grid, Table
from textmine.report.material import Material, ReportTheme
from textmine.report.plan import Plan, PlannedChapter
from textmine.report.tally import ALL, Tally

NESTED = (
    ReportTheme("home", {"nb": "Bolig"}),
    ReportTheme("price", {"nb": "Pris"}, parent="home", order=1),
    ReportTheme("noise", {"nb": "Støy"}, parent="home", order=2),
)


def said(themes: tuple[ReportTheme, ...], mentions: dict[str, range], n: int = 60, **changes: object) -> Material:
    codings = pd.DataFrame([coding(f"r{i}.1", theme) for theme, who in mentions.items() for i in who])
    return replace(material(n), themes=themes, codings=codings, **changes)  # type: ignore[arg-type]


def chapter(given: Material, name: str) -> Chapter:
    document: Document = compose(given, "nb", "", Plan((PlannedChapter(name),)))
    return next(each for each in document.chapters if each.key == name)


def test_those_without_a_value_cannot_be_told_from_the_total_minus_the_groups() -> None:
    given = said(THEMES, {"home": range(30), "queue": range(2, 30)})
    place = ["" if i < 2 else "nord" if i % 2 else "sør" for i in range(60)]
    tally = Tally(replace(given, responses=given.responses.assign(place=place, wave="2023")))
    shown = [tally.by("place").cells["home", group] for group in ("nord", "sør")]
    assert tally.total.cells["home", ALL].count - sum(share.count for share in shown) == 2
    assert any(share.suppressed for share in shown)
    assert not any(tally.by("place").cells["queue", group].suppressed for group in ("nord", "sør"))


def test_a_total_that_is_printed_elsewhere_does_not_bound_what_is_hidden() -> None:
    given = said(THEMES[:1], {"home": range(28, 33)}, n=60)
    table = Tally(given).by("wave", ["2023", "2024"])
    assert [share.count for share in table.row("home")] == [2, 3]
    three = ["2022", "2023", "2024"]
    waves = [three[i % 2 + (i >= 40)] for i in range(60)]
    again = Tally(replace(given, responses=given.responses.assign(wave=waves))).by("wave", three)
    assert 0 in [share.count for share in again.row("home")]
    assert all(share.suppressed for share in again.row("home"))


def test_a_theme_above_does_not_give_away_the_few_who_mention_it_and_not_the_one_below() -> None:
    tally = Tally(said(NESTED, {"price": range(20), "noise": range(20, 23)}))
    cells = tally.total.cells
    assert (cells["home", ALL].count, cells["price", ALL].count, cells["noise", ALL].count) == (23, 20, 3)
    assert not cells["home", ALL].suppressed
    assert cells["price", ALL].suppressed and cells["noise", ALL].suppressed


def test_a_theme_above_with_many_more_hides_nothing() -> None:
    tally = Tally(said(NESTED, {"price": range(20), "noise": range(20, 40)}))
    assert not any(share.suppressed for share in tally.total.cells.values())


def test_why_a_theme_has_no_figures_is_not_said_wrongly() -> None:
    text = repr(chapter(said(NESTED, {"price": range(20), "noise": range(20, 23)}), "themes"))
    assert text.count("Færre enn 5 respondenter nevner") == 1
    assert "sammen med temaet over" in text


def groups(mentions: dict[str, range], sizes: dict[str, int], **changes: object) -> Tally:
    """Respondents in groups of these sizes, one after the other; the last mentions nothing but «queue»."""
    place = [group for group, n in sizes.items() for _ in range(n)]
    given = said(THEMES, {**mentions, "queue": range(len(place))}, n=len(place))
    return Tally(replace(given, responses=given.responses.assign(place=place, wave="2023"), **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mention", "size", "hidden"),
    [(6, 6, True), (5, 6, True), (10, 12, False), (11, 12, True), (46, 50, True), (45, 50, False), (450, 500, False)],
)
def test_what_nearly_all_of_a_group_say_is_not_printed_of_them(mention: int, size: int, hidden: bool) -> None:
    """All of a group, all but one, or over nine of ten with fewer than five left over (docs/privacy.md)."""
    sizes = {"nord": size, "sør": 100, "vest": 100}
    tally = groups({"home": [*range(mention), *range(size, size + 30), *range(size + 100, size + 140)]}, sizes)  # type: ignore[dict-item]
    row = {group: tally.by("place").cells["home", group] for group in sizes}
    assert (row["nord"].count, row["nord"].out_of) == (mention, size)
    assert row["nord"].suppressed == hidden
    # The total of all is printed, so that the hidden one needs another beside it.
    assert not tally.total.cells["home", ALL].suppressed
    assert (row["sør"].suppressed or row["vest"].suppressed) == hidden


def test_what_all_respondents_say_is_printed_of_all() -> None:
    tally = groups({"home": range(10)}, {"nord": 20, "sør": 20})
    assert not tally.total.cells["queue", ALL].suppressed
    assert all(tally.by("place").cells["queue", group].suppressed for group in ("nord", "sør"))


def test_that_nobody_in_a_group_mentions_a_theme_is_printed() -> None:
    shares = groups({"home": range(20, 30)}, {"nord": 20, "sør": 20}).by("place")
    assert [shares.cells["home", group].suppressed for group in ("nord", "sør")] == [False, False]


def test_pairs_do_not_give_away_the_few_who_mention_neither_or_a_third() -> None:
    themes = (*NESTED, ReportTheme("cold", {"nb": "Kulde"}, parent="home", order=3))
    mentions = {"price": range(25), "noise": range(10, 40), "cold": range(42)}
    found = chapter(said(themes, mentions), "together")
    pairs = {row[:2] for block in found.blocks if isinstance(block, Table) for row in block.rows}
    assert ("Støy", "Pris") not in pairs and ("Pris", "Støy") not in pairs
    (grid,) = [block.drawing for block in found.blocks if isinstance(block, Chart)]
    assert isinstance(grid, Grid)
    values = dict(zip(grid.labels, grid.values, strict=True))
    assert values["Pris"][grid.labels.index("Støy")] is None


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(["", "a", "b", "c"]), st.integers(0, 7)), min_size=30, max_size=60))
def test_one_hidden_cell_of_a_theme_is_never_the_only_one(people: list[tuple[str, int]]) -> None:
    """Also those in no group are a cell, which is never printed."""
    themes = tuple(ReportTheme(f"t{bit}", {"nb": f"t{bit}"}) for bit in range(3))
    mentions = {f"t{bit}": [i for i, (_, said) in enumerate(people) if said >> bit & 1] for bit in range(3)}
    codings = [coding(f"r{i}.1", theme) for theme, who in mentions.items() for i in who]
    base = material(len(people))
    known = replace(
        base,
        themes=themes,
        codings=pd.DataFrame(codings or [coding("r0.1", "gone")]),
        responses=base.responses.assign(place=[place for place, _ in people]),
    )
    tally = Tally(known)
    table = tally.by("place")
    for theme in themes:
        total, row = tally.total.cells[theme.id, ALL], table.row(theme.id)
        hidden = sum(share.count for share in row if share.suppressed)
        rest = total.count - sum(share.count for share in row)
        unknown = sum(share.suppressed for share in row) + (rest > 0)
        if not total.suppressed and unknown == 1 and np.count_nonzero([hidden, rest]):
            assert hidden + rest >= known.threshold
