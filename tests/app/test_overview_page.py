from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from app.components.next_steps import next_steps
from app.i18n import TEXTS
from app.session import Session
from tests.app.conftest import EVIL, OpenApp, answers, shown
from tests.conftest import COMMENTS
from textmine.store import Project
from textmine.store.figures import Counts


def metrics(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


def test_an_empty_project_guides_its_administrator_to_import(open_app: OpenApp) -> None:
    page = open_app()
    assert not page.exception
    assert TEXTS["overview_welcome"]["nb"] in shown(page)
    assert [link.proto.label for link in page.get("page_link")] == [TEXTS["overview_begin"]["nb"]]


def test_an_empty_project_tells_others_to_wait(open_app: OpenApp, filled: Project) -> None:
    filled.coders.add("kari", "coder", by="admin")
    while filled.history.undo("admin") is not None and filled.counts().responses:
        pass
    filled.coders.ensure("admin")
    filled.coders.add("kari", "coder", by="admin")
    page = open_app(coder="kari")
    assert not page.exception
    assert TEXTS["overview_wait"]["nb"] in shown(page)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_is_drawn_in_every_language(open_app: OpenApp, filled: Project, language: str) -> None:
    page = open_app()
    page.selectbox(key="language").set_value(language).run()
    assert not page.exception
    assert page.title[0].value == TEXTS["overview_title"][language]
    assert metrics(page)[TEXTS["responses"][language]] == str(filled.counts().responses)


def test_figures_are_those_of_the_project_and_follow_it(open_app: OpenApp, filled: Project) -> None:
    page = open_app()
    assert metrics(page)[TEXTS["overview_coded"]["nb"]] == "0\u202f%"
    ids = filled.statements()["statement_id"]
    filled.codings.save(ids[0], ["T1"], "admin")
    page.run()
    assert not page.exception
    # One of many is not nothing.
    assert metrics(page)[TEXTS["overview_coded"]["nb"]] == f"{round(100 / len(ids))}\u202f%"
    waves = next(frame.value for frame in page.dataframe if "share" in frame.value)
    assert waves["wave"].tolist() == ["2023", "2024"]
    assert waves["responses"].tolist() == [len(COMMENTS), 5]
    themes = next(frame.value for frame in page.dataframe if "accepted" in frame.value)
    assert themes["theme"].tolist() == ["Bolig"]
    assert themes["accepted"].tolist() == [1]


def test_agreement_is_that_of_the_closed_double_coding(open_app: OpenApp, filled: Project) -> None:
    assert metrics(open_app())[TEXTS["overview_agreement"]["nb"]] == "–"
    filled.coders.add("kari", "coder", by="admin")
    number = filled.batches.draw(4, ["admin", "kari"], "admin")
    for who in ("admin", "kari"):
        for n in range(4):
            found = filled.next_statement(who, "batch", batch=number)
            assert found is not None
            filled.codings.save(found.statement_id, ["T1" if n % 2 else "T2"], who)
    filled.batches.close(number, "admin", unfinished=True)
    page = open_app()
    assert not page.exception
    assert metrics(page)[TEXTS["overview_agreement"]["nb"]] != "–"


def test_names_of_waves_and_themes_are_cells_and_never_markup(open_app: OpenApp, filled: Project) -> None:
    filled.import_responses(answers(["Noe helt annet her"], wave=EVIL), "admin")
    page = open_app()
    assert not page.exception
    assert EVIL in [name for frame in page.dataframe if "wave" in frame.value for name in frame.value["wave"]]
    assert "script" not in shown(page)


def session_of(filled: Project, role: str) -> Session:
    return Session("p", filled, "someone", role, "nb")  # type: ignore[arg-type]


def counts(**values: int) -> Counts:
    zero = dict.fromkeys(("responses", "statements", "coded", "disputed", "waiting", "in_batches", "suggestions"), 0)
    return Counts(**{**zero, **values}, by_coder={})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("role", "figures", "n_themes", "n_blind", "expected"),
    [
        ("admin", {"statements": 9, "waiting": 9}, 0, 0, ["find"]),
        ("coder", {"statements": 9, "waiting": 9}, 0, 0, []),
        ("admin", {"statements": 9, "waiting": 9, "suggestions": 9}, 3, 0, ["review", "suggestions"]),
        ("coder", {"statements": 9, "waiting": 9, "suggestions": 9}, 3, 2, ["batch", "suggestions"]),
        ("coder", {"statements": 9, "waiting": 4, "coded": 5, "disputed": 1}, 3, 0, ["code"]),
        ("reviewer", {"statements": 9, "waiting": 4, "coded": 5, "disputed": 1}, 3, 0, ["disputed", "code"]),
        ("reader", {"statements": 9, "coded": 9}, 3, 0, ["report"]),
    ],
)
def test_what_to_do_next_follows_from_the_role_and_the_state(
    filled: Project, role: str, figures: dict[str, int], n_themes: int, n_blind: int, expected: list[str]
) -> None:
    steps = next_steps(session_of(filled, role), counts(**figures), n_themes, n_blind)
    assert [step.key for step in steps] == expected
