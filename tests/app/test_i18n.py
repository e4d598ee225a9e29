from __future__ import annotations

import ast
import pkgutil
import re
from importlib import import_module
from importlib.util import find_spec
from string import Formatter

import pytest

import app.texts
from app.i18n import LANGUAGES, TEXTS, text
from app.navigation import ROOMS
from tests.conftest import ROOT

BOKMAAL_ONLY = frozenset(
    """ikke hver hvert ligger fra en et jeg noe utsagn utsagnet temaer ligner hvordan hva hvem hvorfor mye flere bare
    kommer gir gjør være åpne undersøkelsen filen kolonnen noen disse selv endret lagret brukes vises enighet
    samme kodeboken listen igjen hvis også forskjellige""".split()  # noqa: SIM905 - words to read
)
NYNORSK_ONLY = frozenset(
    """ikkje kvar kvart frå ein eit eg noko kva kven korleis korfor fleire berre kjem gjev nokon vere
    dei utsegn utsegner""".split()  # noqa: SIM905 - words to read
)
MODULES = [module.name for module in pkgutil.iter_modules(app.texts.__path__)]


def placeholders(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field is not None}


def words(template: str) -> set[str]:
    return set(re.findall(r"[\w-]+", re.sub(r"\{\w*:?([^{}]*)\}", r" \1 ", template).casefold()))


@pytest.mark.parametrize("key", TEXTS)
def test_every_text_exists_in_every_language_of_the_interface(key: str) -> None:
    assert set(TEXTS[key]) == set(LANGUAGES) == {"nb", "nn", "en"}
    assert all(TEXTS[key][language].strip() for language in LANGUAGES)


@pytest.mark.parametrize("key", TEXTS)
def test_every_language_has_the_same_placeholders(key: str) -> None:
    assert len({frozenset(placeholders(template)) for template in TEXTS[key].values()}) == 1


@pytest.mark.parametrize("key", TEXTS)
def test_each_written_standard_is_written_as_itself(key: str) -> None:
    assert BOKMAAL_ONLY.isdisjoint(words(TEXTS[key]["nn"]))
    assert NYNORSK_ONLY.isdisjoint(words(TEXTS[key]["nb"]))


@pytest.mark.parametrize("module", MODULES)
def test_a_text_is_found_in_the_module_that_its_key_names(module: str) -> None:
    keys = set(import_module(f"app.texts.{module}").TEXTS)
    pages = tuple(f"{name}_" for name in MODULES if name != "common")
    if module == "common":
        assert [key for key in keys if key.startswith(pages)] == []
    else:
        assert [key for key in keys if not key.startswith(f"{module}_")] == []


def outcomes(node: ast.expr) -> list[ast.expr]:
    """What an expression may come to."""
    if isinstance(node, ast.IfExp):
        return [*outcomes(node.body), *outcomes(node.orelse)]
    if isinstance(node, ast.BoolOp):
        return [found for value in node.values for found in outcomes(value)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return outcomes(node.func.value)
    return [node]


def asked_for() -> tuple[set[str], set[str]]:
    """Keys that the app asks for by name, and beginnings of those that it puts together."""
    keys: set[str] = set()
    beginnings: set[str] = set()
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            if ast.unparse(node.func) not in ("text", "session.say", "self.session.say"):
                continue
            for part in outcomes(node.args[0]):
                if isinstance(part, ast.JoinedStr) and isinstance(part.values[0], ast.Constant):
                    beginnings.add(str(part.values[0].value))
                elif isinstance(part, ast.Constant) and isinstance(part.value, str):
                    keys.add(part.value)
    return keys, beginnings


def test_every_text_the_app_asks_for_exists() -> None:
    keys, beginnings = asked_for()
    assert "themes" in keys
    assert {key for key in keys if key not in TEXTS and not key.startswith("_") and key not in beginnings} == set()
    assert [name for name in beginnings if not any(key.startswith(name) for key in TEXTS)] == []


def test_every_text_that_exists_is_asked_for() -> None:
    keys, beginnings = asked_for()
    # Titles are asked for by the name of the room, written standards by their code.
    known = keys | {f"{room.name}_title" for room in ROOMS} | {"nb", "nn", "other"}
    # What was changed is put together in app/changes.py, and tested beside it.
    assert [key for key in TEXTS if key not in known and not key.startswith((*beginnings, "changes_"))] == []


def test_every_room_has_a_title() -> None:
    rooms = [room for room in ROOMS if find_spec(f"app.views.{room.name}")]
    assert [room.name for room in rooms if f"{room.name}_title" not in TEXTS] == []


def test_placeholders_are_filled() -> None:
    assert text("discovery_shown", "nb", n=3) == "3 utsagn vises"
    assert text("discovery_shown", "nn", n=3) == "3 utsegner er viste"
    assert text("discovery_shown", "en", n=3) == "3 statements shown"


@pytest.mark.parametrize(
    ("n", "nb", "nn", "en"),
    [
        (0, "Kod 0 utsagn", "Kod 0 utsegner", "Code 0 statements"),
        (1, "Kod 1 utsagn", "Kod 1 utsegn", "Code 1 statement"),
        ("1", "Kod 1 utsagn", "Kod 1 utsegn", "Code 1 statement"),
        (21, "Kod 21 utsagn", "Kod 21 utsegner", "Code 21 statements"),
    ],
)
def test_a_number_and_its_word_go_together(n: int | str, nb: str, nn: str, en: str) -> None:
    for language, words in {"nb": nb, "nn": nn, "en": en}.items():
        assert text("coding_alike_do", language, n=n, theme="Bolig").startswith(f"{words} ")


_COUNTED = re.compile(
    r"\{\w+\} (?:temaer|utsegner|kodingar|kodinger|rader|statements|themes|codings|suggestions|rows)\b"
)


@pytest.mark.parametrize("key", TEXTS)
def test_no_number_stands_before_a_word_that_is_wrong_for_one(key: str) -> None:
    assert [template for template in TEXTS[key].values() if _COUNTED.search(template)] == []


def calls(function: str) -> list[tuple[str, ast.Call]]:
    """Calls of a function in the app, each with its module."""
    return [
        (path.stem, node)
        for path in sorted((ROOT / "app").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == function
    ]


def test_no_choice_of_several_stands_with_the_english_words_of_streamlit() -> None:
    without = [(stem, node.lineno) for stem, node in calls("multiselect")
               if "placeholder" not in {keyword.arg for keyword in node.keywords}]  # fmt: skip
    assert without == []


def test_every_uploader_says_what_it_takes_in_the_language_of_the_interface() -> None:
    keys = {ast.unparse(keyword.value) for _, node in calls("file_uploader") for keyword in node.keywords
            if keyword.arg == "key"}  # fmt: skip
    assert len(keys) == len(calls("file_uploader")) == 3
    assert {ast.unparse(node.args[2]) for _, node in calls("upload_words")} == keys


def test_a_text_that_does_not_exist_is_an_error_and_not_an_empty_label() -> None:
    with pytest.raises(KeyError):
        text("finnes_ikke", "nb")
    with pytest.raises(KeyError):
        text("themes", "de")
