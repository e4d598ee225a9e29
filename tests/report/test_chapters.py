from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest

from textmine.errors import InputError
from textmine.report.chapters import CHAPTERS
from textmine.report.compose import compose
from textmine.report.document import Chapter, Chart, Document, Heading, Panel, Quotation, Table
from textmine.report.material import Material
from textmine.report.plan import Plan, PlannedChapter
from textmine.report.publish import rendered
from textmine.themes.waves import Share


def chapter(document: Document, key: str) -> Chapter:
    return next(chapter for chapter in document.chapters if chapter.key == key)


def tables(found: Chapter) -> list[Table]:
    return [block for block in found.blocks if isinstance(block, Table)]


def shares(document: Document) -> list[Share]:
    """Every share of every table."""
    return [
        value
        for found in document.chapters
        for table in tables(found)
        for row in table.rows
        for value in row
        if isinstance(value, Share)
    ]


@pytest.mark.parametrize("language", ["nn", "en"])
def test_every_language_has_every_chapter(demo_material: Material, demo_document: Document, language: str) -> None:
    found = compose(demo_material, language, "2024-05-01")
    assert [c.key for c in found.chapters] == [c.key for c in demo_document.chapters] == list(CHAPTERS)
    assert not {c.title for c in found.chapters} & {c.title for c in demo_document.chapters} - {
        "Slik er det gjort",
        "Tema for tema",
        "Bokmål og nynorsk",
        "Vedlegg: kodebok",
    }


def test_an_unknown_language_is_refused(demo_material: Material) -> None:
    with pytest.raises(InputError, match="'sv'"):
        compose(demo_material, "sv")


def test_a_report_on_nothing_is_refused(demo_material: Material) -> None:
    with pytest.raises(InputError, match="no answer says anything"):
        compose(replace(demo_material, statements=demo_material.statements.assign(informative=False)))


def test_shares_of_few_respondents_are_suppressed_everywhere(demo_document: Document) -> None:
    found = shares(demo_document)
    assert len(found) > 500
    assert [share for share in found if 0 < share.count < 5 and not share.suppressed] == []
    assert any(share.suppressed for share in found)


def test_charts_draw_the_shares_of_the_tables(demo_document: Document) -> None:
    """So that what is suppressed in a table is suppressed in its chart."""
    found = chapter(demo_document, "themes").blocks
    pairs = [(a, b) for a, b in pairwise(found) if isinstance(a, Chart) and isinstance(b, Table)]
    assert len(pairs) == 23
    for chart, table in pairs:
        assert isinstance(chart.drawing, Panel)
        drawn = [row.share for row in (*chart.drawing.series.rows, *chart.drawing.lines.rows)]
        assert drawn == [row[-1] for row in table.rows]


def test_a_break_is_marked_in_tables_charts_and_method(demo_document: Document) -> None:
    (waves,) = tables(chapter(demo_document, "waves"))
    assert [column.title.split()[1] for column in waves.columns[1:]].count("‖") == 1
    assert "2019 ‖" in waves.columns[4].title
    assert waves.note.startswith("‖ Brudd") and "ny måte" in waves.note
    assert next(b for b in chapter(demo_document, "themes").blocks if isinstance(b, Chart)).drawing.series.breaks == (
        3,
    )
    assert any("fra og med 2019" in str(row[1]) for row in tables(chapter(demo_document, "method"))[0].rows)


def test_a_whole_series_is_not_marked(demo_material: Material) -> None:
    whole = replace(demo_material, waves=tuple(replace(wave, breaks=False) for wave in demo_material.waves))
    document = compose(whole, "nb", "")
    assert "‖" not in repr(document)


def test_one_wave_has_no_chapter_of_waves(demo_material: Material) -> None:
    one = demo_material.responses[demo_material.responses["wave"] == "2020"]
    statements = demo_material.statements[demo_material.statements["response_id"].isin(one["response_id"])]
    document = compose(replace(demo_material, responses=one, statements=statements), "nb", "")
    assert "waves" not in [found.key for found in document.chapters]


