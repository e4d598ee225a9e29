from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import app.meaning
from app.i18n import TEXTS
from app.views.quotes import _file
from tests.app.conftest import EVIL, OpenApp, answers, shown
from tests.conftest import HOUSING, WAITING, ToyEncoder
from textmine.store import Project

NAMED = "Kari Nordmann på tlf. 912 34 567 sa at vi ikke har boliger til unge her"


@pytest.fixture(autouse=True)
def _toy_encoder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(app.meaning, "load_encoder", ToyEncoder)
    yield


@pytest.fixture
def coded(filled: Project) -> Project:
    """The project with its statements coded by what they are about, and one that names somebody."""
    filled.import_responses(answers([NAMED], wave="2025").assign(response_id="99"), "admin")
    for row in filled.statements().itertuples():
        if row.text in HOUSING or row.wave == "2025":
            filled.codings.set(row.statement_id, "T1", "admin")
        elif row.text in WAITING:
            filled.codings.set(row.statement_id, "T2", "admin")
    return filled


def pick(page: AppTest, n: int = 20) -> AppTest:
    page.number_input(key="quotes_n").set_value(n)
    page.slider(key="quotes_words").set_value((1, 60))
    page.button(key="quotes_pick").click().run()
    assert not page.exception
    return page


def press(page: AppTest, start: str) -> AppTest:
    next(button for button in page.button if str(button.key).startswith(start)).click().run()
    assert not page.exception
    return page


def named(project: Project) -> str:
    """End of the keys of the quote that names somebody."""
    (name,) = project.statements().query("wave == '2025'")["statement_id"]
    return f"picks_T1_{name}"


def responses(page: AppTest) -> list[dict[str, object]]:
    return [json.loads(element.proto.json) for element in page.get("bidi_component")]


def edit(page: AppTest, key: str, text: str) -> AppTest:
    page.toggle(key=f"quotes_edit_{key}").set_value(True).run()
    page.text_area(key=f"quotes_text_{key}").set_value(text).run()
    assert not page.exception
    return page


@pytest.mark.usefixtures("coded")
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_picks_are_shown_with_their_reasons_in_every_language(open_app: OpenApp, language: str) -> None:
    page = open_app("quotes")
    page.selectbox(key="language").set_value(language).run()
    pick(page, 2)
    assert page.title[0].value == TEXTS["quotes_title"][language]
    text = shown(page)
    assert text.count(f"**{TEXTS['quotes_kind_representative'][language]}**") == 2
    assert {"nb": "Står for deltemaet", "nn": "Står for deltemaet", "en": "Stands for the sub"}[language] in text


@pytest.mark.usefixtures("coded")
def test_each_kind_gives_its_pick(open_app: OpenApp) -> None:
    page = open_app("quotes")
    page.button_group(key="quotes_kinds").set_value(["typical"])
    pick(page)
    assert f"**{TEXTS['quotes_kind_typical']['nb']}**" in shown(page)
    assert TEXTS["quotes_kind_representative"]["nb"] not in shown(page)
    page.button_group(key="quotes_kinds").set_value([])
    pick(page)
    assert TEXTS["quotes_no_kind"]["nb"] in shown(page)


def test_original_and_redacted_stand_beside_each_other_with_what_is_masked_marked(
    coded: Project, open_app: OpenApp
) -> None:
    page = pick(open_app("quotes"))
    drawn = responses(page)
    place = next(n for n, each in enumerate(drawn) if "".join(p["text"] for p in each["pieces"]) == NAMED)
    original, redacted = drawn[place : place + 2]
    marked = [piece["text"] for piece in original["pieces"] if piece["kind"] == "masked"]
    assert marked == ["Kari Nordmann", "912 34 567"]
    text = "".join(piece["text"] for piece in redacted["pieces"])
    assert "Kari" not in text
    assert "912" not in text
    assert len([piece for piece in redacted["pieces"] if piece["kind"] == "masked"]) == 2
    # The only answer of its wave: the wave would say who it was.
    assert redacted["attributes"] == []
    assert named(coded)


