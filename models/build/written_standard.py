"""Train the written-standard model: ``python -m models.build.written_standard --pairs DIR --norne DIR``.

The first ``DIR`` holds ``train.tsv.gz`` and ``dev.tsv.gz`` of aligned bokmål-nynorsk sentences (NorBench: Nynorsk
pressekontor and Målfrid translation memories), the other the treebank that ``models.build.treebank`` reads. Beside them
stand the project's own surveys, and, for "other", words of languages that Norwegians also answer in, drawn by their
frequency (wordfreq): character n-grams within words need no syntax. Sentences also give random snippets of 2-6 words.
"""

from __future__ import annotations

import argparse
import gzip
import random
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.build.entities import joined
from models.build.treebank import STANDARDS, training_sentences
from textmine.language.standard import LANGUAGES, ngram_counts, weighted

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
"""Pairs that choose the temperature and are not trained on."""


Row = tuple[str, str]


def read_pairs(path: Path) -> list[tuple[Row, Row]]:
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


def with_snippets(rows: list[Row], rng: random.Random, each: int = 4) -> list[Row]:
    """The rows, and from each longer one some snippets of 2-6 words."""
    snippets = []
    for text, language in rows * each:
        words = text.split()
        if len(words) > 6:
            size = rng.randint(2, 6)
            start = rng.randrange(len(words) - size + 1)
            snippets.append((" ".join(words[start : start + size]), language))
    return rows + snippets


def temperature(scores: npt.NDArray[np.float64], truth: npt.NDArray[np.int64]) -> float:
    """The number to divide scores (n, 3) by so that their softmax is calibrated: least log loss (Guo et al. 2017)."""
    from scipy.optimize import minimize_scalar
    from scipy.special import log_softmax

    def loss(value: float) -> float:
        return -float(log_softmax(scores / value, axis=1)[np.arange(len(truth)), truth].mean())

    return float(minimize_scalar(loss, bounds=(0.2, 5), method="bounded").x)


def calibration_error(probabilities: npt.NDArray[np.float64], truth: npt.NDArray[np.int64]) -> float:
    """Expected calibration error over ten equal bins of confidence (Naeini et al. 2015)."""
    confidence, right = probabilities.max(1), probabilities.argmax(1) == truth
    bins = np.minimum((confidence * 10).astype(int), 9)
    return float(sum(abs(confidence[bins == b].sum() - right[bins == b].sum()) for b in range(10)) / len(truth))


def main() -> None:
    """Train, calibrate, report on the dev sentences, write ``models/written_standard/weights.npz``."""
    from scipy.special import softmax
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", required=True, type=Path)
    parser.add_argument("--norne", required=True, type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "written_standard")
    arguments = parser.parse_args()
    rng = random.Random(0)  # noqa: S311 - sampling, not cryptography
    # A sentence that is the same in both standards would teach both answers.
    pairs = [pair for pair in read_pairs(arguments.pairs / "train.tsv.gz") if pair[0][0] != pair[1][0]]
    rng.shuffle(pairs)
    held_out = with_snippets([row for pair in pairs[:HELD_OUT] for row in pair], rng)
    own = with_snippets([row for pair in pairs[HELD_OUT:] for row in pair], rng)
    own += with_snippets(treebank_sentences(arguments.norne), rng, 2)
    rows = own + survey_answers() + with_snippets(other_languages(rng), rng, 1)
    counts = ngram_counts([text for text, _ in rows])
    idf = TfidfTransformer().fit(counts).idf_.astype(np.float32)
    # A looser tolerance stops before the weights have settled and costs three points.
    model = LogisticRegression(C=5, max_iter=600, tol=1e-6).fit(weighted(counts, idf), _numbers(rows))

    def scores(sample: list[Row]) -> npt.NDArray[np.float64]:
        return np.asarray(model.decision_function(weighted(ngram_counts([text for text, _ in sample]), idf)))

    calibration = temperature(scores(held_out), _numbers(held_out))
    arguments.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        arguments.out / "weights.npz",
        coefficients=model.coef_.astype(np.float16),
        intercepts=model.intercept_.astype(np.float32),
        idf=idf.astype(np.float16),
        temperature=np.float32(calibration),
    )
    print(f"temperature {calibration:.3f}, {len(rows)} rows")
    dev = [row for pair in read_pairs(arguments.pairs / "dev.tsv.gz") for row in pair]
    snippets = [(" ".join(text.split()[:6]), language) for text, language in dev]
    for name, sample in (("sentences", dev), ("six-word snippets", snippets)):
        probabilities = softmax(scores(sample) / calibration, axis=1)
        truth = _numbers(sample)
        forced, free = probabilities[:, :2].argmax(1) == truth, probabilities.argmax(1) == truth
        error = calibration_error(probabilities, truth)
        print(f"{name}: nb or nn {forced.mean():.4f}, of three {free.mean():.4f}, calibration error {error:.4f}")


def _numbers(rows: list[Row]) -> npt.NDArray[np.int64]:
    return np.array([LANGUAGES.index(language) for _, language in rows])


if __name__ == "__main__":
    main()
