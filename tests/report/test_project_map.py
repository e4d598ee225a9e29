from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.conftest import COMMENTS, ToyEncoder
from textmine.report import project_map
from textmine.report.project_map import leading_themes, map_points, project_map_figure

POINTS = np.array([[0, 0], [0.5, 0.5], [1, 1], [-1, 0]], dtype=np.float32)
TEXTS = ["<b>en</b>", "to", "tre", "fire"]


def test_every_statement_is_a_dot_of_its_theme_and_is_found_again() -> None:
    figure, rows = project_map_figure(POINTS, TEXTS, ["A", "", "B", "gone"], {"A": "Bolig", "B": "Kveld"}, none="Uten")
    assert [trace.name for trace in figure.data] == ["Uten", "Bolig", "Kveld"]
    assert [own.tolist() for own in rows] == [[1, 3], [0], [2]]
    assert figure.data[1].text[0] == "&lt;b&gt;en&lt;/b&gt;"


def test_many_dots_are_sent_without_their_texts(monkeypatch) -> None:
    monkeypatch.setattr(project_map, "WITH_TEXT", 3)
    figure, _ = project_map_figure(POINTS, TEXTS, ["", "", "", ""], {})
    assert figure.data[0].text is None


def test_a_map_is_kept_and_laid_out_again_only_for_other_statements(toy: ToyEncoder, tmp_path: Path) -> None:
    ids = [str(number) for number in range(len(COMMENTS))]
    vectors = toy.encode(COMMENTS)
    points = map_points(ids, vectors, tmp_path / "map")
    (kept,) = (tmp_path / "map").glob("*.npy")
    np.save(kept, points + 1)
    assert np.allclose(map_points(ids, vectors, tmp_path / "map"), points + 1)
    fewer = map_points(ids[:-1], vectors[:-1], tmp_path / "map")
    assert fewer.shape == (len(ids) - 1, 2)
    assert len(list((tmp_path / "map").glob("*.npy"))) == 1


def test_the_first_theme_of_a_statement_colours_it() -> None:
    assert leading_themes(["a", "b", "c"], [("b", "T1"), ("a", "T2"), ("b", "T3")]) == ["T2", "T1", ""]
