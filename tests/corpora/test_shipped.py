"""What every shipped survey promises, and what the demo promises besides."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from textmine.resources import shipped
from textmine.survey.corpus import DIRECT_IDENTIFIERS, QUASI_IDENTIFIERS, Survey, read_survey

CORPORA = shipped("corpora")
FOLDERS = [CORPORA / "demo", *sorted(path.parent for path in (CORPORA / "training").glob("*/survey.yaml"))]


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture(scope="module")
def survey(folder: Path) -> Survey:
    return read_survey(folder)


@pytest.fixture(scope="module")
def demo() -> Survey:
    return read_survey(CORPORA / "demo")


def test_there_is_a_demo_and_many_training_surveys() -> None:
    assert len(FOLDERS) > 20


def test_offsets_lie_inside_the_text_and_have_no_space_around_them(survey: Survey) -> None:
    for response in survey.responses:
        for span in (*response.statements, *response.personal_data):
            words = response.text[span.start : span.end]
            assert 0 <= span.start < span.end <= len(response.text)
            assert words == words.strip(), (response.id, words)


def test_themes_are_known_and_have_names_and_definitions_in_both_standards(survey: Survey) -> None:
    known = [theme.id for theme in survey.themes]
    assert len(known) == len(set(known))
    assert {span.label for response in survey.responses for span in response.statements} <= set(known)
    for theme in survey.themes:
        for words in (theme.name, theme.definition):
            assert words["nb"].strip()
            assert words["nn"].strip()


def test_kinds_of_personal_data_are_known(survey: Survey) -> None:
    known = {*DIRECT_IDENTIFIERS, *QUASI_IDENTIFIERS}
    assert {span.label for response in survey.responses for span in response.personal_data} <= known


def test_ids_are_unique_and_texts_are_written_in_bokmaal_or_nynorsk(survey: Survey) -> None:
    ids = [response.id for response in survey.responses]
    assert len(ids) == len(set(ids))
    assert {response.language for response in survey.responses} == {"nb", "nn"}
    assert all(response.text.strip() == response.text != "" for response in survey.responses)


def test_no_two_answers_are_the_same(survey: Survey) -> None:
    texts = Counter(response.text.casefold() for response in survey.responses if len(response.text.split()) > 4)
    assert [text for text, count in texts.items() if count > 1] == []


def test_attributes_and_waves_are_those_the_survey_names(folder: Path, survey: Survey) -> None:
    head = yaml.safe_load((folder / "survey.yaml").read_text(encoding="utf-8"))
    waves = {str(wave) for wave in head["waves"]}
    assert {response.wave for response in survey.responses} <= waves
    for response in survey.responses:
        for name, value in response.attributes.items():
            assert value in {str(choice) for choice in head["attributes"][name]}, (response.id, name)


def test_the_frame_is_what_reading_a_file_gives(survey: Survey) -> None:
    frame = survey.frame()
    assert list(frame.columns[:3]) == ["response_id", "wave", "text"]
    assert len(frame) == len(survey.responses)


def test_gold_statements_are_the_marked_words(survey: Survey) -> None:
    frame = survey.statements()
    written = {response.id: response.text for response in survey.responses}
    assert len(frame) == sum(len(response.statements) for response in survey.responses)
    assert all(written[row.response_id][row.start : row.end] == row.text for row in frame.itertuples())


def test_the_demo_has_at_least_400_responses_and_20_themes(demo: Survey) -> None:
    assert len(demo.responses) >= 400
    assert len(demo.themes) >= 20


def test_the_demo_has_names_in_english_too(demo: Survey) -> None:
    assert all(theme.name["en"].strip() for theme in demo.themes)


def test_every_theme_of_the_demo_has_at_least_nine_statements(demo: Survey) -> None:
    counts = Counter(span.label for response in demo.responses for span in response.statements)
    assert {theme.id: counts[theme.id] for theme in demo.themes if counts[theme.id] < 9} == {}


def test_the_demo_is_30_to_42_percent_nynorsk(demo: Survey) -> None:
    share = sum(response.language == "nn" for response in demo.responses) / len(demo.responses)
    assert 0.30 <= share <= 0.42


def test_35_to_50_percent_of_the_demo_answers_have_several_themes(demo: Survey) -> None:
    several = [len({span.label for span in response.statements}) > 1 for response in demo.responses]
    assert 0.35 <= sum(several) / len(several) <= 0.50


def test_no_coded_answer_of_the_demo_is_in_a_training_survey(demo: Survey) -> None:
    ours = {
        response.text.casefold()
        for response in demo.responses
        if response.statements and len(response.text.split()) > 4
    }
    for folder in FOLDERS[1:]:
        theirs = {response.text.casefold() for response in read_survey(folder).responses}
        assert ours.isdisjoint(theirs), folder.name