def test_quotes_stand_under_their_theme_with_their_attributes(demo_material: Material, demo_document: Document) -> None:
    printed = [block for block in chapter(demo_document, "themes").blocks if isinstance(block, Quotation)]
    assert len(printed) == len(demo_material.quotes)
    assert printed[0].text == demo_material.quotes["text"].iloc[0]
    assert printed[0].source == ", ".join(demo_material.quotes["attributes"].iloc[0].values())


def test_a_theme_of_few_has_no_figures(demo_material: Material) -> None:
    few = demo_material.codings
    few = few[(few["theme_id"] != "housing") | (few.groupby("theme_id").cumcount() < 3)]
    document = compose(replace(demo_material, codings=few), "nb", "")
    overview = tables(chapter(document, "overview"))[0]
    row = next(row for row in overview.rows if row[0] == "Bolig")
    assert row[1:3] == (None, None) and isinstance(row[3], Share) and row[3].suppressed
    assert "Færre enn 5 respondenter" in repr(chapter(document, "themes").blocks[:4])
    assert "Bolig" not in repr(chapter(document, "together"))


def test_pairs_show_how_many_mention_both(demo_material: Material, demo_document: Document) -> None:
    (table,) = tables(chapter(demo_document, "together"))
    first, second, both, expected, ratio = table.rows[0]
    names = {theme.names["nb"]: theme.id for theme in demo_material.themes}
    said = demo_material.codings.merge(demo_material.statements[["statement_id", "respondent"]], on="statement_id")
    mention = [set(said.loc[said["theme_id"] == names[str(name)], "respondent"]) for name in (first, second)]
    out_of = said["respondent"].nunique()
    assert both == len(mention[0] & mention[1])
    assert expected == pytest.approx(len(mention[0]) * len(mention[1]) / out_of)
    assert ratio == pytest.approx(both / expected)
    assert all(row[2] >= 5 for row in table.rows)


def test_quantiles_are_named_by_rounded_limits(demo_document: Document) -> None:
    (table,) = tables(chapter(demo_document, "numbers"))
    titles = [column.title.split(" (")[0] for column in table.columns[1:5]]
    assert titles[0].startswith("til ") and titles[3].startswith("over ") and " til " in titles[1]
    assert all(row[-1] is None for row in table.rows if any(isinstance(v, Share) and v.suppressed for v in row))


@pytest.mark.parametrize(
    ("values", "titles"),
    [
        ([1950 + n % 50 for n in range(450)], ["til 1962", "over 1962 til 1974", "over 1974 til 1987", "over 1987"]),
        ([(n + 1) / 1000 for n in range(450)], ["til 0,114", "over 0,114 til 0,227", "over 0,227 til 0,339"]),
    ],
)
def test_years_and_small_numbers_are_told_apart_by_their_limits(
    demo_material: Material, values: list[float], titles: list[str]
) -> None:
    given = replace(demo_material, responses=demo_material.responses.assign(staff_per_10000=list(map(str, values))))
    (table,) = tables(compose(given, "nb", "", Plan((PlannedChapter("numbers"),))).chapters[0])
    assert [column.title.split(" (n")[0] for column in table.columns[1 : 1 + len(titles)]] == titles


def test_many_quantiles_are_told_in_tables_that_fit_a_page(demo_material: Material) -> None:
    found = tables(compose(demo_material, "nb", "", Plan((PlannedChapter("numbers", {"quantiles": 10}),))).chapters[0])
    assert [len(table.columns) for table in found] == [6, 8]
    assert [column.title for column in found[1].columns[-2:]] == ["z", "P (justert)"]


def test_a_report_without_themes_codings_or_more_than_one_respondent_is_made(demo_material: Material) -> None:
    nothing = replace(demo_material, codings=demo_material.codings.head(0), quotes=demo_material.quotes.head(0))
    no_themes = replace(nothing, themes=())
    one = replace(nothing, responses=demo_material.responses.head(1))
    for given in (nothing, no_themes, one):
        document = compose(given, "nb", "2024-05-01")
        files = rendered(document)
        assert all(files.values())
        assert "De mest nevnte er ." not in files["md"].decode()
    assert [found.key for found in compose(no_themes, "nb").chapters] == ["missing", "method"]


