"""Charts of a report as pictures, by matplotlib; the same chart gives the same bytes.

Colours are Okabe & Ito's (2008, *Color Universal Design*), those of them that have a contrast of 3:1 or more with white
(WCAG 2.1, 1.4.11); what a colour says is always said by a mark or a place too.
"""

from __future__ import annotations

import io
import textwrap
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textmine.privacy.suppression import SYMBOL
from textmine.report.document import Chart, Document, Drawing, Grid, Lines, Pairs, Panel, Row, Series
from textmine.report.numbers import Numbers
from textmine.themes.waves import Share

BLUE, VERMILLION = "#0072B2", "#D55E00"
INK, SOFT, RULE = "#1c2733", "#5a6875", "#dde3e8"
WIDTH = 6.3
"""Inches; what fits between the margins of an A4 page."""
_ROW = 0.23
_LABEL = 34
_ABOVE = 24
_DPI = 200
_STYLE = {
    "font.family": "DejaVu Sans",  # comes with matplotlib, so that every machine draws the same
    "font.size": 8,
    "text.color": INK,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": SOFT,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": SOFT,
    "ytick.color": INK,
    "xtick.labelcolor": SOFT,
    "ytick.labelcolor": INK,
    "grid.color": RULE,
    "grid.linewidth": 0.6,
    "svg.hashsalt": "textmine",
    "svg.fonttype": "none",
}


@dataclass(frozen=True)
class Picture:
    """A chart as PNG and SVG; width and height in inches."""

    png: bytes
    svg: str
    width: float
    height: float


def draw_all(document: Document) -> dict[Chart, Picture]:
    """Pictures of a document's charts."""
    charts = [block for chapter in document.chapters for block in chapter.blocks if isinstance(block, Chart)]
    return {chart: draw(chart.drawing, document.language) for chart in charts}


