"""Quotes against gold sub-themes: ours beside random picks, the nearest to the centre, and maximal marginal relevance.

Themes with definitions alike are merged into one parent; the question is how many of its gold themes n quotes touch.

usage: python -m benchmarks.quotes [--surveys N] [--cache DIR]
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from textmine.encode import Encoder, VectorCache, load_encoder
from textmine.quotes import select_quotes
from textmine.quotes.stance import stance
from textmine.resources import shipped
from textmine.survey.corpus import Survey, read_survey
from textmine.themes.cluster import unit_rows
from textmine.themes.representative import varied_central

N = 5
DRAWS = 100
FEWEST, MOST = 3, 8
PAGE = Path(__file__).resolve().parents[1] / "docs" / "quotes.md"
Pick = Callable[[pd.DataFrame, np.ndarray], list[list[int]]]


def parents(survey: Survey, encoder: Encoder) -> list[set[str]]:
    """Groups of three to eight gold themes with definitions alike (Ward's method, four themes a group on average)."""
    from scipy.cluster.hierarchy import fcluster, linkage

    names = np.array([theme.id for theme in survey.themes])
    vectors = encoder.encode([theme.definition["nb"] for theme in survey.themes])
    tree = linkage(unit_rows(vectors - vectors.mean(axis=0)), "ward")
    labels = fcluster(tree, max(2, len(names) // 4), "maxclust")
    groups = [set(names[labels == label]) for label in np.unique(labels)]
    return [group for group in groups if FEWEST <= len(group) <= MOST]


def frames(survey: Survey, encoder: Encoder) -> Iterator[tuple[pd.DataFrame, np.ndarray]]:
    """Statements of each parent that are long enough to be quotes, with their vectors."""
    statements = survey.statements().rename(columns={"theme": "gold"})
    statements["statement_id"] = [str(row) for row in range(len(statements))]
    vectors = encoder.encode(statements["text"].tolist())
    fits = statements["text"].str.split().str.len().between(4, 60)
    for group in parents(survey, encoder):
        own = (statements["gold"].isin(group) & fits).to_numpy()
        if own.sum() >= 4 * N:
            yield statements[own].reset_index(drop=True).assign(theme="parent"), vectors[own]


def at_random(frame: pd.DataFrame, _: np.ndarray) -> list[list[int]]:
    """Several draws without replacement."""
    rng = np.random.default_rng(0)
    return [rng.choice(len(frame), N, replace=False).tolist() for _ in range(DRAWS)]


def nearest_the_centre(_: pd.DataFrame, vectors: np.ndarray) -> list[list[int]]:
    """What most tools show."""
    return [np.argsort(-(vectors @ vectors.mean(axis=0)), kind="stable")[:N].tolist()]


def marginal_relevance(_: pd.DataFrame, vectors: np.ndarray) -> list[list[int]]:
    """Carbonell & Goldstein (1998) with the balance that the themes' own representatives use."""
    return [varied_central(vectors, unit_rows(vectors.mean(axis=0)[None])[0], N)]


def ours(balance: tuple[str, ...]) -> Pick:
    """``select_quotes`` with and without quotas."""

    def pick(frame: pd.DataFrame, vectors: np.ndarray) -> list[list[int]]:
        found = select_quotes(frame, "parent", N, vectors=vectors, balance=balance)
        return [[int(np.flatnonzero(frame["statement_id"] == name)[0]) for name in found["statement_id"]]]

    return pick


METHODS: dict[str, Pick] = {
    "select_quotes": ours(("wave", "language")),
    "select_quotes without quotas": ours(()),
    "maximal marginal relevance": marginal_relevance,
    "random, mean of 100 draws": at_random,
    "nearest to the centre": nearest_the_centre,
}


def measure(surveys: list[Survey], encoder: Encoder) -> pd.DataFrame:
    """One row a method: coverage, redundancy, and how far the written standards are from their share."""
    scores: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for survey in surveys:
        for frame, vectors in frames(survey, encoder):
            gold, nynorsk = frame["gold"].to_numpy(), (frame["language"] == "nn").to_numpy()
            for name, method in METHODS.items():
                for chosen in method(frame, vectors):
                    likeness = (vectors[chosen] @ vectors[chosen].T)[np.triu_indices(len(chosen), 1)]
                    scores[name].append(
                        (
                            len(set(gold[chosen])) / min(N, len(set(gold))),
                            float(likeness.mean()),
                            float(likeness.max()),
                            abs(float(nynorsk[chosen].mean() - nynorsk.mean())),
                            len(set(frame["response_id"].to_numpy()[chosen])) / len(chosen),
                        )
                    )
    columns = ["sub-themes covered", "mean cosine", "highest cosine", "nynorsk off by", "respondents a quote"]
    means = {name: np.mean(rows, axis=0) for name, rows in scores.items()}
    table = pd.DataFrame(means, index=columns).T.round(3)
    table.attrs["parents"] = len(scores["select_quotes"])
    return table


def stance_auc(encoder: Encoder) -> float:
    """How well praise is told from the rest: AUC of the demo's theme «satisfied» against all other statements."""
    from sklearn.metrics import roc_auc_score

    statements = read_survey(shipped("corpora/demo")).statements()
    scores = stance(encoder.encode(statements["text"].tolist()), encoder)
    return float(roc_auc_score(statements["theme"] == "satisfied", scores))


def as_table(frame: pd.DataFrame) -> str:
    """The frame as a Markdown table."""
    lines = [[f"method ({frame.attrs['parents']} parents)", *frame.columns], ["---"] * (len(frame.columns) + 1)]
    lines += [
        [str(name), *(f"{value:.3f}" for value in row)] for name, row in zip(frame.index, frame.values, strict=True)
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    """Measure, print, and rewrite the tables of docs/quotes.md."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--surveys", type=int, default=20, help="Training surveys, the first in alphabetical order.")
    parser.add_argument("--cache", type=Path, help="Folder that keeps vectors.")
    given = parser.parse_args()
    encoder: Encoder = load_encoder()
    if given.cache:
        encoder = VectorCache(encoder, given.cache)
    folders = sorted(path for path in shipped("corpora/training").iterdir() if path.is_dir())[: given.surveys]
    demo = as_table(measure([read_survey(shipped("corpora/demo"))], encoder))
    training = as_table(measure([read_survey(folder) for folder in folders], encoder))
    print(demo, training, sep="\n\n")
    head, _, _ = PAGE.read_text(encoding="utf-8").partition("\n## Measured")
    tables = (
        f"\n## Measured\n\nDemo, {N} quotes a parent:\n\n{demo}\n\n{len(folders)} training surveys:\n\n{training}\n"
    )
    praise = f"\nPraise («satisfied») against the rest of the demo: AUC {stance_auc(encoder):.3f}.\n"
    PAGE.write_text(head + tables + praise, encoding="utf-8")


if __name__ == "__main__":
    main()
