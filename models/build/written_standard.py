"""Train the written-standard model: ``python -m models.build.written_standard --pairs DIR --norne DIR``.

The first ``DIR`` holds ``train.tsv.gz`` and ``dev.tsv.gz`` of aligned bokmål-nynorsk sentences (NorBench: Nynorsk
pressekontor and Målfrid translation memories), the other the treebank that ``models.build.treebank`` reads. Beside them
stand the project's own surveys, nynorsk sentences of both with their words exchanged by the encoder's table for bokmål
ones, and, for "other", words of languages that Norwegians also answer in, drawn by their frequency (wordfreq):
character n-grams within words need no syntax.

Short texts are taught from where the two sides of a pair differ: the same stretch of both, with up to three words on
each side. Random stretches teach that a name is bokmål because the word that decides stood elsewhere.

``--check N`` trains on four fifths of the training pairs and measures the N-th fifth: settings are chosen by that.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.build.entities import joined
from models.build.treebank import STANDARDS, training_sentences
from textmine.encode.standards import BokmalForms
from textmine.language.standard import LANGUAGES, features, ngram_counts, probabilities

OTHER = {
    "en": 6000,
    "da": 7000,
    "sv": 7000,
    "de": 2000,
    "fr": 1000,
    "es": 1000,
    "fi": 800,
    "nl": 1200,
    "pl": 1200,
    "is": 1200,
}
ROOT = Path(__file__).resolve().parents[2]
HELD_OUT = 500
"""Pairs that choose the temperatures and are not trained on."""
FOLDS = 5
_AROUND = 3
_LONGEST = 9
"""Words of a stretch in which two sides of a pair differ."""


Row = tuple[str, str]
Pair = tuple[Row, Row]


def read_pairs(path: Path) -> list[Pair]:
    """(text, language) of the bokmål and the nynorsk side of each pair of an aligned file."""
    rows = []
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            bokmal, nynorsk = line.rstrip("\n").split("\t")[:2]
            rows.append(((bokmal, "nb"), (nynorsk, "nn")))
    return rows


def other_languages(rng: random.Random) -> list[Row]:
    """Strings of 2-20 words of other languages, each word drawn by its frequency."""
    import wordfreq

    rows = []
    for language, count in OTHER.items():
        words = wordfreq.top_n_list(language, 20_000)
        weights = [wordfreq.word_frequency(word, language) for word in words]
        for _ in range(count):
            text = " ".join(rng.choices(words, weights, k=rng.randint(2, 20)))
            rows.append((text.capitalize() + rng.choice([".", ""]), "other"))
    return rows


def treebank_sentences(folder: Path) -> list[Row]:
    """Sentences of the dependency treebank, each in one standard."""
    return [
        (joined([sentence]).text, standard)
        for standard, name in STANDARDS.items()
        for sentence in training_sentences(folder / f"{name}-train.conll.gz", nynorsk=standard == "nn")
    ]


def survey_answers() -> list[Row]:
    """Answers of the training surveys; the demo survey stays out, so that it can test the model."""
    from textmine.survey.corpus import read_survey

    folders = sorted(path.parent for path in (ROOT / "corpora" / "training").glob("*/responses.jsonl"))
    return [(r.text, r.language) for folder in folders for r in read_survey(folder).responses if len(r.text) > 10]


def rewritten(texts: Sequence[str]) -> list[Pair]:
    """Nynorsk texts beside themselves with bokmål words, as far as the encoder's table has them."""
    table = BokmalForms(ROOT / "models" / "encoder")
    pairs: list[Pair] = [((table.rewrite(text), "nb"), (text, "nn")) for text in texts]
    return [pair for pair in pairs if pair[0][0] != pair[1][0]]


def stretches(pairs: Sequence[Pair], rng: random.Random, each: int) -> list[Row]:
    """Short texts from where the sides of each longer pair differ, as many of bokmål as of nynorsk."""
    rows = []
    for (bokmal, _), (nynorsk, _) in pairs:
        left, right = bokmal.split(), nynorsk.split()
        different = [o for o in SequenceMatcher(None, left, right, autojunk=False).get_opcodes() if o[0] != "equal"]
        if not different or len(left) <= 2 * _AROUND:
            continue
        for _ in range(each):
            _, a, b, c, d = rng.choice(different)
            before, behind = rng.randint(0, _AROUND), rng.randint(0, _AROUND)
            sides = left[max(0, a - before) : b + behind], right[max(0, c - before) : d + behind]
            if sides[0] != sides[1] and all(0 < len(side) <= _LONGEST for side in sides):
                rows += [(" ".join(sides[0]), "nb"), (" ".join(sides[1]), "nn")]
    return rows


def snippets(rows: Sequence[Row], rng: random.Random) -> list[Row]:
    """2-6 words of each longer text, wherever they stand."""
    found = []
    for text, language in rows:
        words = text.split()
        if len(words) > 6:
            size = rng.randint(2, 6)
            start = rng.randrange(len(words) - size + 1)
            found.append((" ".join(words[start : start + size]), language))
    return found


def temperature(scores: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_]) -> float:
    """The number to divide log odds (n,) by so that they are calibrated: least log loss (Guo et al. 2017)."""
    from scipy.optimize import minimize_scalar

    signed = np.where(truth, scores, -scores)

    def loss(value: float) -> float:
        return float(np.logaddexp(0, -signed / value).mean())

    return float(minimize_scalar(loss, bounds=(0.1, 5), method="bounded").x)


