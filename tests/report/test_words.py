from __future__ import annotations

import ast
import re
from string import Formatter

import pytest

from tests.conftest import ROOT
from textmine.quotes.reasons import REASONS
from textmine.report.words import LANGUAGES, WORDS, say


@pytest.mark.parametrize("key", [*WORDS, *REASONS])
def test_every_text_exists_in_every_language_with_the_same_placeholders(key: str) -> None:
    texts = {**WORDS, **REASONS}[key]
    assert set(texts) == set(LANGUAGES)
    assert all(text.strip() for text in texts.values())
    assert len({frozenset(name for _, name, _, _ in Formatter().parse(text) if name) for text in texts.values()}) == 1


def test_every_text_that_the_code_says_is_there_and_every_text_there_is_said() -> None:
    said: set[str] = set()
    for path in (ROOT / "textmine/report").rglob("*.py"):
        if path.name != "words.py":
            said |= {
                n.value
                for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(n, ast.Constant) and isinstance(n.value, str)
            }
    said |= set(
        re.findall(r'say\("(\w+)"', (ROOT / "textmine/report/templates/document.html").read_text(encoding="utf-8"))
    )
    assert set(WORDS) - said == set()


def test_an_unknown_text_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("there is no such text", "nb")
