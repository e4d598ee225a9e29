"""Counting for a report: respondents who mention a theme, in each group, with shares, intervals and suppression."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from textmine.privacy.suppression import nearly_all, suppressed_cells, suppression
from textmine.report.material import Material, ReportTheme
from textmine.themes.waves import Share, share_of

if TYPE_CHECKING:
    import pandas as pd

ALL = "all"
_REST = "\x00rest"
"""Group of those who are in none of the groups of a table: it is not printed, but totals minus groups tell of it."""
_Z = 1.959963984540054


@dataclass(frozen=True)
class ShareTable:
    """Shares of respondents by theme and group.

    Attributes
    ----------
    groups : tuple of str
        In the order of the report.
    out_of : dict of str to int or None
        Respondents in each group; None where that must not be printed.
    effective : dict of str to float
        Kish's effective number of respondents in each group; without weights, the number.
    cells : dict of (theme id, group) to Share
    small : frozenset of str
        Groups of fewer respondents than the threshold: a value that few have may say who they are, so that an
        attribute's may not even be named.
    """

    groups: tuple[str, ...]
    out_of: dict[str, int | None]
    effective: dict[str, float]
    cells: dict[tuple[str, str], Share]
    small: frozenset[str] = frozenset()

    def named(self) -> ShareTable:
        """The same without the small groups; what was hidden on their account stays hidden."""
        return replace(self, groups=tuple(group for group in self.groups if group not in self.small))

    def row(self, theme: str) -> list[Share]:
        """Shares of one theme over the groups."""
        return [self.cells[theme, group] for group in self.groups]


def weighted_share(
    count: int, out_of: int, mentioned: float, weights: npt.NDArray[np.float64], suppressed: bool = False
) -> Share:
    """A weighted share with a Wilson interval at Kish's effective sample size.

    Kish (1965), *Survey Sampling*, ch. 11: n = (sum of weights)² / sum of squared weights; the Wilson interval at the
    effective size is among those that keep their coverage in Franco et al. (2019), *JSSAM* 7.

    Parameters
    ----------
    count, out_of : int
        Respondents who mention the theme, and all of them, unweighted.
    mentioned : float
        Sum of the weights of those who mention it.
    weights : ndarray (out_of,)
    """
    total = float(weights.sum())
    if total <= 0:
        return share_of(0, 0, suppressed)
    n, p = effective_number(weights), mentioned / total
    middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * float(np.sqrt(max(p * (1 - p), 0.0) / n + _Z**2 / (4 * n**2)))
    return Share(count, out_of, p, max(0.0, middle - half), min(1.0, middle + half), suppressed)


def effective_number(weights: npt.NDArray[np.float64]) -> float:
    """Kish's effective sample size of (n,) weights; 0 where they sum to nothing."""
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