def test_an_identifier_in_a_groups_name_is_masked(demo_material: Material) -> None:
    half = [n % 2 for n in range(len(demo_material.responses))]
    contact = ["ola.nordmann@kommune.no" if n else "10 000–19 999 innbyggere" for n in half]
    given = replace(
        demo_material,
        responses=demo_material.responses.assign(contact=contact),
        attributes=("contact",),
        quotes=demo_material.quotes.assign(attributes=[{"a": "tlf. 912 34 567"}] * len(demo_material.quotes)),
    )
    plan = Plan((PlannedChapter("themes", {"only": ["housing"]}), PlannedChapter("crosstab")))
    text = repr(compose(given, "nb", "", plan))
    assert "nordmann" not in text and "912 34" not in text
    assert "10 000–19 999 innbyggere" in text


def test_a_trend_that_is_there_is_found(demo_material: Material) -> None:
    responses = demo_material.responses
    number = pd.to_numeric(responses["staff_per_10000"])
    high = set(responses.loc[number > 40, "response_id"])
    statements = demo_material.statements
    themes = statements["response_id"].isin(high).map({True: "housing", False: "staffing"})
    codings = demo_material.codings.assign(theme_id=themes.to_numpy())
    plan = Plan((PlannedChapter("numbers"),))
    (table,) = tables(compose(replace(demo_material, codings=codings), "nb", "", plan).chapters[0])
    found = {row[0]: row[-2:] for row in table.rows}
    assert found["Eldre"] == (0.0, 1.0)
    z, p = found["Bolig"] if found["Bolig"][0] is not None else (1.0, 0.0)
    assert z > 0 and p < 0.001


def test_the_method_says_who_coded_and_how_well(demo_document: Document) -> None:
    facts = dict(tables(chapter(demo_document, "method"))[0].rows)
    assert facts["Lest"] == "450 svar fra 450 respondenter; 0 av svarene er tomme"
    assert facts["Enighet"] == "Krippendorffs alfa 0,71 (0,64–0,77)"
    assert facts["Modellens kvalitet"] == "Makro-F1 0,62, på 120 utsagn"
    assert facts["Kodere"] == "model 1 (modell): 457; koder A (menneske): 229"
    assert facts["Kodet av"].startswith("686 kodinger gjelder: 33")
    assert "Vekter" not in facts


def test_weights_are_said_and_used(demo_material: Material, demo_document: Document) -> None:
    weighted = compose(replace(demo_material, weight="weight"), "nb", "")
    facts = dict(tables(chapter(weighted, "method"))[0].rows)
    assert "effektivt antall respondenter" in str(facts["Vekter"])
    before, after = (tables(chapter(found, "overview"))[0].rows[0][3] for found in (demo_document, weighted))
    assert isinstance(before, Share) and isinstance(after, Share)
    assert before.count == after.count and before.share != after.share


def test_an_address_in_a_title_or_definition_is_masked(demo_material: Material) -> None:
    themes = (replace(demo_material.themes[0], definition={"nb": "Spør kari@kommune.no om bolig i Viken"}),)
    changed = replace(demo_material, title={"nb": "Svar til ola@kommune.no"}, themes=themes)
    text = repr(compose(changed, "nb", ""))
    assert "@" not in text
    assert "om bolig i Viken" in text


def test_a_chapter_shows_the_attributes_that_were_chosen(demo_material: Material) -> None:
    chosen = {"crosstab": demo_material.attributes[-1], "numbers": demo_material.number_attributes[-1]}
    plan = Plan(tuple(PlannedChapter(name, {"attributes": [column]}) for name, column in chosen.items()))
    for found in compose(demo_material, "nb", "", plan).chapters:
        assert sum(isinstance(block, Heading) for block in found.blocks) == 1
