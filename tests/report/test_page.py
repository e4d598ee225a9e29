from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from tests.report.test_html import CSS_REFERENCE, EVIL, EXTERNAL, Page
from textmine.report.document import Chapter, Chart, Column, Document, Heading, Lines, Quotation, Row, Table
from textmine.report.publish import rendered
from textmine.themes.waves import share_of


def page_of(words: str) -> str:
    rows = (Row(words, share_of(5, 9), words), Row("andre", share_of(2, 9), words))
    blocks = (
        Heading(words),
        Chart(words, words, Lines(rows)),
        Chart(words, f"{words} igjen", Lines(rows[:1])),
        Table(words, (Column(words), Column(words, "share")), ((words, share_of(5, 9)),), words),
        Quotation(words, words),
    )
    document = Document(words, words, "nb", "2024-05-01", (Chapter("themes", words, blocks),))
    return rendered(document, ["html"])["html"].decode()


def test_the_page_fetches_nothing(demo_files: dict[str, bytes]) -> None:
    page = Page(demo_files["html"].decode())
    assert [value for _, _, value in page.references if EXTERNAL.match(value) or not value.startswith("#")] == []
    assert not [style for style in page.styles if CSS_REFERENCE.search(re.sub(r"url\(#", "", style))]
    assert page.scripts == []


def test_every_link_leads_to_a_place_in_the_page(demo_files: dict[str, bytes]) -> None:
    html = demo_files["html"].decode()
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) | set(re.findall(r"url\(#([^)]+)\)", html)) <= set(ids)


def test_scripts_in_texts_are_shown_and_never_run() -> None:
    page = Page(page_of(EVIL))
    assert page.scripts == []
    assert page.handlers == []
    assert EVIL in "".join(page.text["h3"])


def test_pictures_are_well_formed_and_have_words() -> None:
    html = page_of("Bolig & <kø> $x$")
    pictures = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(pictures) == 2
    for picture in pictures:
        labels = "".join(ET.fromstring(picture.replace("xlink:href", "href")).itertext())  # noqa: S314 - our own
        assert "Bolig & <kø> $x$" in labels
    assert html.count('<div role="img" aria-label="Bolig &amp; &lt;kø&gt; $x$') == 2
