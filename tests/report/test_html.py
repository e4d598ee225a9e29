from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests.conftest import COMMENTS, ToyEncoder, responses_of
from textmine.discover import Discovery, discover
from textmine.report.html import render_report

EVIL = "<script>alert('svar')</script>"
EXTERNAL = re.compile(r"^\s*(?:https?:|ftp:|//|file:)", re.IGNORECASE)
# Of a page without its scripts' content.
CSS_REFERENCE = re.compile(r"url\(|@import", re.IGNORECASE)
VOID = {"meta", "link", "br", "hr", "img", "input", "base", "col"}


class Page(HTMLParser):
    """What a browser would fetch from a page, what it would run, and its visible text by tag."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.references: list[tuple[str, str, str]] = []
        self.handlers: list[str] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.text: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self._open.append(tag)
        for name, value in attrs:
            if name in {"src", "href", "data", "action", "srcset", "poster", "background"}:
                self.references.append((tag, name, value or ""))
            if name.startswith("on"):
                self.handlers.append(name)
            if name == "style":
                self.styles.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag = self._open[-1] if self._open else ""
        {"script": self.scripts, "style": self.styles}.get(tag, self.text.setdefault(tag, [])).append(data)


@pytest.fixture(scope="module")
def plain(toy_discovery: Discovery) -> Page:
    return Page(render_report(toy_discovery, "Toy survey"))


@pytest.fixture(scope="module")
def attacked(toy: ToyEncoder) -> str:
    """A report where every field that comes from a survey holds a script."""
    texts = [f"{EVIL} {text}" for text in COMMENTS] + [EVIL, "</script><script>alert(2)</script> og </style>"]
    waves = [f"{EVIL}{n % 2}" for n in range(len(texts))]
    ids = [f"{EVIL}</script>{n}" for n in range(len(texts))]
    found = discover(responses_of(texts, waves, ids), toy, n_themes=3)
    for number, theme in enumerate(found.model.themes_):
        object.__setattr__(theme, "name", f"{EVIL} {number}")
        object.__setattr__(theme, "keywords", (EVIL, "bolig"))
    return render_report(found, f"Tittel {EVIL}")


def test_the_report_fetches_nothing(plain: Page) -> None:
    assert [reference for reference in plain.references if EXTERNAL.match(reference[2])] == []
    assert {tag for tag, _, value in plain.references if not value.startswith("#")} == set()
    assert {"link", "img", "iframe", "object", "embed", "base", "form"}.isdisjoint(plain.tags)


def test_the_styles_fetch_nothing(plain: Page) -> None:
    assert plain.styles
    assert not [style for style in plain.styles if CSS_REFERENCE.search(style)]


def test_every_anchor_leads_to_a_place_in_the_page(toy_discovery: Discovery, plain: Page) -> None:
    ids = set(re.findall(r'\bid="([^"]+)"', render_report(toy_discovery, "t")))
    anchors = {value.removeprefix("#") for tag, _, value in plain.references if tag == "a"}
    assert anchors == {f"tema-{theme.id}" for theme in toy_discovery.model.themes_}
    assert anchors <= ids


def test_plotly_is_in_the_file_and_only_once(plain: Page) -> None:
    assert len([script for script in plain.scripts if len(script) > 1_000_000]) == 1


def test_scripts_in_texts_names_ids_waves_and_title_are_never_run(attacked: str, plain: Page) -> None:
    page = Page(attacked)
    # The library, and one for each chart.
    charts = sum(f'id="{name}"' in attacked for name in ("map", "waves", "sizes", "tree", "parity"))
    assert page.tags.count("script") == 1 + charts
    assert page.handlers == []
    assert "alert('svar')</script>" not in attacked
    assert not [script for script in page.scripts if EVIL in script]
    assert page.tags.count("style") == plain.tags.count("style")


def test_scripts_in_texts_names_and_title_are_shown_as_text(attacked: str) -> None:
    page = Page(attacked)
    assert "".join(page.text["title"]) == f"Tittel {EVIL}"
    assert "".join(page.text["h1"]) == f"Tittel {EVIL}"
    assert EVIL in "".join(page.text["li"])
    assert EVIL in "".join(page.text["h3"])
    assert EVIL in "".join(page.text["p"])


def test_the_report_says_how_it_was_made_and_of_what(toy_discovery: Discovery, plain: Page) -> None:
    facts = "".join(plain.text["dd"])
    assert toy_discovery.encoder_id in facts
    assert f"frø {toy_discovery.random_state}" in facts
    assert f"{len(toy_discovery.responses)}, av dem 1 tomme" in facts
    lead = " ".join("".join(plain.text["p"]).split())
    assert "11 utsagn fra 15 av 19 svar er gruppert i 3 temaer" in lead, "four are in a theme too small to count"


def test_every_theme_is_shown_with_its_name_keywords_and_statements(toy_discovery: Discovery, plain: Page) -> None:
    headings, words, statements = ("".join(plain.text[tag]) for tag in ("h3", "p", "li"))
    for theme in toy_discovery.model.themes_:
        assert f"{theme.id + 1}. {theme.name}" in headings
        assert ", ".join(theme.keywords) in words
        # A list can be counted: of the theme that four respondents mention, one statement is shown.
        shown = theme.representative if theme.size > 4 else theme.representative[:1]
        assert all(text in statements for text in shown)
        assert not any(text in statements for text in theme.representative[len(shown) :])


def cells_of(html: str) -> list[list[str]]:
    """The theme table, row by row, as text."""
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)] for row in rows
    ]


def test_counts_with_few_respondents_behind_them_are_not_printed(toy_discovery: Discovery) -> None:
    rows = cells_of(render_report(toy_discovery, "t"))
    assert rows[0][1:3] == ["6", "6"]
    assert rows[1][1:3] == ["5", "5"]
    assert rows[2][1:] == [":"] * 5


def test_shares_are_printed_with_their_interval(toy_discovery: Discovery) -> None:
    assert cells_of(render_report(toy_discovery, "t"))[1][3] == "33.3 % (15.2–58.3)"


def test_a_written_standard_with_few_respondents_behind_it_is_not_printed(toy_discovery: Discovery) -> None:
    told = toy_discovery.statements[~toy_discovery.statements["abstained"]]
    rows = cells_of(render_report(toy_discovery, "t"))
    few = 0
    for theme, row in enumerate(rows[:2]):
        for language, cell in zip(("nb", "nn"), row[4:], strict=True):
            own = told[(told["theme_id"] == theme) & (told["language"] == language)]
            if 0 < own["response_id"].nunique() < 5:
                few += 1
                assert cell == ":"
    assert few


def test_waves_are_drawn_only_where_there_are_several(toy: ToyEncoder, toy_discovery: Discovery) -> None:
    assert 'id="runder"' in render_report(toy_discovery, "t")
    one_wave = discover(responses_of(COMMENTS, ["2024"] * len(COMMENTS)), toy, n_themes=2)
    assert 'id="runder"' not in render_report(one_wave, "t")


def test_the_map_of_the_report_draws_no_theme_whose_dots_would_give_a_small_count(toy_discovery: Discovery) -> None:
    page = render_report(toy_discovery, "t")
    small = next(theme for theme in toy_discovery.model.themes_ if theme.size < 5)
    own = toy_discovery.statements[toy_discovery.statements["theme_id"] == small.id]
    assert not any(f'"{statement}"' in page for statement in own["statement_id"])


def test_sizes_tree_changes_and_stability_are_in_the_report(toy: ToyEncoder) -> None:
    texts = [f"{text} {n}" for n in range(8) for text in COMMENTS[:11]]
    waves = ["2023" if n % 11 < 6 else "2024" for n in range(len(texts))]
    found = discover(responses_of(texts, waves), toy, n_themes=3)
    html = render_report(found, "Undersøkelse")
    for part in ('id="storrelser"', 'id="tre"', 'id="runder"', "Stabilitet "):
        assert part in html
    assert re.search(r"(nytt|vokser|krymper|borte), fra [\d.]+ % av 48 til [\d.]+ % av 40", html)
