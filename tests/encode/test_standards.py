"""Nynorsk and bokmål are read alike."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.build.nynorsk_words import Counts, Rewriting, aligned, words
from textmine.encode import Encoder, load_encoder
from textmine.encode.embedded import content_hash
from textmine.encode.standards import WORDS_FILE, BokmalForms
from textmine.errors import TextmineError
from textmine.resources import shipped


@pytest.fixture(scope="module")
def forms() -> BokmalForms:
    return BokmalForms(shipped("models/encoder"))


@pytest.mark.parametrize(
    ("nynorsk", "bokmal"),
    [
        ("Me manglar bustader til dei unge", "Vi mangler boliger til de unge"),
        ("Ventetida hos psykologen er altfor lang", "Ventetiden hos psykologen er altfor lang"),
        ("KVEN spør?", "Hvem spør?"),
        ("Ikkje noko tilbod: verken dag, kveld eller natt!", "Ikke noe tilbud: verken dag, kveld eller natt!"),
        ("", ""),
    ],
)
def test_nynorsk_words_are_exchanged_and_all_else_stays(forms: BokmalForms, nynorsk: str, bokmal: str) -> None:
    assert forms.rewrite(nynorsk) == bokmal


@pytest.mark.parametrize("text", ["Vi mangler boliger til leie", "Den er sent ute, og late er vi ikke", "123 ... :-)"])
def test_bokmal_stays_as_it_is(forms: BokmalForms, text: str) -> None:
    assert forms.rewrite(text) == text


@given(st.text())
def test_as_many_words_come_out_as_went_in(text: str) -> None:
    forms = BokmalForms(shipped("models/encoder"))
    assert len(words(forms.rewrite(text))) == len(words(text))


def test_a_folder_without_a_table_changes_nothing(tmp_path: Path) -> None:
    assert BokmalForms(tmp_path).rewrite("Ikkje noko") == "Ikkje noko"


def test_the_same_in_both_standards_has_nearly_the_same_vector(encoder: Encoder) -> None:
    nynorsk, bokmal = encoder.encode(["Det finst ikkje bustader til dei unge", "Det finnes ikke boliger til de unge"])
    assert nynorsk @ bokmal > 0.999


def test_the_id_is_of_these_weights_and_this_table(encoder: Encoder) -> None:
    assert encoder.id.rpartition(":")[2] == content_hash(shipped("models/encoder"), "model_int8.onnx")


def test_a_damaged_table_is_one_line_that_says_where(tmp_path: Path) -> None:
    for file in ("textmine.json", "tokenizer.json", "model_int8.onnx"):
        (tmp_path / file).symlink_to(shipped("models/encoder") / file)
    (tmp_path / WORDS_FILE).write_bytes(gzip.compress(b"ikkje\n"))
    with pytest.raises(TextmineError, match="Install textmine again") as caught:
        load_encoder(str(tmp_path))
    assert str(tmp_path) in str(caught.value)


def test_words_that_stand_for_each_other_are_learnt_and_words_of_both_are_not() -> None:
    counts = Counts()
    for _ in range(2):
        counts.add_pair("Jeg vet ikke om de leier ut", "Eg veit ikkje om dei leier ut")
    assert aligned(counts) == {"eg": "jeg", "veit": "vet", "ikkje": "ikke", "dei": "de"}


def test_unknown_words_are_rewritten_as_known_ones_were() -> None:
    known = {"bustader": "boliger", "bilar": "biler", "stolar": "stoler", "dagar": "dager", "bankar": "banker"}
    rewriting = Rewriting(known, {"hester", "omsorgsboliger"})
    assert rewriting.best("hestar") == "hester"
    assert rewriting.best("omsorgsbustader") == "omsorgsboliger"
    assert rewriting.best("huset") is None


def test_vectors_do_not_depend_on_capital_letters_of_a_nynorsk_word(encoder: Encoder) -> None:
    one, other = encoder.encode(["Ikkje noko", "IKKJE noko"])
    np.testing.assert_array_equal(one, other)
