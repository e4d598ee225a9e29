"""What the store keeps of a discovery, on each database."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from tests.store.conftest import answers, ids
from textmine.coding import Theme, Wording
from textmine.coding.codebook import Codebook
from textmine.coding.redraft import redraft
from textmine.errors import ConflictError
from textmine.store import Project
from textmine.store.discoveries import Kept, Moves

THEMES = tuple(Theme(f"T{n}", Wording(nb=f"Tema {n}"), order=n) for n in (1, 2))
NODES = {"T1": 11, "T2": 12}


@pytest.fixture
def discovered(empty: Project) -> Project:
    """A project whose statements have been suggested one of two themes in turn."""
    empty.import_responses(answers(), "admin")
    rows = [(name, f"T{1 + number % 2}", 0.5) for number, name in enumerate(ids(empty))]
    frame = pd.DataFrame(rows, columns=["statement_id", "theme_id", "confidence"])
    empty.discoveries.write(
        Codebook(themes=THEMES), frame, "k", "admin", nodes=NODES, details={"name": "discovery"}, looked=ids(empty)
    )
    return empty


def kept_of(project: Project) -> Kept:
    kept = project.discoveries.kept()
    assert kept is not None
    return kept


def join(project: Project, coder: str = "kari") -> None:
    kept = kept_of(project)
    change, drafted = redraft(project.codebook(), kept.drafted, {}, {9: (11, 12)}, {9: Theme("", Wording(nb="Alt"))})
    moves: Moves = {(name, theme): ("T3", 0.9) for name, theme, _ in project.discoveries.suggested(kept, list(NODES))}
    project.discoveries.regroup(kept, change, moves, drafted, 1, coder)


def standing(project: Project) -> set[tuple[str, str, float]]:
    frame = project.codings_frame("suggested")[["statement_id", "theme_id", "confidence"]]
    return set(frame.itertuples(index=False, name=None))


def test_what_was_drafted_is_read_back(discovered: Project) -> None:
    kept = kept_of(discovered)
    assert kept.drafted.nodes == NODES
    assert tuple(kept.drafted.themes.values()) == THEMES == discovered.codebook().themes
    assert (kept.key, kept.n_themes) == ("k", 2)
    assert discovered.discoveries.decided(kept) == {}


def test_a_discovery_is_undone_and_done_again_as_one(discovered: Project) -> None:
    before = standing(discovered)
    discovered.history.undo("admin")
    assert (discovered.discoveries.kept(), discovered.codebook().themes, standing(discovered)) == (None, (), set())
    discovered.history.redo("admin")
    assert standing(discovered) == before
    assert kept_of(discovered).drafted.nodes == NODES


def test_what_is_kept_is_no_setting(discovered: Project) -> None:
    assert "discovery" not in discovered.settings.all()


def test_themes_and_suggestions_move_together_and_back(discovered: Project) -> None:
    before = standing(discovered)
    join(discovered)
    assert standing(discovered) == {(name, "T3", 0.9) for name in ids(discovered)}
    assert [theme.id for theme in discovered.codebook().active] == ["T3"]
    assert discovered.glances.tallies()["T3"].suggested == len(ids(discovered))
    discovered.history.undo("kari")
    assert standing(discovered) == before
    discovered.history.redo("kari")
    assert {theme for _, theme, _ in standing(discovered)} == {"T3"}


def test_a_quote_and_a_published_version_are_decisions(discovered: Project) -> None:
    discovered.quotes.put(ids(discovered)[0], "T1", "kari", redacted="tekst")
    kept = kept_of(discovered)
    assert discovered.discoveries.decided(kept) == {"T1": "quoted"}
    discovered.codebooks.publish("kari")
    assert discovered.discoveries.decided(kept) == {"T1": "quoted", "T2": "published"}


def test_a_cut_seen_before_another_one_is_refused(discovered: Project) -> None:
    kept = kept_of(discovered)
    with pytest.raises(ConflictError):
        discovered.discoveries.regroup(
            replace(kept, version=kept.version - 1), redraft(discovered.codebook(), kept.drafted, {}, {}, {})[0], {},
            kept.drafted, 1, "kari",
        )  # fmt: skip
