from __future__ import annotations

import sys
from types import ModuleType

import pytest

from textmine.errors import InputError
from textmine.privacy import presidio


def test_presidio_is_asked_for_in_one_line_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "presidio_analyzer", None)
    with pytest.raises(InputError, match="Presidio is not installed"):
        presidio.recognizer()


def test_presidio_gets_its_own_kind_of_result(monkeypatch: pytest.MonkeyPatch) -> None:
    class EntityRecognizer:
        def __init__(self, supported_entities: list[str], supported_language: str) -> None:
            self.supported = (supported_entities, supported_language)

    class RecognizerResult(tuple[str, int, int, float]):
        def __new__(cls, *values: object) -> RecognizerResult:
            return super().__new__(cls, values)

    module = ModuleType("presidio_analyzer")
    vars(module).update(EntityRecognizer=EntityRecognizer, RecognizerResult=RecognizerResult)
    monkeypatch.setitem(sys.modules, "presidio_analyzer", module)
    recognizer = presidio.recognizer()
    found = recognizer.analyze("Ring 91 23 45 67 eller skriv til a@b.no", ["PHONE"])
    assert [tuple(result)[:3] for result in found] == [("PHONE", 5, 16)]


def test_the_real_presidio_takes_the_recogniser() -> None:
    analyzer = pytest.importorskip("presidio_analyzer", reason="Presidio is not a dependency")
    registry = analyzer.RecognizerRegistry(supported_languages=["nb"])
    registry.add_recognizer(presidio.recognizer())
    recognizers = registry.get_recognizers(language="nb", entities=["PERSON", "PHONE"])
    text = "Ring Kari Nordmann på 91 23 45 67"
    results = [result for own in recognizers for result in own.analyze(text, ["PERSON", "PHONE"])]
    assert {(r.entity_type, r.start, r.end) for r in results} == {("PERSON", 5, 18), ("PHONE", 22, 33)}
    assert all(isinstance(result, analyzer.RecognizerResult) for result in results)
