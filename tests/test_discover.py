from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.conftest import COMMENTS, EMPTY_ANSWERS, ToyEncoder, python, responses_of
from textmine.discover import Discovery, discover, recut
from textmine.encode import VectorCache
from textmine.errors import InputError
from textmine.themes.guided import Seed

CONTRACT = [
    *("response_id", "statement_id", "start", "end", "text", "language", "theme_id", "theme"),
    *("probability", "abstained", "novelty"),
]


def test_statements_have_the_columns_of_the_contract_first(toy_discovery: Discovery) -> None:
    assert list(toy_discovery.statements.columns)[: len(CONTRACT)] == CONTRACT


def test_offsets_point_into_the_response_as_it_was_written(toy: ToyEncoder) -> None:
    responses = responses_of(["  Bolig;  kø. Dyrt!\r\n- 😀 psykolog", "e\u0301n bolig", "=1 bolig"])
    found = discover(responses, toy, n_themes=1)
    written = dict(zip(responses["response_id"], responses["text"], strict=True))
    assert len(found.statements) == 6
    for row in found.statements.itertuples():
        assert written[row.response_id][row.start : row.end] == row.text


def test_a_response_with_several_statements_can_have_several_themes(toy: ToyEncoder) -> None:
    found = discover(responses_of([f"{COMMENTS[0]}. {COMMENTS[6]}.", *COMMENTS]), toy, n_themes=3)
    first = found.responses.iloc[0]
    assert first["n_statements"] == 2
    assert first["themes"].split(" | ") == found.statements["theme"].head(2).tolist()
    assert len(set(found.statements["theme_id"].head(2))) == 2


def test_only_answers_that_say_nothing_have_no_theme(toy_discovery: Discovery) -> None:
    statements = toy_discovery.statements
    aside = statements[statements["abstained"]]
    assert aside["text"].tolist() == [text for text in EMPTY_ANSWERS if any(c.isalnum() for c in text)]
    assert set(aside["theme_id"]) == {-1}
    assert set(aside["theme"]) == {""}
    assert (statements[~statements["abstained"]]["theme_id"] >= 0).all()
    assert (statements[~statements["abstained"]]["theme"] != "").all()


def test_responses_are_kept_as_they_were_with_their_attributes(toy: ToyEncoder) -> None:
    responses = responses_of([*COMMENTS, ""])
    responses["size"] = ["liten", "stor"] * 8
    before = responses.copy()
    found = discover(responses, toy, n_themes=2)
    assert responses.equals(before)
    assert found.responses[list(before.columns)].equals(before)
    assert found.responses["n_statements"].tolist() == [1] * 15 + [0]
    assert found.responses["themes"].tolist()[-1] == ""


def test_statement_ids_are_unique_and_name_their_response(toy: ToyEncoder) -> None:
    found = discover(responses_of(["bolig; kø; helg", "psykolog"]), toy, n_themes=1)
    assert found.statements["statement_id"].tolist() == ["r0.1", "r0.2", "r0.3", "r1.1"]


def test_probability_novelty_and_map_are_numbers_in_their_range(toy_discovery: Discovery) -> None:
    statements = toy_discovery.statements
    assert statements["probability"].between(0, 1).all()
    assert statements["novelty"].between(0, 2).all()
    assert (statements["probability"] == 0).equals(statements["abstained"])
    assert np.abs(statements[["x", "y"]].to_numpy()).max() <= 1


@pytest.mark.parametrize("rows", [list(range(15))[::-1], [4, 9, *range(15), 0, 0]])
def test_row_order_and_duplicates_do_not_change_what_a_text_is_called(toy: ToyEncoder, rows: list[int]) -> None:
    expected = discover(responses_of(COMMENTS), toy, n_themes=3).statements
    found = discover(responses_of([COMMENTS[row] for row in rows]), toy, n_themes=3).statements
    called = dict(zip(expected["text"], expected["theme"], strict=True))
    assert [called[text] for text in found["text"]] == found["theme"].tolist()


def test_a_cached_run_gives_what_a_fresh_run_gives(toy: ToyEncoder, toy_discovery: Discovery, tmp_path) -> None:
    responses = toy_discovery.responses[["response_id", "wave", "text"]]
    for _ in range(2):
        found = discover(responses, VectorCache(toy, tmp_path), n_themes=3)
        assert found.statements.equals(toy_discovery.statements)
        assert found.encoder_id == toy.id


@pytest.mark.parametrize("n_themes", [1, 2, 5])
def test_recutting_gives_what_a_discovery_with_that_number_gives(
    toy: ToyEncoder, toy_discovery: Discovery, n_themes: int
) -> None:
    responses = toy_discovery.responses[["response_id", "wave", "text"]]
    expected, found = discover(responses, toy, n_themes), recut(toy_discovery, n_themes)
    assert found.statements.equals(expected.statements)
    assert found.responses.equals(expected.responses)
    assert found.model.themes_ == expected.model.themes_


def test_a_part_of_a_discovery_cannot_be_recut(toy_discovery: Discovery) -> None:
    with pytest.raises(InputError, match="not all statements"):
        recut(replace(toy_discovery, statements=toy_discovery.statements.head(3)), 2)


def test_a_discovery_can_start_from_known_themes(toy: ToyEncoder) -> None:
    seeds = (Seed("b", "Boliger", "Vi mangler boliger til unge"), Seed("k", "Ventetid", "Lang ventetid hos psykolog"))
    found = discover(responses_of(COMMENTS), toy, n_themes=1, seeds=seeds)
    assert [theme.source for theme in found.model.themes_][:2] == ["seed:b", "seed:k"]
    assert found.statements["theme"].iloc[0] == "Boliger"
    assert "Boliger" not in set(found.statements["theme"].iloc[6:11])


def test_one_answer_is_enough(toy: ToyEncoder) -> None:
    found = discover(responses_of(["Vi mangler boliger"]), toy)
    assert found.statements["theme_id"].tolist() == [0]
    assert np.isfinite(found.statements[["x", "y"]].to_numpy()).all()


@pytest.mark.parametrize("texts", [[""], ["vet ikke", "-"], list(EMPTY_ANSWERS)])
def test_answers_that_say_nothing_are_refused(toy: ToyEncoder, texts: list[str]) -> None:
    with pytest.raises(InputError, match="no answer says anything"):
        discover(responses_of(texts), toy)


def test_a_survey_where_all_say_the_same_has_one_theme() -> None:
    # In a process of its own: a crash would take the whole test run with it.
    code = """
from tests.conftest import ToyEncoder, responses_of
from textmine.discover import discover
found = discover(responses_of(["Vi mangler boliger"] * 8), ToyEncoder())
assert set(found.statements["theme_id"]) == {0}
assert found.statements[["x", "y"]].notna().all(axis=None)
"""
    finished = python(code)
    assert finished.returncode == 0, finished.stderr
