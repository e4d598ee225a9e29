"""Every deed that the log can hold is named in the language of the interface, and so is what a conflict is about."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime
from typing import get_args

import pytest

from app.changes import action_in_words, deed_in_words, key_in_words, thing_in_words
from app.problems import in_words, note_in_words
from app.texts.changes import TEXTS
from tests.conftest import ROOT
from textmine.coding.changes import Operation
from textmine.errors import ConflictError
from textmine.quotes.approval import STATUSES
from textmine.store.tables import EDITED

STORE = sorted((ROOT / "textmine" / "store").glob("*.py"))
ONLY_PROGRAMS = {"model", "name", "seed", "why", "status", "action"}
"""Particulars of log entries that say nothing to a user, or are told otherwise."""
NEVER_FIRST = {"reading", "batch_item", "codebook"}
"""Tables whose rows nobody else changes under a user."""


def calls(name: str) -> list[ast.Call]:
    """Calls of methods of this name in the store."""
    found = [node for path in STORE for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    return [node for node in found if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(f".{name}")]


def actions() -> set[str]:
    """Actions as the store writes them; ``suggestions`` is written by each that makes some."""
    written = {ast.unparse(call.args[1]) for call in calls("write") if len(call.args) > 2}
    plain = {each.strip("'\"") for each in written if re.fullmatch(r"'[a-z.]+'", each)}
    moved = {f"statement.{name}" for name in ("split", "join", "move")}
    return (
        plain
        | moved
        | {"undo", "redo"}
        | {f"codebook.{name}" for name in get_args(Operation) if name != "undo"}
        | {f"coding.{name}" for name in ("accepted", "rejected")}
        | {f"quote.{name}" for name in STATUSES}
    )


def test_the_actions_are_found_where_they_are_written() -> None:
    assert {"import", "coder.add", "discovery.write", "batch.draw", "queue.order"} <= actions()


def test_every_action_has_words_of_its_own() -> None:
    own = {key.removeprefix("changes_action_") for key in TEXTS if key.startswith("changes_action_")}
    assert {action.replace(".", "_") for action in actions()} - own == set()
    # The group stands for what an older or newer textmine called otherwise.
    assert own - {action.replace(".", "_") for action in actions()} == {"codebook"}


def test_every_particular_that_the_log_has_is_told_or_known_to_be_for_programs() -> None:
    told = {word.arg for call in calls("about") for word in call.keywords if word.arg}
    assert {"themes", "role", "source"} <= told
    assert {key for key in told if not key_in_words(key, "nb")} == ONLY_PROGRAMS & told


@pytest.mark.parametrize("table", sorted(EDITED.keys() - NEVER_FIRST))
def test_a_conflict_about_any_row_is_told_without_an_english_word(table: str) -> None:
    error = ConflictError(f"{table} T1", "ola", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "codebook.define (include)")
    told = in_words(error, "nb")
    assert not {table, "codebook", "define", "include"} & set(re.findall(r"[a-z_]+", told.casefold())) - {"wave"}
    assert "Tema definert: hører med" in told


@pytest.mark.parametrize(
    ("thing", "language", "words"),
    [
        ("theme T1", "nb", "temaet «Bolig»"),
        ("theme T9", "nb", "temaet «T9»"),
        ("coding of 2024-7.1", "nn", "kodinga av utsegna 2024-7.1"),
        ("decision on 2024-7.1", "nb", "avgjørelsen om utsagnet 2024-7.1"),
        ("setting export_roles", "nn", "innstillinga «kven kan laste ned data»"),
        ("coder kari nordmann", "nb", "koderen kari nordmann"),
        ("discovery", "nb", "temautkastet"),
        ("something new", "nb", "something new"),
    ],
)
def test_what_a_conflict_is_about_is_told_in_words(thing: str, language: str, words: str) -> None:
    assert thing_in_words(thing, language, {"T1": "Bolig"}) == words


def test_a_deed_is_told_with_the_fields_that_a_user_knows() -> None:
    assert deed_in_words("codebook.rename (names, order)", "nb") == "Tema fikk nytt navn: navn"
    assert deed_in_words("coding.save", "nn") == "Koding"
    assert deed_in_words("codebook.somehow", "nb") == "Kodebok endret"
    assert action_in_words("unknown.action", "nb") == "unknown.action"


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("3 blank rows", "tomme rader utelatt: 3"),
        (
            "the file has no id column: responses are known by their row, so a changed order looks like changed text, "
            "and nobody is recognised from one wave to the next",
            "filen har ingen id-kolonne: svarene kjennes på radnummeret, så endret rekkefølge ser ut som endret tekst, "
            "og ingen kjennes igjen fra en runde til den neste",
        ),
    ],
)
def test_a_note_about_a_file_is_told_in_the_users_language(note: str, words: str) -> None:
    assert note_in_words(note, "nb") == words
    assert note_in_words(note, "en") == note
