from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn

from tests.report.test_publish import SMALL
from textmine.errors import InputError
from textmine.report.compose import compose
from textmine.report.document import Chart, Document, Heading, Paragraph, Table
from textmine.report.material import Material
from textmine.report.plan import Plan, PlannedChapter
from textmine.report.publish import rendered
from textmine.report.writers.template import STYLES, check_template


@pytest.fixture(scope="module")
def small(demo_material: Material) -> Document:
    return compose(demo_material, "nb", "2024-05-01", SMALL)


def opened(document: Document, template: Path | None = None):
    return docx.Document(io.BytesIO(rendered(document, ["docx"], template)["docx"]))


def blocks(document: Document, kind: type) -> list:
    return [block for chapter in document.chapters for block in chapter.blocks if isinstance(block, kind)]


def test_headings_captions_and_quotes_have_real_styles(small: Document) -> None:
    found = opened(small)
    by_style: dict[str, list[str]] = {}
    for paragraph in found.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert by_style["Title"] == [small.title]
    assert by_style["Heading 1"] == [chapter.title for chapter in small.chapters]
    assert by_style["Heading 2"] == [block.text for block in blocks(small, Heading)]
    assert len(by_style["Caption"]) == len(blocks(small, Table)) + len(blocks(small, Chart))
    assert len(by_style["Quote"]) == 4


def test_captions_are_counted_by_word(small: Document) -> None:
    fields = [field.get(qn("w:instr")) for field in opened(small).element.body.iter(qn("w:fldSimple"))]
    assert fields.count(" SEQ Tabell \\* ARABIC ") == len(blocks(small, Table))
    assert fields.count(" SEQ Figur \\* ARABIC ") == len(blocks(small, Chart))


def test_the_contents_are_filled_in_and_lead_to_the_headings(small: Document) -> None:
    body = opened(small).element.body
    links = [
        ("".join(t.text for t in link.iter(qn("w:t"))), link.get(qn("w:anchor")))
        for link in body.iter(qn("w:hyperlink"))
    ]
    marks = {
        mark.get(qn("w:name")): "".join(t.text for t in mark.getparent().iter(qn("w:t")))
        for mark in body.iter(qn("w:bookmarkStart"))
    }
    assert [text for text, _ in links] == [marks[anchor] for _, anchor in links]
    assert [text for text, _ in links] == ["Slik er det gjort", "Tema for tema", "Bolig"]
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_charts_are_pictures_with_alternative_text(small: Document) -> None:
    shapes = opened(small).inline_shapes
    told = [shape._inline.docPr.get("descr") for shape in shapes]
    assert told == [chart.alternative for chart in blocks(small, Chart)]


def test_a_column_of_short_words_beside_one_of_sentences_has_room_for_each_word(small: Document) -> None:
    """In Word's own template, whose letters are wide: «Versjoner» is not cut in two."""
    method = opened(small).tables[0]
    longest = max(len(word) for cell in method.columns[0].cells for word in cell.text.split())
    assert method.columns[0].width >= longest * 64_000
    assert method.columns[0].width < method.columns[1].width / 3


def test_a_table_keeps_its_first_rows_with_its_head_and_its_last_with_its_note(small: Document) -> None:
    table = max(opened(small).tables, key=lambda each: len(each.rows))
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert kept[:3] == [True] * 3 and kept[-3:-1] == [True] * 2
    assert not all(kept)


def test_what_leads_up_to_a_chart_stays_with_it_and_a_tall_one_comes_behind_its_table(
    demo_material: Material,
) -> None:
    document = compose(demo_material, "nb", "", Plan((PlannedChapter("overview"),)))
    assert [type(block) for block in document.chapters[0].blocks] == [Paragraph, Chart, Table]
    found = opened(document)
    kinds = ["t" if e.tag.endswith("}tbl") else "c" for e in found.element.body if e.tag.endswith("}tbl") or _drawn(e)]
    assert kinds == ["t", "c"]
    lead = next(p for p in found.paragraphs if p.text.startswith("En respondent kan nevne"))
    assert lead.paragraph_format.keep_with_next


def _drawn(element) -> bool:
    return next(element.iter(qn("w:drawing")), None) is not None