class Tally:
    """The respondents of a material and what they mention."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.themes = in_order(material.themes)

    @cached_property
    def coded(self) -> pd.DataFrame:
        """Statements with the themes that count: statement_id, theme_id, by_person; one row a pair."""
        return counted_codings(self.material)

    @cached_property
    def coded_by_wave(self) -> dict[str, float]:
        """Share of the statements that say something which have a theme, by wave; 0 where there are none."""
        said = self.material.statements.loc[self.material.statements["informative"].astype(bool), "statement_id"]
        shares = said.isin(self.coded["statement_id"]).groupby(said.map(self._wave_of)).mean()
        return {str(wave): float(share) for wave, share in shares.items()}

    @cached_property
    def uncoded(self) -> tuple[str, ...]:
        """Waves in which nothing is coded, while something is in others: not mentioned is not what they say.

        A wave that a person has rejected suggestions in is looked at, and so not one of them.
        """
        waves = self.coded_by_wave
        if not any(waves.values()):
            return ()
        codings = self.material.codings
        looked = codings[(codings["coder_kind"] == "person") & codings["status"].isin(["accepted", "rejected"])]
        known = set(looked["statement_id"].map(self._wave_of))
        return tuple(wave for wave, share in waves.items() if not share and wave not in known)

    @cached_property
    def _wave_of(self) -> dict[str, str]:
        """Wave by statement_id."""
        statements, responses = self.material.statements, self.material.responses
        waves = dict(zip(responses["response_id"], responses["wave"].astype(str), strict=True))
        return dict(zip(statements["statement_id"], statements["response_id"].map(waves), strict=True))

    @cached_property
    def told(self) -> pd.DataFrame:
        """Responses with at least one statement that says something, of waves that are coded; weights as numbers."""
        import pandas as pd

        statements = self.material.statements
        informative = statements[statements["informative"].astype(bool)]
        responses = self.material.responses
        responses = responses[~responses["wave"].astype(str).isin(self.uncoded)]
        told = responses[responses["response_id"].isin(informative["response_id"])].copy()
        weight = self.material.weight
        values = told[weight].astype(str).str.replace(",", ".", regex=False) if weight else pd.Series(1.0, told.index)
        told["_weight"] = pd.to_numeric(values).astype(float)
        return told

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """Which response mentions which theme, the themes above it too: response_id, theme_id; one row a pair."""
        import pandas as pd

        statement = self.material.statements[["statement_id", "response_id"]]
        pairs = self.coded[["statement_id", "theme_id"]].merge(statement, on="statement_id")
        pairs = pairs[["response_id", "theme_id"]].drop_duplicates()
        above = {theme.id: theme.parent for theme in self.material.themes}
        level = pairs
        for _ in above:
            level = level.assign(theme_id=level["theme_id"].map(above).fillna(""))
            level = level[level["theme_id"] != ""].drop_duplicates()
            if level.empty:
                break
            pairs = pd.concat([pairs, level]).drop_duplicates()
        return pairs.reset_index(drop=True)

    @cached_property
    def total(self) -> ShareTable:
        """Shares over all respondents, in the one group ``ALL``."""
        return self.shares(np.full(len(self.told), ALL, dtype=object), [ALL])

    def by(self, column: str, groups: Sequence[str] | None = None) -> ShareTable:
        """Shares in each group of a column; respondents without a value are left out."""
        values = self.told[column].astype(str).str.strip().to_numpy(dtype=object)
        return self.shares(values, sorted({str(v) for v in values if v}) if groups is None else groups)

    def shares(self, values: npt.NDArray[np.object_], groups: Sequence[str]) -> ShareTable:
        """Shares in each group, where ``values`` says the group of each row of ``told``."""
        import pandas as pd

        frame = self.told[["response_id", "respondent", "_weight"]].assign(_group=values)
        frame["_group"] = frame["_group"].where(frame["_group"].isin(list(groups)), _REST)
        people = frame.drop_duplicates(["respondent", "_group"])
        said = self.mentions.merge(frame, on="response_id").drop_duplicates(["respondent", "_group", "theme_id"])
        ids, names = [theme.id for theme in self.themes], list(groups)
        rest = [_REST] if (people["_group"] == _REST).any() else []
        counted = pd.crosstab(said["theme_id"], said["_group"]).reindex(ids, columns=[*names, *rest], fill_value=0)
        weighed = pd.crosstab(said["theme_id"], said["_group"], said["_weight"], aggfunc="sum")
        counts = counted.to_numpy(dtype=np.int64)
        sums = weighed.reindex(ids, columns=names).fillna(0.0).to_numpy(dtype=np.float64)
        sizes = np.array([(people["_group"] == group).sum() for group in names], dtype=np.int64)
        hidden = self._hidden(counts, sizes)
        cells: dict[tuple[str, str], Share] = {}
        effective = {}
        for column, group in enumerate(names):
            own, n = people.loc[people["_group"] == group, "_weight"].to_numpy(dtype=np.float64), int(sizes[column])
            effective[group] = effective_number(own)
            for row, theme in enumerate(ids):
                count, hide = int(counts[row, column]), bool(hidden[row + 1, column])
                cells[theme, group] = (
                    weighted_share(count, n, float(sums[row, column]), own, hide)
                    if self.material.weight
                    else share_of(count, n, hide)
                )
        out_of = {group: None if hidden[0, column] else int(sizes[column]) for column, group in enumerate(names)}
        small = frozenset(name for name, n in zip(names, sizes, strict=True) if n < self.material.threshold)
        return ShareTable(tuple(names), out_of, effective, cells, small)

    def _hidden(self, counts: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Cells that must not be printed: the groups' sizes in the first row, then the themes.

        ``counts`` has a last column more than there are ``sizes`` where some are in no group.
        """
        threshold = self.material.threshold
        # Sums over groups are known from the table of all respondents; sums over themes from nowhere.
        groups = suppressed_cells(sizes[np.newaxis], threshold, column_totals=False)
        also = self._telling(counts)
        # Of the table of all respondents, the only one without a total elsewhere, nothing more is to be known.
        if counts.shape[1] > 1:
            also[:, : len(sizes)] |= nearly_all(counts[:, : len(sizes)], sizes, threshold)
        # Whoever is in no group is hidden anyway, and so hides what is hidden of the same theme.
        also[:, len(sizes) :] |= (also | (counts > 0) & (counts < threshold)).any(axis=1, keepdims=True)
        found = suppression(counts, threshold, column_totals=False, also=also)
        # That table prints totals that this one had rather hide; instead not even empty cells are printed.
        themes = (found.cells | found.row_totals[:, np.newaxis])[:, : len(sizes)]
        return np.vstack([groups, themes | groups])

    def _telling(self, counts: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Cells of themes that all but a few of those who mention a theme above mention: the difference is a few."""
        place = {theme.id: row for row, theme in enumerate(self.themes)}
        telling = np.zeros(counts.shape, dtype=np.bool_)
        for theme, above in self.lineage.items():
            for other in above:
                less = counts[place[other]] - counts[place[theme]]
                telling[place[theme]] |= (less > 0) & (less < self.material.threshold)
        return telling

    @cached_property
    def lineage(self) -> dict[str, tuple[str, ...]]:
        """For each theme the themes above it, the nearest first."""
        parents = {theme.id: theme.parent for theme in self.material.themes}
        found: dict[str, tuple[str, ...]] = {}
        for theme in parents:
            above: list[str] = []
            while (parent := parents.get(above[-1] if above else theme, "")) in parents and parent not in above:
                above.append(parent)
            found[theme] = tuple(above)
        return found


def counted_codings(material: Material) -> pd.DataFrame:
    """Codings that count: those that stand, or accepted by a person or said by a model where no person decided.

    Returns
    -------
    DataFrame
        statement_id, theme_id, by_person; one row a pair, of the material's themes and statements that say something.
    """
    import pandas as pd

    codings = material.codings if material.standing is None else material.standing
    statements = material.statements
    informative = statements.loc[statements["informative"].astype(bool), "statement_id"]
    known = codings["theme_id"].isin([theme.id for theme in material.themes])
    codings = codings[known & codings["statement_id"].isin(informative)]
    if material.standing is not None:
        result = codings[["statement_id", "theme_id", "by_person"]]
        return result.sort_values(["statement_id", "theme_id"], ignore_index=True)
    person = codings["coder_kind"] == "person"
    decided = codings[person & codings["status"].isin(["accepted", "rejected"])]
    accepted = decided[decided["status"] == "accepted"][["statement_id", "theme_id"]].drop_duplicates()
    others = codings[codings["status"].isin(material.counted)][["statement_id", "theme_id"]].drop_duplicates()
    settled = others.merge(decided[["statement_id", "theme_id"]].drop_duplicates(), how="left", indicator=True)
    open_ = settled[settled["_merge"] == "left_only"].drop(columns="_merge")
    result = pd.concat([accepted.assign(by_person=True), open_.assign(by_person=False)], ignore_index=True)
    return result.sort_values(["statement_id", "theme_id"], ignore_index=True)


def in_order(themes: Sequence[ReportTheme]) -> tuple[ReportTheme, ...]:
    """Themes by their order, each with those below it behind it; one whose parent is missing stands at the top."""
    known = {theme.id for theme in themes}
    below: dict[str, list[ReportTheme]] = {}
    for theme in sorted(themes, key=lambda theme: (theme.order, theme.id)):
        below.setdefault(theme.parent if theme.parent in known else "", []).append(theme)

    def walk(parent: str) -> Iterator[ReportTheme]:
        for theme in below.get(parent, []):
            yield theme
            yield from walk(theme.id)

    return tuple(walk(""))
