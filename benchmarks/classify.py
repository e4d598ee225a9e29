"""Coding a new wave: ours beside simple classifiers and SetFit, and novelty measures beside each other.

usage: python -m benchmarks.classify [--setfit]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.kept import kept_vectors
from textmine.classify import ThemeClassifier, propose_themes
from textmine.resources import shipped
from textmine.survey.corpus import Survey, read_survey

ROOT = Path(__file__).resolve().parents[1]
SETFIT_ENVIRONMENT = ROOT / ".work" / "setfit"
SETFIT_PACKAGES = ("setfit==1.1.3", "torch==2.13.0", "transformers<5", "sentence-transformers<5.2")
UNSEEN = ("nursing_home_kin", "public_transport", "outdoor_association")
"""Surveys the encoder was not tuned on, nor anything in the classifier."""
NEW_THEME = "pandemic"
Table = list[dict[str, Any]]


class Coded:
    """Gold statements of a survey with their vectors."""

    def __init__(self, survey: Survey) -> None:
        frame = survey.statements()
        self.texts: list[str] = frame["text"].tolist()
        self.themes = np.array(frame["theme"].tolist())
        self.waves = np.array(frame["wave"].tolist())
        self.respondents = np.array(frame["response_id"].tolist())
        self.definitions = {t.id: [f"{t.name[k]}. {t.definition[k]}" for k in ("nb", "nn")] for t in survey.themes}
        self.encoder = kept_vectors()
        self.vectors = self.encoder.encode(self.texts)

    def some(self, rows: np.ndarray) -> list[str]:
        """Texts of these rows."""
        return [self.texts[row] for row in rows]

    def train(self, rows: np.ndarray, definitions: bool = True) -> ThemeClassifier:
        """Our classifier, trained on these rows."""
        kept = {theme: self.definitions[theme] for theme in set(self.themes[rows])} if definitions else None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ThemeClassifier(self.encoder).fit(
                self.some(rows),
                [{theme} for theme in self.themes[rows]],
                self.respondents[rows],
                embeddings=self.vectors[rows],
                definitions=kept,
            )


# The demo's last wave, coded with the four before it


def new_wave(setfit: bool = False) -> tuple[Table, Table]:
    """Macro-F1 over the known themes of 2020, by method; and what ours says of itself."""
    demo = Coded(read_survey(shipped("corpora/demo")))
    train, new = np.flatnonzero(demo.waves < "2020"), np.flatnonzero(demo.waves == "2020")
    known = new[demo.themes[new] != NEW_THEME]
    themes = sorted(set(demo.themes[train]))
    methods: dict[str, Callable[[], np.ndarray]] = {
        "logistic regression on vectors": lambda: _fit_predict(demo, train, known, "vectors"),
        "TF-IDF + linear SVM": lambda: _fit_predict(demo, train, known, "tfidf"),
        "kNN on vectors, k = 5": lambda: _fit_predict(demo, train, known, "knn"),
        "nearest definition, no examples": lambda: _zero_shot(demo, known, themes),
    }
    if setfit:
        methods["SetFit on the same encoder"] = lambda: _setfit(demo, train, known)
    rows = []
    for name, method in methods.items():
        started = time.perf_counter()
        said = method()[:, None] == np.array(themes)[None, :]
        rows.append(_row(name, demo, known, themes, said, time.perf_counter() - started))
    for name, definitions in (("textmine, codings alone", False), ("textmine, codings and definitions", True)):
        started = time.perf_counter()
        model = demo.train(train, definitions)
        decided = model.decide(demo.some(known), demo.vectors[known])
        rows.append(_row(name, demo, known, themes, decided.said, time.perf_counter() - started))
    return rows, [_own_figures(demo, model, known, new, themes)]


def macro_f1(truth: np.ndarray, said: np.ndarray) -> float:
    """Mean over the themes of (n, k) memberships; a theme that is neither there nor said counts as 0."""
    right = (truth & said).sum(axis=0)
    return float(np.mean(2 * right / np.maximum(truth.sum(axis=0) + said.sum(axis=0), 1)))


def calibration_error(probability: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equal bins (Naeini et al. 2015)."""
    place = np.minimum((probability * bins).astype(int), bins - 1)
    return float(
        sum(abs(probability[place == b].mean() - right[place == b].mean()) * np.mean(place == b) for b in set(place))
    )


