"""SPSS files: read back by another program's reader, with names and labels that SPSS takes."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pyreadstat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.conftest import HOSTILE, book_of, codings_of
from textmine.coding import Codebook, Theme, Wording
from textmine.errors import InputError
from textmine.exchange.characters import printable
from textmine.exchange.material import Material
from textmine.exchange.spss import shortened, variable_names, write_sav


def test_a_row_a_response_and_a_variable_a_theme(material: Material, tmp_path: Path) -> None:
    write_sav(material, tmp_path / "p.sav")
    frame, meta = pyreadstat.read_sav(tmp_path / "p.sav")
    assert frame["response_id"].tolist() == ["1", "2", "3", "4", "5"]
    assert frame["size"].tolist() == ["small", "", "large", "small", "small"]
    assert frame["text"].tolist()[0] == material.responses["text"][0]
    assert frame["text"].tolist()[1] == "Bra på kveldstid\nMen for få plasser 👩‍⚕️ på dagtid."
    assert frame["theme_T1"].tolist()[:2] == [1, 1]
    assert frame["theme_T3"].tolist()[:2] == [0, 1]
    assert all(math.isnan(value) for value in frame["theme_T1"].tolist()[2:4])
    labels = dict(zip(meta.column_names, meta.column_labels, strict=True))
    assert labels["theme_T3"] == "Bolig / Kveld"
    assert labels["n_coded"] == "Utsagn som er kodet"
    assert meta.variable_value_labels["theme_T1"] == {0: "Ikke nevnt", 1: "Nevnt"}
    assert meta.variable_measure["theme_T1"] == "nominal"
    assert meta.original_variable_types["theme_T1"] == "F1.0"
    assert meta.file_encoding == "UTF-8"


def test_labels_in_another_language(material: Material, tmp_path: Path) -> None:
    write_sav(material, tmp_path / "p.sav", "nn")
    _, meta = pyreadstat.read_sav(tmp_path / "p.sav")
    assert meta.variable_value_labels["theme_T1"] == {0: "Ikkje nemnt", 1: "Nemnt"}


def test_the_same_project_gives_the_same_bytes(material: Material, tmp_path: Path) -> None:
    write_sav(material, tmp_path / "p.sav")
    content = (tmp_path / "p.sav").read_bytes()
    assert content[84 + 8 : 84 + 8 + 17] == b"01 Jan 8000:00:00"
    write_sav(material, tmp_path / "q.sav")
    assert (tmp_path / "q.sav").read_bytes() == content


def test_hostile_names_become_names_and_labels_that_fit(material: Material, tmp_path: Path) -> None:
    themes = [Theme(printable(name).strip() or "x", Wording(nb=name)) for name in HOSTILE]
    responses = material.responses.rename(columns={"size": "=1+1"}).assign(**{"Størrelse (antall)": "9", "with": "a"})
    hostile = replace(
        material, codebook=Codebook(themes=tuple(themes)), codings=codings_of(()), responses=responses, name="å" * 99
    )
    write_sav(hostile, tmp_path / "p.sav")
    frame, meta = pyreadstat.read_sav(tmp_path / "p.sav")
    assert {"v_1_1", "Størrelse_antall", "v_with"} <= set(frame.columns)
    assert "Størrelse (antall)" in meta.column_labels
    assert all(len(label.encode()) <= 256 for label in meta.column_labels)
    assert len([name for name in frame.columns if name.startswith("theme_")]) == len(HOSTILE)


def test_a_project_that_nobody_has_coded_and_one_with_no_theme(material: Material, tmp_path: Path) -> None:
    write_sav(replace(material, codebook=Codebook(), codings=codings_of(())), tmp_path / "p.sav")
    frame, _ = pyreadstat.read_sav(tmp_path / "p.sav")
    assert len(frame) == 5
    undecided = material.statements.assign(decided=False)
    write_sav(replace(material, codings=codings_of(()), statements=undecided, codebook=book_of()), tmp_path / "q.sav")
    frame, _ = pyreadstat.read_sav(tmp_path / "q.sav")
    assert frame[["theme_T1", "theme_T2", "theme_T3"]].isna().all(axis=None)


@given(st.lists(st.text(max_size=90), max_size=12))
def test_variable_names_are_what_spss_takes(wanted: list[str]) -> None:
    names = variable_names(wanted)
    assert len({name.casefold() for name in names}) == len(wanted)
    for name in names:
        assert name[0].isalpha()
        assert len(name.encode()) <= 64
        assert not name.endswith("_")
        assert all(each.isalpha() or each in "0123456789_" for each in name)


def test_words_of_spss_and_equal_names_are_told_apart() -> None:
    assert variable_names(["all", "A b", "a_b", "A-B", "9", ""]) == ["v_all", "A_b", "a_b_2", "A_B_3", "v_9", "v"]
    long = variable_names(["å" * 90, "å" * 90])
    assert [len(name.encode()) for name in long] == [64, 64]


def test_a_text_is_shortened_between_letters() -> None:
    assert shortened("aåå", 4) == "aå"


def test_a_text_that_spss_cannot_hold_is_refused_and_not_cut(material: Material, tmp_path: Path) -> None:
    long = material.responses.assign(text="å" * 16_384)
    with pytest.raises(InputError, match="column 'text': a text is longer"):
        write_sav(replace(material, responses=long), tmp_path / "p.sav")
    assert not (tmp_path / "p.sav").exists()
