"""What was done on a page can be taken back where it is told, by whoever did it and nobody else."""

from __future__ import annotations

from tests.app.conftest import OpenApp, change_tab, shown
from textmine.coding import Wording
from textmine.coding.operations import define
from textmine.store import Project


def merged(open_app: OpenApp):
    page = change_tab(open_app("themes"))
    page.button(key="themes_merge_do").click().run()
    assert not page.exception
    return page


def test_a_merge_is_taken_back_where_it_is_told(filled: Project, open_app: OpenApp) -> None:
    page = merged(open_app)
    assert len(filled.codebook().active) == 1
    page.button(key="just_done_undo").click().run()
    assert not page.exception
    assert len(filled.codebook().active) == 2
    assert "Angret: Temaer slått sammen" in shown(page).replace("\\", "")
    assert not [button for button in page.button if button.key == "just_done_undo"]


def test_all_that_one_press_wrote_is_taken_back_together(filled: Project, open_app: OpenApp) -> None:
    page = open_app("themes")
    page.text_input(key="themes_field_T1_name_nb").set_value("Hus").run()
    page.text_area(key="themes_field_T1_definition_nb").set_value("Om hus").run()
    page.button(key="themes_save_T1").click().run()
    assert filled.codebook().theme("T1").names.nb == "Hus"
    page.button(key="just_done_undo").click().run()
    theme = filled.codebook().theme("T1")
    assert (theme.names.nb, theme.definition.nb) == ("Bolig", "")


def test_what_somebody_has_built_on_is_not_taken_back_and_it_is_told_who(filled: Project, open_app: OpenApp) -> None:
    page = open_app("themes")
    page.text_area(key="themes_field_T1_definition_nb").set_value("Om hus").run()
    page.button(key="themes_save_T1").click().run()
    filled.coders.add("ola", "reviewer", by="admin")
    filled.codebooks.apply(define(filled.codebook(), "T1", definition=Wording(nb="Om boliger")), "ola")
    page.button(key="just_done_undo").click().run()
    assert not page.exception
    told = shown(page)
    assert "ola endret temaet «Bolig»" in told.replace("\\", "")
    assert "Tema definert: definisjon" in told.replace("\\", "")
    assert filled.codebook().theme("T1").definition.nb == "Om boliger"


def test_nothing_is_taken_back_by_who_has_lost_her_role_since(filled: Project, open_app: OpenApp) -> None:
    page = merged(open_app)
    filled.coders.add("ola", "admin", by="admin")
    filled.coders.add("admin", "reader", by="ola")
    page.button(key="just_done_undo").click().run()
    assert len(filled.codebook().active) == 1
