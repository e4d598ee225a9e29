"""Codebooks and codings that several tests use, and strategies that make them up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from textmine.coding.changes import Change, apply
from textmine.coding.codebook import Codebook, Theme, Wording
from textmine.coding.codings import Coding, CodingStatus
from textmine.coding.operations import Part, add, define, merge, nest, rename, retire, split
from textmine.errors import InputError

NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)


def theme(id: str, parent: str | None = None, **fields: object) -> Theme:
    return Theme(id, Wording(nb=f"Tema {id}", nn=f"Tema {id} nn", en=f"Theme {id}"), parent=parent, **fields)  # type: ignore[arg-type]


def codebook(*themes: Theme) -> Codebook:
    """Three themes at the top, the first with two below it, unless others are given."""
    usual = (theme("a"), theme("a1", "a"), theme("a2", "a"), theme("b", order=1), theme("c", order=2))
    return Codebook(themes=themes or usual)


def coding(
    statement: str, theme_id: str, coder: str = "kari", status: CodingStatus = "accepted", **fields: object
) -> Coding:
    return Coding(statement, theme_id, coder, status, **{"codebook_version": 1, "time": NOON, **fields})  # type: ignore[arg-type]


def ids(codebook: Codebook) -> list[str]:
    return [theme.id for theme in codebook.themes]


def codings(theme_ids: Sequence[str] = ("a", "b", "c", "a1")) -> st.SearchStrategy[list[Coding]]:
    one = st.builds(
        Coding,
        statement_id=st.sampled_from(["s1", "s2", "s3"]),
        theme_id=st.sampled_from(list(theme_ids)),
        coder=st.sampled_from(["kari", "ola", "model:1"]),
        status=st.sampled_from(["suggested", "accepted", "rejected"]),
        codebook_version=st.just(1),
        time=st.integers(0, 100).map(lambda minutes: NOON + timedelta(minutes=minutes)),
        confidence=st.none() | st.floats(0, 1),
        memo=st.sampled_from(["", "usikker", "se svaret"]),
    )
    return st.lists(one, max_size=15, unique_by=lambda coding: coding.key)


@st.composite
def changes(draw: st.DrawFn, codebook: Codebook) -> Change:
    """An operation with arguments as they come; one that is refused is drawn again."""
    some = st.sampled_from(ids(codebook))
    kind = draw(st.sampled_from(["rename", "define", "add", "merge", "split", "nest", "retire"]))
    name = Wording(nb=draw(st.sampled_from(["Bolig", "Ventetid", "Økonomi"])))
    made = {
        "rename": lambda: rename(codebook, draw(some), name),
        "define": lambda: define(codebook, draw(some), definition=name),
        "add": lambda: add(codebook, Theme("", name, parent=draw(st.none() | some))),
        "merge": lambda: merge(codebook, draw(st.lists(some, min_size=1, max_size=3)), draw(some)),
        "split": lambda: split(
            codebook,
            draw(some),
            [Part(name, frozenset(draw(st.sets(st.sampled_from(["s1", "s2", "s3"]))))) for _ in range(2)],
            keep=draw(st.booleans()),
        ),
        "nest": lambda: nest(codebook, draw(some), draw(st.none() | some)),
        "retire": lambda: retire(codebook, draw(some), move_to=draw(st.none() | some)),
    }
    try:
        return made[kind]()
    except InputError:
        return Change("nest", ())


@st.composite
def histories(draw: st.DrawFn, longest: int = 6) -> list[tuple[Codebook, Change]]:
    """Operations one after the other: each with the codebook before it."""
    book = codebook()
    steps = []
    for _ in range(draw(st.integers(1, longest))):
        change = draw(changes(book))
        steps.append((book, change))
        book = apply(change, book)
    return steps
