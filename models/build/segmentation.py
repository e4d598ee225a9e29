"""Train the statement boundaries of ``models/segmentation``: ``python -m models.build.segmentation``.

Learns from the training surveys' statements which joints part two of them, and reports leave-surveys-out figures
(six groups of surveys) and those of the demo survey, which it never trains on.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from models.build.data import ROOT, read_surveys
from textmine.language.boundaries import features
from textmine.language.statements import Statement, possible_joints, segment, statements_between
from textmine.survey.corpus import GoldResponse, Survey, read_survey

INVERSE_PENALTY = 0.1
RAREST = 3
"""Features of fewer joints than this are left out of the shipped weights."""
SLACK = 2
"""Code points by which a writer's mark may miss the joint."""


@dataclass(frozen=True)
class Counts:
    """Figures of segmentation: neighbouring statements with different themes, and statements cut in pieces."""

    neighbours: int = 0
    separated: int = 0
    statements: int = 0
    shattered: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True)))

    def __str__(self) -> str:
        return (
            f"{self.separated / self.neighbours:.1%} of {self.neighbours} neighbours separated, "
            f"{self.shattered / self.statements:.1%} of {self.statements} statements cut in more than two"
        )


def labelled_joints(response: GoldResponse) -> list[tuple[list[str], bool]]:
    """Features of each joint that the gold statements say something about, and whether it parts them."""
    found = possible_joints(response.text)
    gold = response.statements
    rows = []
    for joint, names in zip(found, features(response.text, found), strict=True):
        parts = any(a.end - SLACK <= joint.start < b.start + SLACK for a, b in pairwise(gold))
        inside = any(span.start < joint.start and joint.end < span.end for span in gold)
        if parts or inside:
            rows.append((names, parts))
    return rows


def fit(rows: Sequence[tuple[list[str], bool]]) -> tuple[dict[str, float], float]:
    """Weights by feature name, and the intercept."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for names, _ in rows for name in set(names))
    vocabulary = sorted(name for name, count in counts.items() if count >= RAREST)
    vectorizer = CountVectorizer(analyzer=list, vocabulary=vocabulary, binary=True)
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=1000)
    model.fit(vectorizer.transform([names for names, _ in rows]), [parts for _, parts in rows])
    weights = {name: round(float(w), 4) for name, w in zip(vocabulary, model.coef_[0], strict=True)}
    return {name: w for name, w in weights.items() if w}, float(model.intercept_[0])


def count(response: GoldResponse, statements: Sequence[Statement]) -> Counts:
    """Figures of one response. Neighbours are separated where the statements that cover most of each differ."""

    def overlap(statement: Statement, span: Any) -> int:
        return min(statement.end, span.end) - max(statement.start, span.start)

    def main(span: Any) -> int:
        return max(range(len(statements)), key=lambda n: overlap(statements[n], span), default=-1)

    gold = response.statements
    neighbours = [(a, b) for a, b in pairwise(gold) if a.label != b.label]
    pieces = [sum(overlap(statement, span) > 0 for statement in statements) for span in gold]
    return Counts(
        len(neighbours), sum(main(a) != main(b) for a, b in neighbours), len(gold), sum(n > 2 for n in pieces)
    )


def measure(surveys: Sequence[Survey], cut: Callable[[str], Sequence[Statement]] = segment) -> Counts:
    """Figures over all responses of some surveys."""
    return sum((count(r, cut(r.text)) for survey in surveys for r in survey.responses), Counts())


def leave_surveys_out(surveys: Sequence[Survey], groups: int = 6) -> Counts:
    """Figures of each group of surveys with weights learnt on the others."""
    shuffled = list(surveys)
    random.Random(0).shuffle(shuffled)  # noqa: S311 - sampling, not cryptography
    rows = {survey.id: [row for r in survey.responses for row in labelled_joints(r)] for survey in shuffled}
    total = Counts()
    for number in range(groups):
        held_out = shuffled[number::groups]
        weights, intercept = fit([row for s in shuffled if s not in held_out for row in rows[s.id]])
        total += measure(held_out, lambda text, w=weights, i=intercept: statements_between(text, w, i))
    return total


def main() -> None:
    """Train on all training surveys, write the weights, print figures."""
    surveys = read_surveys()
    print("leave surveys out:", leave_surveys_out(surveys))
    weights, intercept = fit([row for survey in surveys for r in survey.responses for row in labelled_joints(r)])
    content: dict[str, Any] = {"intercept": round(intercept, 4), "weights": weights}
    path = ROOT / "models" / "segmentation" / "weights.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(len(weights), "weights;", "demo:", measure([read_survey(ROOT / "corpora" / "demo")]))


if __name__ == "__main__":
    main()
