from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from textmine.encode.token_classifier import TokenClassifier, first_pieces
from textmine.errors import InputError, TextmineError
from textmine.language.clean import without_surrogates
from textmine.language.pipeline import ENTITIES, entity_spans, load_pipeline
from textmine.resources import shipped

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Pasientene ventet på boligene.", ["pasient", "vente", "på", "bolig", "$."]),
        ("Pasientane venta på bustadene.", ["pasient", "vente", "på", "bustad", "$."]),
    ],
)
def test_words_of_both_standards_get_their_lemmas(text: str, lemmas: list[str]) -> None:
    assert [token.lemma_ for token in load_pipeline(entities=False)(text)] == lemmas


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Kommunen mangler gode boliger.", ["NOUN", "VERB", "ADJ", "NOUN", "PUNCT"]),
        ("Kommunen manglar gode bustader.", ["NOUN", "VERB", "ADJ", "NOUN", "PUNCT"]),
    ],
)
def test_words_of_both_standards_get_their_part_of_speech(text: str, parts: list[str]) -> None:
    assert [token.pos_ for token in load_pipeline(entities=False)(text)] == parts


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("I går snakket vi med Kari Nordmann om saken.", "Kari Nordmann"),
        ("I går snakka me med Olav Hovland om saka.", "Olav Hovland"),
    ],
)
def test_persons_are_found_in_both_standards(text: str, person: str) -> None:
    assert [ent.text for ent in load_pipeline()(text).ents if ent.label_ == "PER"] == [person]


def test_sentences_are_told_apart() -> None:
    doc = load_pipeline(entities=False)("Vi venter for lenge. Det er ingen som svarer på telefonen.")
    assert [sentence.text for sentence in doc.sents] == [
        "Vi venter for lenge.",
        "Det er ingen som svarer på telefonen.",
    ]


def test_without_entities_the_component_is_not_loaded() -> None:
    assert ENTITIES not in load_pipeline(entities=False).pipe_names
    assert ENTITIES in load_pipeline().pipe_names


def test_a_pipeline_that_is_not_installed_is_one_line() -> None:
    with pytest.raises(InputError, match="nb_core_news_lg"):
        load_pipeline("nb_core_news_lg")


def test_a_folder_without_a_classifier_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TextmineError, match="Install textmine again"):
        TokenClassifier(tmp_path)


def test_one_by_one_and_in_a_stream_give_the_same_entities() -> None:
    texts = ["Kari Nordmann bor i Bergen.", "Ho Åse frå Voss ringde.", "Ingen her.", ""]
    nlp = load_pipeline()
    alone = [[(e.start_char, e.end_char, e.label_) for e in nlp(text).ents] for text in texts]
    together = [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in nlp.pipe(texts)]
    assert alone == together


@settings(max_examples=30, deadline=None)
@given(ANY_TEXT)
@example("Kari \ud800 Nordmann")
def test_any_text_is_read_and_offsets_reproduce_it(text: str) -> None:
    doc = load_pipeline()(text)
    assert doc.text == without_surrogates(text)
    for entity in doc.ents:
        assert doc.text[entity.start_char : entity.end_char] == entity.text


def test_the_pipeline_is_saved_and_loaded_as_others_of_spacy(tmp_path: Path) -> None:
    import spacy

    nlp = load_pipeline()
    nlp.to_disk(tmp_path / "copy")
    text = "Ho Åse frå Voss ringde."
    own, copy = nlp(text), spacy.load(tmp_path / "copy")(text)
    assert [(t.pos_, t.lemma_, t.ent_type_) for t in copy] == [(t.pos_, t.lemma_, t.ent_type_) for t in own]


def test_a_text_longer_than_the_window_is_read_to_its_end() -> None:
    text = "Vi har det bra her i bygda og trenger ikke mer. " * 60 + "Spør Kari Nordmann."
    assert "Kari Nordmann" in [entity.text for entity in load_pipeline()(text).ents]


def test_an_inside_label_without_a_beginning_begins_an_entity() -> None:
    labels = ["I-PER", "I-PER", "O", "B-ORG", "B-ORG", "I-LOC"]
    assert entity_spans(labels) == [(0, 1, "PER"), (3, 3, "ORG"), (4, 4, "ORG"), (5, 5, "LOC")]


def test_a_word_takes_the_piece_that_covers_its_first_character() -> None:
    assert first_pieces([(0, 3), (3, 5), (6, 9)], [0, 4, 6, 12]) == [0, 1, 2, -1]


def test_the_pipeline_ships_with_its_card_and_figures() -> None:
    for name in ("README.md", "figures.json", "config.cfg", f"{ENTITIES}/entities.onnx"):
        assert shipped(f"models/nb_nn/{name}").is_file()