def test_an_approved_quote_says_who_and_when_and_can_be_undone(coded: Project, open_app: OpenApp) -> None:
    page = press(pick(open_app("quotes")), f"quotes_approve_{named(coded)}")
    (quote,) = coded.quotes.frame(status="approved").to_dict("records")
    assert quote["coder"] == "admin"
    assert "Kari" not in quote["redacted"]
    assert quote["original"] == NAMED
    assert "Godkjent av admin" in shown(page)
    assert quote["redacted"] in [code.value for code in page.code]
    press(page, "quotes_undo")
    assert coded.quotes.frame().empty
    assert "Godkjent av" not in shown(page)


def test_an_edit_within_the_rules_is_printed_and_the_original_kept(coded: Project, open_app: OpenApp) -> None:
    page, key = pick(open_app("quotes")), named(coded)
    edit(page, key, "[NAVN] […] sa at vi ikke har boliger […]")
    assert not page.error
    press(page, f"quotes_approve_{key}")
    (quote,) = coded.quotes.frame(status="approved").to_dict("records")
    assert (quote["edited"], quote["original"]) == ("[NAVN] […] sa at vi ikke har boliger […]", NAMED)


def test_an_edit_against_the_rules_gets_one_line_and_stays_in_the_field(coded: Project, open_app: OpenApp) -> None:
    page, key = pick(open_app("quotes")), named(coded)
    page.toggle(key=f"quotes_edit_{key}").set_value(True).run()
    # Typed and approved in one go, before the page could say anything.
    page.text_area(key=f"quotes_text_{key}").set_value("Kari Nordmann sa at vi har boliger")
    press(page, f"quotes_approve_{key}")
    assert coded.quotes.frame().empty
    assert [error.value.count("står ikke slik i sitatet") for error in page.error] == [1]
    assert page.text_area(key=f"quotes_text_{key}").value == "Kari Nordmann sa at vi har boliger"
    assert page.button(key=f"quotes_approve_{key}").disabled
    page.selectbox(key="quotes_theme").set_value("T2").run()
    page.selectbox(key="quotes_theme").set_value("T1").run()
    assert page.text_area(key=f"quotes_text_{key}").value == "Kari Nordmann sa at vi har boliger"
    press(page, f"quotes_discard_{key}")
    assert not page.error
    assert not [area for area in page.text_area if area.key == f"quotes_text_{key}"]


def test_leaving_out_a_negation_is_pointed_at_and_allowed(coded: Project, open_app: OpenApp) -> None:
    page, key = pick(open_app("quotes")), named(coded)
    edit(page, key, "[NAVN] […] har boliger til unge her")
    assert "ikke" in page.warning[0].value
    press(page, f"quotes_approve_{key}")
    assert len(coded.quotes.frame(status="approved")) == 1


def test_a_rejected_quote_is_not_picked_again(coded: Project, open_app: OpenApp) -> None:
    page, key = pick(open_app("quotes")), named(coded)
    press(page, f"quotes_reject_{key}")
    assert list(coded.quotes.frame()["status"]) == ["rejected"]
    pick(page)
    assert NAMED not in ["".join(p["text"] for p in each["pieces"]) for each in responses(page)]
    page.button_group(key="quotes_view").set_value("decided").run()
    press(page, "quotes_reopen_")
    assert list(coded.quotes.frame()["status"]) == ["picked"]


def test_who_decides_second_is_told_and_overwrites_nothing(coded: Project, open_app: OpenApp) -> None:
    page, key = pick(open_app("quotes")), named(coded)
    edit(page, key, "[NAVN] […] boliger til unge her")
    coded.coders.add("ola", "reviewer", by="admin")
    statement = key.removeprefix("picks_T1_")
    coded.quotes.put(statement, "T1", "ola", redacted="[NAVN] har ikke boliger", status="rejected")
    press(page, f"quotes_approve_{key}")
    assert TEXTS["conflict"]["nb"] in shown(page)
    assert list(coded.quotes.frame()["status"]) == ["rejected"]
    assert page.text_area(key=f"quotes_text_{key}").value == "[NAVN] […] boliger til unge her"