def _row(name: str, demo: Coded, rows: np.ndarray, themes: Sequence[str], said: np.ndarray, seconds: float) -> Any:
    truth = demo.themes[rows][:, None] == np.array(themes)[None, :]
    return {"method": name, "macro-F1": round(macro_f1(truth, said), 3), "seconds": round(seconds, 1)}


def _own_figures(demo: Coded, model: ThemeClassifier, known: np.ndarray, new: np.ndarray, themes: list[str]) -> Any:
    from sklearn.metrics import roc_auc_score

    truth = demo.themes[known][:, None] == np.array(themes)[None, :]
    decided = model.decide(demo.some(known), demo.vectors[known])
    best = decided.probabilities.argmax(axis=1)
    top = decided.probabilities.max(axis=1)
    sure = np.argsort(-top, kind="stable")[: round(0.8 * len(known))]
    own = ~decided.abstained
    every = model.decide(demo.some(new), demo.vectors[new])
    is_new = demo.themes[new] == NEW_THEME
    proposals = propose_themes(model, demo.some(new), demo.respondents[new], demo.vectors[new])
    inside = [is_new[proposals.labels == theme.id] for theme in proposals.themes]
    return {
        "calibration error, likeliest theme": round(calibration_error(top, truth[np.arange(len(best)), best]), 3),
        "calibration error, all pairs": round(calibration_error(decided.probabilities.ravel(), truth.ravel()), 4),
        "macro-F1, surest 80 %": round(macro_f1(truth[sure], decided.said[sure]), 3),
        "abstained, own choice": f"{1 - own.mean():.0%}",
        "macro-F1 of the rest": round(macro_f1(truth[own], decided.said[own]), 3),
        "AUROC, pandemic against known": round(float(roc_auc_score(is_new, every.novelty)), 3),
        "the same, seen together with the wave": round(float(roc_auc_score(is_new, proposals.novelty)), 3),
        "called novel: pandemic, known": f"{every.novel[is_new].mean():.0%}, {every.novel[~is_new].mean():.0%}",
        "proposed themes: name, size, of it pandemic": "; ".join(
            f"«{theme.name}» {len(part)}, {part.sum()}" for theme, part in zip(proposals.themes, inside, strict=True)
        ),
    }


def _fit_predict(demo: Coded, train: np.ndarray, test: np.ndarray, kind: str) -> np.ndarray:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    model = {
        "vectors": LogisticRegression(C=10, max_iter=1000, class_weight="balanced"),
        "tfidf": make_pipeline(TfidfVectorizer(sublinear_tf=True), LinearSVC(class_weight="balanced")),
        "knn": KNeighborsClassifier(5, metric="cosine"),
    }[kind]
    seen, unseen = (demo.some(train), demo.some(test)) if kind == "tfidf" else (demo.vectors[train], demo.vectors[test])
    return np.asarray(model.fit(seen, demo.themes[train]).predict(unseen))


def _zero_shot(demo: Coded, test: np.ndarray, themes: Sequence[str]) -> np.ndarray:
    prototypes = np.stack([demo.encoder.encode(demo.definitions[theme]).mean(axis=0) for theme in themes])
    prototypes -= prototypes.mean(axis=0)
    vectors = demo.vectors[test] - demo.vectors.mean(axis=0)
    cosines = (vectors @ prototypes.T) / np.linalg.norm(prototypes, axis=1)
    return np.array(themes)[cosines.argmax(axis=1)]