def draw(drawing: Drawing, language: str) -> Picture:
    """One chart as a picture."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with rc_context(_STYLE), warnings.catch_warnings():
        # A name may be written in letters that the font lacks; the tables have them.
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        height = _height(drawing)
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        FigureCanvasAgg(figure)
        _Pen(language).draw(figure, drawing)
        png, svg = io.BytesIO(), io.BytesIO()
        figure.savefig(png, format="png", dpi=_DPI, metadata={"Software": None})
        figure.set_layout_engine("none")  # keeps the places that the first drawing found
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    # Verdana has nearly the widths of DejaVu Sans, where a reader's machine lacks that.
    text = svg.getvalue().decode("utf-8").replace("'DejaVu Sans'", "'DejaVu Sans', Verdana")
    return Picture(png.getvalue(), text[text.index("<svg") :], WIDTH, height)


def _height(drawing: Drawing) -> float:
    if isinstance(drawing, Lines):
        sections = len({row.section for row in drawing.rows if row.section})
        return 0.6 + _ROW * (len(drawing.rows) + 1.2 * sections)
    if isinstance(drawing, Panel):
        return max(2.2, _height(drawing.lines))
    if isinstance(drawing, Pairs):
        return 0.9 + _ROW * len(drawing.labels)
    if isinstance(drawing, Grid):
        return 1.9 + 0.36 * len(drawing.labels)
    return 2.4


class _Pen:
    """Draws with the numbers and words of one language."""

    def __init__(self, language: str) -> None:
        self.numbers = Numbers(language)

    def draw(self, figure: Any, drawing: Drawing) -> None:
        """Fill a figure."""
        if isinstance(drawing, Panel):
            left, right = figure.subplots(1, 2, width_ratios=(0.46, 0.54))
            top = _top([row.share for row in (*drawing.series.rows, *drawing.lines.rows)])
            self.series(left, drawing.series, top)
            self.lines(right, drawing.lines, top)
        elif isinstance(drawing, Series):
            self.series(figure.subplots(), drawing, _top([row.share for row in drawing.rows]))
        elif isinstance(drawing, Lines):
            self.lines(figure.subplots(), drawing, _top([row.share for row in drawing.rows]))
        elif isinstance(drawing, Pairs):
            self.pairs(figure.subplots(), drawing)
        else:
            self.grid(figure.subplots(), drawing)

    def percent(self, axis: Any) -> None:
        """Per cent on an axis, as the language writes it."""
        from matplotlib.ticker import FuncFormatter, MaxNLocator

        axis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
        axis.set_major_formatter(FuncFormatter(lambda value, _: self._tick(value)))

    def _tick(self, value: float) -> str:
        return self.numbers.percent(value, 0 if abs(100 * value - round(100 * value)) < 1e-6 else 1)

    def series(self, axes: Any, drawing: Series, top: float) -> None:
        """Shares over waves, their line broken where the series is."""
        places = range(len(drawing.rows))
        for start, end in zip((0, *drawing.breaks), (*drawing.breaks, len(drawing.rows)), strict=True):
            known = [(p, drawing.rows[p].share) for p in places[start:end]]
            axes.plot(
                [p for p, _ in known],
                [float("nan") if _unknown(s) else s.share for _, s in known],
                color=BLUE,
                linewidth=1.6,
                marker="o",
                markersize=4,
            )
        shown = [place for place in places if not _unknown(drawing.rows[place].share)]
        ends = [drawing.rows[place].share for place in shown]
        axes.vlines(shown, [s.low for s in ends], [s.high for s in ends], color=BLUE, linewidth=0.9, alpha=0.6)
        for place in sorted(set(places) - set(shown)):
            axes.annotate(SYMBOL, (place, 0), xytext=(0, 3), textcoords="offset points", ha="center", color=SOFT)
        for place in drawing.breaks:
            axes.axvline(place - 0.5, color=INK, linewidth=0.9, linestyle=(0, (4, 3)))
            axes.annotate(
                "‖",
                (place - 0.5, 1),
                xycoords=("data", "axes fraction"),
                xytext=(0, 1),
                ha="center",
                textcoords="offset points",
            )
        labels = [_wrapped(row.label, 12) for row in drawing.rows]
        axes.set_xticks(list(places), labels, rotation=45 if max(map(len, labels)) * len(labels) > 45 else 0)
        axes.set_xlim(-0.5, len(drawing.rows) - 0.5)
        axes.set_ylim(0, top)
        axes.grid(axis="y")
        axes.set_axisbelow(True)
        self.percent(axes.yaxis)

    def lines(self, axes: Any, drawing: Lines, top: float) -> None:
        """Bars with intervals, one below the other, sections with their titles."""
        places, titles = _places(drawing.rows)
        shown = [(p, row.share) for p, row in zip(places, drawing.rows, strict=True) if not _unknown(row.share)]
        at, shares = [place for place, _ in shown], [share.share for _, share in shown]
        axes.barh(at, shares, height=0.62, color=BLUE, alpha=0.28, linewidth=0)
        axes.hlines(at, [s.low for _, s in shown], [s.high for _, s in shown], color=BLUE, linewidth=1.1)
        axes.plot(shares, at, marker="o", markersize=3.6, color=BLUE, linestyle="none")
        for place in sorted(set(places) - set(at)):
            axes.annotate(SYMBOL, (0, place), xytext=(3, 0), textcoords="offset points", va="center", color=SOFT)
        labels = [_wrapped(row.label, _LABEL) for row in drawing.rows]
        axes.set_yticks([*places, *titles], [*labels, *titles.values()])
        for text in axes.get_yticklabels()[len(places) :]:
            text.set_fontweight("bold")
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_ylim(max([*places, *titles]) + 0.7, min([*places, *titles]) - 0.7)
        axes.set_xlim(0, top)
        axes.grid(axis="x")
        axes.set_axisbelow(True)
        self.percent(axes.xaxis)

    def pairs(self, axes: Any, drawing: Pairs) -> None:
        """Two shares a line, told apart by colour and mark."""
        known = [place for place, pair in enumerate(drawing.shares) if not any(map(_unknown, pair))]
        sides = [[drawing.shares[place][side].share for place in known] for side in (0, 1)]
        axes.hlines(known, *sides, color=SOFT, linewidth=0.9, alpha=0.6, zorder=1)
        for name, shares, colour, mark in zip(drawing.names, sides, (BLUE, VERMILLION), "os", strict=True):
            axes.plot(shares, known, marker=mark, markersize=5, color=colour, linestyle="none", label=name)
        for place in sorted(set(range(len(drawing.labels))) - set(known)):
            axes.annotate(SYMBOL, (0, place), xytext=(3, 0), textcoords="offset points", va="center", color=SOFT)
        axes.set_yticks(range(len(drawing.labels)), [_wrapped(label, _LABEL) for label in drawing.labels])
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_ylim(len(drawing.labels) - 0.3, -0.7)
        axes.set_xlim(0, _top([share for pair in drawing.shares for share in pair], intervals=False))
        axes.grid(axis="both")
        axes.set_axisbelow(True)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, borderaxespad=0.2)
        self.percent(axes.xaxis)

    def grid(self, axes: Any, drawing: Grid) -> None:
        """A square of per cent: darker for more, the number in each cell."""
        from matplotlib.colors import LinearSegmentedColormap

        shades = LinearSegmentedColormap.from_list("blue", ["#ffffff", BLUE])
        off = [v for r, row in enumerate(drawing.values) for c, v in enumerate(row) if v is not None and r != c]
        most = max([*off, 0.01])
        for row, values in enumerate(drawing.values):
            for column, value in enumerate(values):
                if row == column:
                    continue
                shade = 0.0 if value is None else value / most
                axes.add_patch(_square(column, row, shades(shade)))
                text = SYMBOL if value is None else self.numbers.decimal(100 * value, 0)
                axes.text(column, row, text, ha="center", va="center", color="white" if shade > 0.8 else INK)
        labels = [_wrapped(label, _LABEL) for label in drawing.labels]
        above = [_wrapped(label if len(label) < _ABOVE else f"{label[:_ABOVE]}…", _LABEL) for label in drawing.labels]
        axes.set_xticks(range(len(labels)), above, rotation=40, ha="left", rotation_mode="anchor")
        axes.set_yticks(range(len(labels)), labels)
        axes.xaxis.tick_top()
        axes.tick_params(length=0, labelcolor=INK)
        for spine in axes.spines.values():
            spine.set_visible(False)
        axes.set_xlim(-0.5, len(labels) - 0.5)
        axes.set_ylim(len(labels) - 0.5, -0.5)


def _square(column: int, row: int, colour: Any) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((column - 0.48, row - 0.46), 0.96, 0.92, facecolor=colour, edgecolor=RULE, linewidth=0.4)


def _unknown(share: Share) -> bool:
    return share.suppressed or not share.out_of


def _top(shares: Sequence[Share], intervals: bool = True) -> float:
    """Where an axis ends: a little over the highest that is drawn."""
    ends = [share.high if intervals else share.share for share in shares if not _unknown(share)]
    return min(1.0, 1.05 * max([*ends, 0.05]))


def _places(rows: Sequence[Row]) -> tuple[list[float], dict[float, str]]:
    """Where each line lies, and the sections' titles by where they lie."""
    places: list[float] = []
    titles: dict[float, str] = {}
    place, section = 0.0, ""
    for row in rows:
        if row.section != section:
            place += 0.2 if places else 0.0
            titles[place], section = row.section, row.section
            place += 1
        places.append(place)
        place += 1
    return places, titles


def _wrapped(label: str, width: int) -> str:
    """A label on at most two lines; what does not fit is cut off with an ellipsis."""
    lines = textwrap.wrap(label, width, max_lines=2, placeholder=" …") or [""]
    # Matplotlib reads a pair of dollar signs as mathematics.
    return "\n".join(lines).replace("$", r"\$")