def test_the_head_of_a_table_is_repeated(small: Document) -> None:
    for table in opened(small).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_template_gives_its_styles_page_and_header_but_not_its_text(small: Document, tmp_path: Path) -> None:
    template = docx.Document()
    template.add_paragraph("Eksempeltekst i malen")
    template.styles["Heading 1"].font.name = "Georgia"
    template.sections[0].header.paragraphs[0].text = "SINTEF"
    template.sections[0].left_margin = 1_000_000
    template.save(tmp_path / "mal.docx")
    found = opened(small, tmp_path / "mal.docx")
    assert "Eksempeltekst" not in "".join(paragraph.text for paragraph in found.paragraphs)
    assert found.styles["Heading 1"].font.name == "Georgia"
    assert found.sections[0].header.paragraphs[0].text == "SINTEF"
    assert abs(found.sections[0].left_margin - 1_000_000) < 1000


def test_a_style_that_a_template_lacks_is_named(small: Document, tmp_path: Path) -> None:
    template = docx.Document()
    for name in ("Quote", "Caption"):
        style = template.styles[name].element
        style.getparent().remove(style)
    template.save(tmp_path / "mal.docx")
    with pytest.raises(InputError, match=r"mal\.docx: the template lacks the styles Caption, Quote"):
        opened(small, tmp_path / "mal.docx")
    assert {"Caption", "Quote"} < set(STYLES)


def test_a_template_with_damage_inside_is_refused(small: Document, tmp_path: Path) -> None:
    docx.Document().save(tmp_path / "good.docx")
    with zipfile.ZipFile(tmp_path / "good.docx") as good, zipfile.ZipFile(tmp_path / "mal.docx", "w") as bad:
        for name in good.namelist():
            bad.writestr(name, b"<w:styles" if name == "word/styles.xml" else good.read(name))
    with pytest.raises(InputError, match="no Word file"):
        opened(small, tmp_path / "mal.docx")


def test_a_template_without_a_page_is_refused(tmp_path: Path) -> None:
    template = docx.Document()
    body = template.element.body
    body.remove(body.sectPr)
    template.save(tmp_path / "mal.docx")
    with pytest.raises(InputError, match="says nothing of its page"):
        check_template(tmp_path / "mal.docx")


@pytest.mark.parametrize("content", [None, b"no zip", b"PK\x03\x04broken"])
def test_a_template_that_is_no_word_file_is_refused(small: Document, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "mal.docx").write_bytes(content)
    with pytest.raises(InputError, match="no Word file"):
        opened(small, tmp_path / "mal.docx")


def test_nothing_that_hung_on_a_templates_text_is_left_in_the_file(small: Document, tmp_path: Path) -> None:
    """Last year's report as a template: its pictures, comments, notes, macros and links must not come along."""
    template = docx.Document()
    template.add_picture(io.BytesIO(_picture()))
    template.add_comment(template.paragraphs[-1].add_run("x"), "Kari sa dette i fjor", author="Ola")
    template.part.relate_to("https://example.com/i-fjor", RT.HYPERLINK, is_external=True)
    template.settings.element.append(_attached(template.part._settings_part))
    package = template.part.package
    part = Part(PackURI("/word/vbaProject.bin"), "application/vnd.ms-office.vbaProject", b"macro", package)
    template.part.relate_to(part, "http://schemas.microsoft.com/office/2006/relationships/vbaProject")
    notes = Part(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, _NOTES.encode(), package)
    template.part.relate_to(notes, RT.FOOTNOTES)
    template.save(tmp_path / "mal.docx")
    with zipfile.ZipFile(io.BytesIO(rendered(small, ["docx"], tmp_path / "mal.docx")["docx"])) as parts:
        names = parts.namelist()
        text = "".join(parts.read(name).decode("utf-8", "replace") for name in names)
        pictures = [parts.read(name) for name in names if name.startswith("word/media/")]
    assert not [name for name in names if "vba" in name or "comments" in name]
    assert _picture() not in pictures
    assert not {"i fjor", "i-fjor", "fotnote", "server"} & set(re.findall(r"i.fjor|fotnote|server", text))
    assert "separator" in text


_NOTES = (
    f'<w:footnotes xmlns:w="{nsmap["w"]}"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>fotnote</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def _picture() -> bytes:
    from matplotlib.figure import Figure

    stream = io.BytesIO()
    Figure(figsize=(0.1, 0.1)).savefig(stream, format="png")
    return stream.getvalue()


def _attached(settings) -> object:
    kind = RT.SETTINGS.replace("settings", "attachedTemplate")
    key = settings.relate_to("file://server/mal.dotm", kind, is_external=True)
    element = OxmlElement("w:attachedTemplate")
    element.set(qn("r:id"), key)
    return element
