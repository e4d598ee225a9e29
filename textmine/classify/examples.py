"""What a classifier learns from: different texts in a canonical order, the themes each carries, and its respondent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from textmine.errors import InputError
from textmine.language import is_uninformative
from textmine.language.clean import as_list, as_text, normal_texts

ThemeId: TypeAlias = str | int
Member: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Examples:
    """Coded texts, equal ones drawn together.

    Attributes
    ----------
    texts : list of str, length n
        Normal forms, different from each other, sorted: neither row order nor duplicates change what is learnt.
    themes : tuple of ThemeId, length k
        Every theme that occurs, sorted.
    member : ndarray of bool (n, k)
        The themes each text carries: those that at least half of its copies have.
    groups : ndarray of int (n,)
        Respondent of each text; of a text that several wrote, one of them.
    rows : ndarray of int (n,)
        The caller's row that each text came from.
    """

    texts: list[str]
    themes: tuple[ThemeId, ...]
    member: Member
    groups: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.texts)

    def only(self, kept: Sequence[int]) -> Examples:
        """The same texts with only the themes at the places ``kept``."""
        themes = tuple(self.themes[place] for place in kept)
        return Examples(self.texts, themes, self.member[:, list(kept)], self.groups, self.rows)


def informative(normal: Sequence[str]) -> Member:
    """Whether each text says anything: bool (n,)."""
    return np.array([not is_uninformative(text) for text in normal], dtype=bool)


def gather(texts: Sequence[object], labels: Sequence[Any], groups: Sequence[Any] | None) -> Examples:
    """Put coded texts in canonical form.

    Parameters
    ----------
    texts : sequence, length n
        None and texts that say nothing are left out.
    labels : sequence of set of ThemeId, length n
        An empty set is a text that was read and got no theme. None is a text nobody has coded: it is left out.
    groups : sequence, length n, optional
        Respondent of each text; by default every text has its own.

    Raises
    ------
    InputError
        If the lengths differ, a label is not a set of ids, or no informative text has been coded.
    """
    normal = normal_texts(texts)
    coded = label_sets(labels, len(normal))
    owners = _owners(groups, len(normal))
    copies: dict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(normal):
        if coded[row] is not None and not is_uninformative(text):
            copies[text].append(row)
    if not copies:
        raise InputError("no text that says anything has been coded", "Give texts with words in them, and their themes")
    unique = sorted(copies)
    themes = sorted_ids({theme for rows in copies.values() for row in rows for theme in coded[row] or ()})
    place = {theme: column for column, theme in enumerate(themes)}
    member = np.zeros((len(unique), len(themes)), dtype=bool)
    for i, text in enumerate(unique):
        votes = Counter(theme for row in copies[text] for theme in coded[row] or ())
        for theme, count in votes.items():
            member[i, place[theme]] = 2 * count >= len(copies[text])
    # A text whose respondent is unknown is its own, by what it says: by its row, results would depend on the order.
    keys = [min((owners[row] for row in copies[text] if owners[row]), default=f"t{text}") for text in unique]
    numbers = {key: number for number, key in enumerate(sorted(set(keys)))}
    return Examples(
        unique,
        themes,
        member,
        np.array([numbers[key] for key in keys], dtype=np.int64),
        np.array([copies[text][0] for text in unique], dtype=np.int64),
    )


def label_sets(labels: Sequence[Any], n_texts: int) -> list[frozenset[ThemeId] | None]:
    """Labels as sets of ids; None where nobody has coded.

    Raises
    ------
    InputError
        If there are not as many as texts, or one is neither a set nor an id.
    """
    given = as_list(labels, "labels")
    if len(given) != n_texts:
        raise InputError(f"{len(given)} labels for {n_texts} texts", "Give one set of theme ids a text")
    return [_label_set(label, row) for row, label in enumerate(given, 1)]


def sorted_ids(ids: Iterable[ThemeId]) -> tuple[ThemeId, ...]:
    """Theme ids in an order that does not depend on how they were met; numbers before words."""
    return tuple(sorted(ids, key=lambda theme: (isinstance(theme, str), theme)))


def _label_set(label: Any, row: int) -> frozenset[ThemeId] | None:
    if not isinstance(label, (str, Iterable)) and not as_text(label):
        return None
    members = [label] if isinstance(label, (str, int, np.integer)) else label
    if not isinstance(members, Iterable) or isinstance(members, bytes):
        raise InputError(f"label {row} is {label!r}", "Give a set of theme ids for each text, {} for none")
    return frozenset(_theme_id(member, row) for member in members if member != "")


def _theme_id(value: Any, row: int) -> ThemeId:
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise InputError(f"label {row} holds {value!r}, which is no theme id", "Use text or whole numbers as ids")


def _owners(groups: Sequence[Hashable] | None, n_texts: int) -> list[str]:
    """Respondent of each text; empty where none is known."""
    if groups is None:
        return [""] * n_texts
    given = [as_text(group) for group in as_list(groups, "groups")]
    if len(given) != n_texts:
        raise InputError(f"{len(given)} groups for {n_texts} texts", "Give one respondent id a text")
    return [f"r{group}" if group else "" for group in given]
