"""What a report says of what is missing, so that nobody reads a wave that is not coded as one that mentions nothing."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from tests.report.test_tally import coding, material
from textmine.report.compose import compose
from textmine.report.document import Lack
from textmine.report.lacks import in_words, lacks_of
from textmine.report.material import CODING_COLUMNS, Material, ReportWave
from textmine.report.plan import Plan, PlannedChapter
from textmine.report.tally import ALL, Tally
from textmine.report.words import LANGUAGES


def coded(*mentions: int, **changes: object) -> Material:
    """Forty respondents, twenty in each of 2023 and 2024, of whom these mention home."""
    codings = pd.DataFrame([coding(f"r{i}.1", "home") for i in mentions], columns=list(CODING_COLUMNS))
    return replace(material(40), codings=codings, **changes)  # type: ignore[arg-type]


def lacking(given: Material) -> tuple[Lack, ...]:
    return lacks_of(Tally(given))


def test_a_whole_material_lacks_nothing_and_its_report_has_no_such_chapter() -> None:
    given = coded(*range(40))
    assert lacking(given) == ()
    assert compose(given).chapters[0].key == "method"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("given", "key"), [(coded(1, themes=()), "missing_themes"), (coded(), "missing_codings")], ids=["themes", "codings"]
)
def test_a_report_without_themes_or_codings_begins_with_what_to_do(given: Material, key: str, language: str) -> None:
    document = compose(given, language, plan=Plan((PlannedChapter("codebook"),)))
    assert document.lacks == (Lack(key),)
    assert document.chapters[0].key == "missing"
    (block,) = document.chapters[0].blocks
    assert in_words(Lack(key), language) in repr(block)


def test_a_wave_that_nobody_coded_is_named_and_does_not_count_as_one_that_mentions_nothing() -> None:
    given = coded(*range(20))
    tally = Tally(given)
    assert lacking(given) == (Lack("missing_waves", ("2024",)),)
    assert (tally.total.cells["home", ALL].count, tally.total.cells["home", ALL].out_of) == (20, 20)
    assert "Ingenting er kodet i 2024." in repr(compose(given).chapters[0])
    assert all(chapter.key != "waves" for chapter in compose(given).chapters)


def test_a_wave_in_which_somebody_rejected_every_suggestion_counts() -> None:
    given = coded(*range(20))
    rejected = pd.DataFrame([coding("r30.1", "home", status="rejected")])
    given = replace(given, codings=pd.concat([given.codings, rejected], ignore_index=True))
    assert lacking(given) == ()
    assert Tally(given).total.cells["home", ALL].out_of == 40


def test_a_wave_that_is_coded_in_part_is_named() -> None:
    assert lacking(coded(*range(29))) == (Lack("missing_rest", ("2024",)),)
    assert lacking(coded(*range(30))) == ()


def test_answers_without_a_wave_are_spoken_of_without_its_name() -> None:
    given = coded(3, waves=(ReportWave(""),))
    (lack,) = lacking(replace(given, responses=given.responses.assign(wave="")))
    assert lack == Lack("missing_rest", ("",))
    told = {in_words(lack, language) for language in LANGUAGES}
    assert len(told) == len(LANGUAGES) and not any("{" in text or "  " in text for text in told)