def calibration_error(probabilities: npt.NDArray[np.float64], truth: npt.NDArray[np.int64]) -> float:
    """Expected calibration error over ten equal bins of confidence (Naeini et al. 2015)."""
    confidence, right = probabilities.max(1), probabilities.argmax(1) == truth
    bins = np.minimum((confidence * 10).astype(int), 9)
    return float(sum(abs(confidence[bins == b].sum() - right[bins == b].sum()) for b in range(10)) / len(truth))


class Model:
    """Weights of nynorsk against bokmål and of other against both."""

    def __init__(self, rows: list[Row]) -> None:
        from sklearn.feature_extraction.text import TfidfTransformer
        from sklearn.linear_model import LogisticRegression

        texts, truth = [text for text, _ in rows], _numbers(rows)
        self.idf = TfidfTransformer().fit(ngram_counts(texts)).idf_.astype(np.float32)
        x = features(texts, self.idf)
        norwegian = truth < 2

        def fitted(x: Any, y: npt.NDArray[np.bool_]) -> Any:
            return LogisticRegression(C=5, solver="liblinear", dual=True, tol=1e-3, max_iter=300, random_state=0).fit(
                x, y
            )

        parts = fitted(x[norwegian], truth[norwegian] == 1), fitted(x, truth == 2)
        self.coefficients = np.vstack([part.coef_ for part in parts]).astype(np.float16)
        self.intercepts = np.concatenate([part.intercept_ for part in parts]).astype(np.float32)
        self.temperatures = np.ones(2, dtype=np.float32)

    def scores(self, rows: list[Row]) -> npt.NDArray[np.float64]:
        """Calibrated log odds (n, 2)."""
        x = features([text for text, _ in rows], self.idf)
        return np.asarray((x @ self.coefficients.T.astype(np.float32) + self.intercepts) / self.temperatures)

    def calibrate(self, held_out: Sequence[Pair], other: Sequence[Row]) -> None:
        """Choose the temperatures by texts that were not trained on."""
        rng = random.Random(1)  # noqa: S311 - sampling, not cryptography
        norwegian = [row for pair in held_out for row in pair]
        norwegian, foreign = norwegian + snippets(norwegian, rng), [*other, *snippets(other, rng)]
        both = norwegian + foreign
        first = temperature(self.scores(norwegian)[:, 0], _numbers(norwegian) == 1)
        second = temperature(self.scores(both)[:, 1], _numbers(both) == 2)
        self.temperatures = np.array([first, second], dtype=np.float32)

    def report(self, name: str, rows: list[Row]) -> None:
        """Print how many texts are told right, and the calibration."""
        found, truth = probabilities(self.scores(rows)), _numbers(rows)
        forced, free = found[:, :2].argmax(1) == truth, found.argmax(1) == truth
        error = calibration_error(found, truth)
        print(f"{name}: nb or nn {forced.mean():.4f}, of three {free.mean():.4f}, calibration error {error:.4f}")


def main() -> None:
    """Train, calibrate, report on the dev sentences, write ``models/written_standard/weights.npz``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", required=True, type=Path)
    parser.add_argument("--norne", required=True, type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "written_standard")
    parser.add_argument("--check", type=int, choices=range(FOLDS))
    arguments = parser.parse_args()
    rng = random.Random(0)  # noqa: S311 - sampling, not cryptography
    pairs = read_pairs(arguments.pairs / "train.tsv.gz")
    rng.shuffle(pairs)
    unseen: list[Pair] = []
    if arguments.check is not None:
        unseen = pairs[arguments.check :: FOLDS]
        pairs = [pair for number, pair in enumerate(pairs) if number % FOLDS != arguments.check]
    # A sentence that is the same in both standards would teach both answers.
    pairs = [pair for pair in pairs if pair[0][0].strip() != pair[1][0].strip()]
    held_out, own = pairs[:HELD_OUT], pairs[HELD_OUT:]
    treebank = [text for text, standard in treebank_sentences(arguments.norne) if standard == "nn"]
    answers, other = survey_answers(), other_languages(rng)
    rng.shuffle(other)
    rows = [row for pair in own for row in pair] + stretches(own, rng, 3) + answers
    rows += stretches(rewritten(treebank), rng, 2)
    rows += other[HELD_OUT:] + snippets(other[HELD_OUT:], rng)
    model = Model(rows)
    model.calibrate(held_out, other[:HELD_OUT])
    print(f"temperatures {model.temperatures}, {len(rows)} rows")
    if arguments.check is None:
        arguments.out.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            arguments.out / "weights.npz",
            coefficients=model.coefficients,
            intercepts=model.intercepts,
            idf=model.idf.astype(np.float16),
            temperatures=model.temperatures,
        )
        unseen = read_pairs(arguments.pairs / "dev.tsv.gz")
    sentences = [row for pair in unseen for row in pair]
    model.report("sentences", sentences)
    model.report("six-word snippets", [(" ".join(text.split()[:6]), language) for text, language in sentences])
    different = [row for pair in unseen if pair[0][0].strip() != pair[1][0].strip() for row in pair]
    model.report("sentences that differ", different)


def _numbers(rows: list[Row]) -> npt.NDArray[np.int64]:
    return np.array([LANGUAGES.index(language) for _, language in rows])


if __name__ == "__main__":
    main()