def test_roles_decide_as_much_as_they_may(coded: Project, open_app: OpenApp) -> None:
    coded.coders.add("kari", "coder", by="admin")
    coded.coders.add("les", "reader", by="admin")
    key = named(coded)
    page = pick(open_app("quotes", coder="les"))
    assert responses(page)
    assert not [button for button in page.button if str(button.key).startswith(("quotes_approve", "quotes_save"))]
    assert not [toggle for toggle in page.toggle if str(toggle.key).startswith("quotes_edit")]
    page = pick(open_app("quotes", coder="kari"))
    assert not [button for button in page.button if str(button.key).startswith("quotes_approve")]
    press(edit(page, key, "[NAVN] […] boliger til unge her"), f"quotes_save_{key}")
    assert list(coded.quotes.frame()["status"]) == ["picked"]


def test_only_who_may_take_data_out_downloads_approved_quotes(coded: Project, open_app: OpenApp) -> None:
    page = press(pick(open_app("quotes")), f"quotes_approve_{named(coded)}")
    page.button_group(key="quotes_view").set_value("decided").run()
    assert [button.proto.label for button in page.get("download_button")] == ["CSV", "Excel"]
    coded.coders.add("kari", "coder", by="admin")
    page = open_app("quotes", coder="kari")
    assert not page.exception
    assert page.button_group(key="quotes_view").value == "decided"
    assert not page.get("download_button")
    assert TEXTS["quotes_no_export"]["nb"] in shown(page)


@pytest.mark.usefixtures("filled")
def test_a_theme_without_statements_says_so(open_app: OpenApp) -> None:
    page = pick(open_app("quotes"))
    assert "temaet har ingen utsagn å sitere" in shown(page).casefold()


def test_without_themes_there_is_nothing_to_pick(open_app: OpenApp) -> None:
    assert TEXTS["quotes_empty"]["nb"] in shown(open_app("quotes"))


def test_suggestions_are_quoted_where_nobody_has_coded(filled: Project, open_app: OpenApp) -> None:
    rows = [(name, "T1", 0.9) for name in filled.statements()["statement_id"]]
    filled.suggestions.write(pd.DataFrame(rows, columns=["statement_id", "theme_id", "confidence"]), "h", "admin")
    page = pick(open_app("quotes"), 2)
    assert TEXTS["quotes_suggested"]["nb"] in shown(page)


def test_answers_are_never_markup(coded: Project, open_app: OpenApp) -> None:
    coded.import_responses(answers([f"Vi mangler boliger {EVIL}"], wave="2026").assign(response_id="98"), "admin")
    for name in coded.statements().query("wave == '2026'")["statement_id"]:
        coded.codings.set(name, "T1", "admin")
    page = pick(open_app("quotes"))
    assert "<script>" not in shown(page).replace("\\<", "")
    assert any("<script>" in piece["text"] for each in responses(page) for piece in each["pieces"])


def test_the_files_hold_the_redacted_text_alone(coded: Project) -> None:
    from app.session import Session
    from textmine.quotes import mask

    statement = named(coded).removeprefix("picks_T1_")
    redacted = mask(NAMED).redacted
    coded.quotes.put(statement, "T1", "admin", redacted=redacted, status="approved")
    session = Session(str(coded.place.file), coded, "admin", "admin", "nb")
    csv = _file(session, "csv", ()).decode("utf-8-sig")
    sheet = pd.read_excel(io.BytesIO(_file(session, "xlsx", ())), dtype=str, engine="openpyxl")
    assert sheet["quote"].tolist() == [redacted]
    assert redacted in csv
    for text in (csv, sheet.to_csv()):
        assert "Nordmann" not in text
        assert "912 34 567" not in text


def test_quotes_are_given_to_nobody_who_lost_her_right_after_the_page_was_drawn(
    coded: Project, open_app: OpenApp, downloads: dict[str, Callable[[], bytes]]
) -> None:
    (statement,) = coded.statements().query("wave == '2025'")["statement_id"]
    coded.quotes.put(statement, "T1", "admin", redacted="vi ikke har boliger", status="approved")
    coded.coders.add("kari", "reviewer", by="admin")
    page = open_app("quotes", coder="kari")
    page.button_group(key="quotes_view").set_value("decided").run()
    assert not page.exception
    assert set(downloads) == {"quotes_download_csv", "quotes_download_xlsx"}
    assert all(made() for made in downloads.values())
    # A role of which the page that was drawn knows nothing.
    coded.coders.add("kari", "coder", by="admin")
    assert [made() for made in downloads.values()] == [b""] * len(downloads)
