from __future__ import annotations

import pytest

from textmine.report.document import Grid, Lines, Pairs, Panel, Row, Series
from textmine.report.drawing import BLUE, INK, SOFT, VERMILLION, draw
from textmine.themes.waves import Share, share_of

SHOWN, HIDDEN = share_of(6, 20), Share(2, 20, 0.1, 0.03, 0.3, suppressed=True)
ROWS = (Row("2019", SHOWN), Row("2020", HIDDEN), Row("2021", share_of(9, 20)))
DRAWINGS = [
    Lines(tuple(Row(row.label, row.share, "runde") for row in ROWS)),
    Series(ROWS, (2,)),
    Panel(Series(ROWS, (1,)), Lines(ROWS)),
    Pairs(("Bolig", "Kø"), ("Bokmål", "Nynorsk"), ((SHOWN, SHOWN), (SHOWN, HIDDEN))),
    Grid(("Bolig", "Kø"), ((1.0, None), (0.25, 1.0))),
]
NOTHING = [Lines((Row("x", HIDDEN),)), Series((Row("x", HIDDEN),) * 2), Pairs(("x",), ("a", "b"), ((HIDDEN, SHOWN),))]


@pytest.mark.parametrize("drawing", [*DRAWINGS, *NOTHING], ids=lambda drawing: type(drawing).__name__)
def test_every_drawing_is_drawn_the_same_every_time(drawing) -> None:
    first, second = draw(drawing, "nb"), draw(drawing, "nb")
    assert first == second
    assert first.png.startswith(b"\x89PNG")
    assert first.svg.startswith("<svg")


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: type(drawing).__name__)
def test_what_is_hidden_is_marked_and_its_number_is_nowhere(drawing) -> None:
    svg = draw(drawing, "nb").svg
    assert ">:</text>" in svg


def test_axes_are_in_the_report_s_language() -> None:
    rows = (Row("x", Share(1, 40, 0.025, 0.0, 0.1)),)
    assert "2,5\N{NO-BREAK SPACE}%" in draw(Lines(rows), "nn").svg
    assert "2.5%" in draw(Lines(rows), "en").svg


def contrast(colour: str, other: str = "#ffffff") -> float:
    """Contrast ratio of WCAG 2.1."""

    def luminance(code: str) -> float:
        parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((luminance(colour), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_colours_are_told_from_white() -> None:
    assert min(contrast(colour) for colour in (BLUE, VERMILLION)) >= 3
    assert min(contrast(colour) for colour in (INK, SOFT)) >= 4.5
