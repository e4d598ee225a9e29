"""Errors of textmine in the language of the interface."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.i18n import text
from app.problems import in_words, lines
from tests.app.error_lines import of_rooms, templates
from tests.app.test_i18n import BOKMAAL_ONLY, NYNORSK_ONLY, words
from tests.conftest import ROOT
from textmine.errors import ConflictError, InputError, StoreError, TextmineError
from textmine.store import engine, rights

# Where a user of the app can come to. What is left out is said of arguments that only a script gives.
ROOMS = (
    "survey/*.py",
    "store/*.py",
    "coding/[acos]*.py",
    "coding/double.py",
    "jobs/project.py",
    "jobs/worker.py",
    "jobs/background.py",
    "jobs/granularity.py",
    "jobs/quoting.py",
    "jobs/wave_*.py",
    "jobs/train.py",
    "classify/classifier.py",
    "classify/storage.py",
    "quotes/approval.py",
    "quotes/editing.py",
    "report/plan.py",
    "report/publish.py",
    "report/project_source.py",
    "report/files.py",
    "report/compose.py",
    "report/material.py",
    "report/chapters/*.py",
    "report/writers/*.py",
    "themes/storage.py",
    "discover.py",
)
ONLY_SCRIPTS = {
    "textmine/store/suggestions.py",
    "textmine/coding/alike.py",
    "textmine/coding/codebook_json.py",
    "textmine/coding/codings.py",
    "textmine/coding/crosswalk.py",
    "textmine/coding/coefficients.py",
}
ONLY_SCRIPTS_LINES = {
    "a change of the codebook cannot be read ({})",
    "Give one that change_to_dict wrote",
    "the statement {} belongs to no stratum",
    "no statement has a theme",
    "Name the column of the themes with --labels",
    "the codebook has no theme {} in use, which the model learnt",
    "Train it again: textmine train --project",
    "min_examples is {}",
    "Give a whole number of at least 1",
    "{} is {}",
    "Give a share of at least 0 and below 1",
    "embeddings have {} dimensions, the encoder {}",
    "Give the encoder that made the embeddings: definitions are encoded with it",
    "vectors have {} dimensions, the model {}",
    "Use the encoder the model was fitted with",
    "Give a stratum for each statement",
}
IN_PIECES = {"{}: {}. {}.", "{} fields where the header has {}{}", "{}The columns are {}"}
"""Put together from lines that are translated each for themselves."""
USED = {line: where for line, where in of_rooms(*ROOMS).items() if where not in ONLY_SCRIPTS}


def test_the_lines_are_found_where_they_are_raised() -> None:
    assert USED["the project would be left without an admin"] == "textmine/store/coders.py"
    assert USED["Export the answers as CSV or Excel (.xlsx)"] == "textmine/survey/formats.py"
    assert len(USED) > 200


def test_every_error_that_a_user_of_the_app_can_provoke_is_translated() -> None:
    known = lines().keys() | ONLY_SCRIPTS_LINES | IN_PIECES
    assert [f"{where}: {line}" for line, where in USED.items() if line not in known] == []


def test_every_error_of_the_pages_themselves_is_translated() -> None:
    own = {line: path.name for path in sorted((ROOT / "app").rglob("*.py")) for line in templates(path)}
    assert "report_plan.py" in own.values()
    assert [f"{where}: {line}" for line, where in own.items() if line not in lines()] == []


def test_what_is_left_to_scripts_is_still_there() -> None:
    assert set(USED) >= ONLY_SCRIPTS_LINES | IN_PIECES


def test_what_a_database_refuses_and_a_role_may_not_do_is_translated() -> None:
    pairs = [*engine._SQLITE_PROBLEMS.values(), *engine._POSTGRESQL_PROBLEMS.values()]
    refused = [line for pair in pairs for line in pair]
    assert [line for line in (*refused, *rights._MEANING.values(), *rights.ROLES) if line not in lines()] == []


@pytest.mark.parametrize("line", lines())
def test_a_translation_fills_in_as_much_and_is_written_in_its_own_standard(line: str) -> None:
    values = [f"<{number}>" for number in range(line.count("{}"))]
    for language in ("nb", "nn"):
        told = lines()[line][language].format(*values)
        assert all(value in told for value in values)
        assert "{}" not in told
    assert BOKMAAL_ONLY.isdisjoint(words(lines()[line]["nn"]))
    assert NYNORSK_ONLY.isdisjoint(words(lines()[line]["nb"]))


@pytest.mark.parametrize(
    ("error", "bokmal", "nynorsk"),
    [
        (
            InputError("the project would be left without an admin", "Make somebody else admin first"),
            "Prosjektet ville stått uten administrator. Gjør først en annen til administrator.",
            "Prosjektet ville stått utan administrator. Gjer først ein annan til administrator.",
        ),
        (
            InputError("the id '7' is that of row 2 and of row 9",
                       'Correct the file, name another column with --id, or number the rows with --id ""',
                       file="svar.csv", row=9, column="id"),
            "svar.csv, rad 9, kolonne 'id': id-en '7' står både i rad 2 og i rad 9. "
            "Rett filen, velg en annen id-kolonne, eller la radene nummereres.",
            None,
        ),
        (
            StoreError("/data/p: the disk is full. Make room and try again; what was saved before is safe."),
            "/data/p: disken er full. Gjør plass og prøv på nytt; det som ble lagret før, er trygt.",
            None,
        ),
        (
            TextmineError("kari is coder here and may not code statements. Ask an admin."),
            "kari er koder her og kan ikke kode utsagn. Spør en administrator.",
            "kari er kodar her og kan ikkje kode utsegner. Spør ein administrator.",
        ),
        (
            ConflictError("theme T1", "ola", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
                          "codebook.define (examples)"),
            "Temaet «T1» ble endret av ola 2026-01-02 03:04:05 UTC: Tema definert: eksempler. "
            "Se på det og prøv på nytt.",
            None,
        ),
    ],
)  # fmt: skip
def test_an_error_is_told_in_the_users_language(error: TextmineError, bokmal: str, nynorsk: str | None) -> None:
    assert in_words(error, "nb") == bokmal
    assert in_words(str(error), "nb") == bokmal, "a background run hands over the text alone"
    assert nynorsk is None or in_words(error, "nn") == nynorsk
    assert in_words(error, "en") == str(error)


def test_an_error_that_nobody_translated_says_that_it_is_english() -> None:
    told = in_words(TextmineError("Something new went wrong."), "nn")
    assert told == "Feilen er berre skildra på engelsk: Something new went wrong."


def test_braces_and_full_stops_in_what_is_filled_in_do_no_harm() -> None:
    error = InputError("the theme 'T. {1}. 1' is retired", "Choose a theme in use, or take it into use again")
    assert in_words(error, "nb").startswith("Temaet 'T. {1}. 1' er tatt ut av bruk.")


def test_a_text_of_the_interface_takes_an_error_in_its_own_language() -> None:
    error = InputError("the theme has no name", "Write a name in bokmål, nynorsk or English")
    assert "Temaet har ikke noe navn" in text("coding_failed", "nb", why=error)
    assert "the theme has no name" in text("coding_failed", "en", why=error)