def _setfit(demo: Coded, train: np.ndarray, test: np.ndarray) -> np.ndarray:
    python = SETFIT_ENVIRONMENT / "bin" / "python"
    if not (SETFIT_ENVIRONMENT / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", str(SETFIT_ENVIRONMENT)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *SETFIT_PACKAGES], check=True)
        (SETFIT_ENVIRONMENT / "installed").touch()
    task = {"texts": demo.some(train), "labels": demo.themes[train].tolist(), "test": demo.some(test), "iterations": 5}
    with tempfile.TemporaryDirectory() as scratch:
        files = [Path(scratch) / "task.json", shipped("models/encoder"), Path(scratch) / "out.json"]
        files[0].write_text(json.dumps(task), encoding="utf-8")
        subprocess.run([str(python), str(ROOT / "benchmarks" / "setfit_peer.py"), *map(str, files)], check=True)
        return np.array(json.loads(files[2].read_text(encoding="utf-8"))["labels"])


# Whole themes left out


def novelty_measures(surveys: Sequence[str] = ("demo", *UNSEEN), repeats: int = 3) -> Table:
    """AUROC of novelty measures: a fifth of the themes and a quarter of the respondents left out of training."""
    from sklearn.metrics import roc_auc_score

    rows: dict[str, dict[str, Any]] = {}
    for name in surveys:
        coded = Coded(read_survey(shipped("corpora/demo" if name == "demo" else f"corpora/training/{name}")))
        random = np.random.default_rng(0)
        found: dict[str, list[float]] = {}
        for _ in range(repeats):
            for measure, values, is_new in _left_out(coded, random):
                found.setdefault(measure, []).append(float(roc_auc_score(is_new, values)))
        for measure, values in found.items():
            rows.setdefault(measure, {"measure": measure})[name] = round(float(np.mean(values)), 3)
    for row in rows.values():
        row["mean"] = round(float(np.mean([row[name] for name in surveys])), 3)
    return sorted(rows.values(), key=lambda row: -row["mean"])


def _left_out(coded: Coded, random: np.random.Generator) -> list[tuple[str, np.ndarray, np.ndarray]]:
    names, people = sorted(set(coded.themes)), np.unique(coded.respondents)
    out = np.isin(coded.themes, random.choice(names, max(3, len(names) // 5), replace=False))
    away = np.isin(coded.respondents, random.choice(people, len(people) // 4, replace=False))
    train, test = np.flatnonzero(~out & ~away), np.flatnonzero(out | away)
    model = coded.train(train)
    centred = model._fitted.heads.features.centred(coded.vectors)
    nearest = -np.sort(-(centred[test] @ centred[train].T), axis=1)[:, :5].mean(axis=1)
    scores, _ = model._fitted.heads.scores(coded.some(test), centred[test])
    together = propose_themes(model, coded.some(test), coded.respondents[test], coded.vectors[test]).novelty
    measures = {
        "cosine distance to the 5 nearest": 1 - nearest,
        "the same after whitening, 3 nearest": model._fitted.novelty.distance(centred[test]),
        "Mahalanobis, nearest theme": _mahalanobis(coded, train, test),
        "energy": -np.log(np.exp(scores).sum(axis=1)),
        "lack of a high score": -scores.max(axis=1),
        "textmine": model.novelty(coded.some(test), coded.vectors[test]),
        "textmine, seen together with the wave": together,
    }
    return [(name, values, out[test]) for name, values in measures.items()]


def _mahalanobis(coded: Coded, train: np.ndarray, test: np.ndarray) -> np.ndarray:
    """Distance to the nearest theme mean under the shrunk covariance within themes (Lee et al. 2018)."""
    from sklearn.covariance import ledoit_wolf

    vectors, themes = coded.vectors.astype(np.float64), coded.themes[train]
    means = {theme: vectors[train][themes == theme].mean(axis=0) for theme in set(themes)}
    covariance, _ = ledoit_wolf(vectors[train] - np.stack([means[theme] for theme in themes]))
    inverse = np.linalg.inv(covariance)
    apart = [vectors[test] - mean for mean in means.values()]
    return np.min([np.einsum("ij,jk,ik->i", d, inverse, d) for d in apart], axis=0)


if __name__ == "__main__":
    from benchmarks.run import table

    methods, own = new_wave("--setfit" in sys.argv)
    print(table(methods), table([{"figure": k, "value": v} for k, v in own[0].items()]), sep="\n\n", flush=True)
    print("\n" + table(novelty_measures()))
