from __future__ import annotations

import ast
import re
from string import Formatter

import pytest

from app.i18n import LANGUAGES, TEXTS, text
from tests.conftest import ROOT

BOKMAAL_ONLY = {"ikke", "hver", "hvert", "ligger", "fra", "en", "et", "jeg", "noe", "utsagn", "temaer", "ligner"}


def placeholders(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field is not None}


@pytest.mark.parametrize("key", TEXTS)
def test_every_text_exists_in_every_language_of_the_interface(key: str) -> None:
    assert set(TEXTS[key]) == set(LANGUAGES) == {"nb", "nn", "en"}
    assert all(TEXTS[key][language].strip() for language in LANGUAGES)


@pytest.mark.parametrize("key", TEXTS)
def test_every_language_has_the_same_placeholders(key: str) -> None:
    assert len({frozenset(placeholders(template)) for template in TEXTS[key].values()}) == 1


@pytest.mark.parametrize("key", TEXTS)
def test_nynorsk_is_written_in_nynorsk(key: str) -> None:
    assert BOKMAAL_ONLY.isdisjoint(re.findall(r"\w+", TEXTS[key]["nn"].casefold()))


def used_keys() -> set[str]:
    """Keys that the app asks for by a literal name."""
    found = set()
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) == "text"
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(node.args[0].value)
    return found


def test_every_text_the_app_asks_for_exists() -> None:
    assert "themes" in used_keys()
    assert used_keys() <= set(TEXTS)


def test_every_text_that_exists_is_asked_for() -> None:
    # The names of the written standards are asked for by value.
    assert set(TEXTS) - used_keys() <= {"nb", "nn", "other"}


def test_placeholders_are_filled() -> None:
    assert text("shown", "nb", n=3) == "3 utsagn vises"
    assert text("shown", "nn", n=3) == "3 utsegner er viste"
    assert text("shown", "en", n=3) == "3 statements shown"


def test_a_text_that_does_not_exist_is_an_error_and_not_an_empty_label() -> None:
    with pytest.raises(KeyError):
        text("finnes_ikke", "nb")
    with pytest.raises(KeyError):
        text("themes", "de")
