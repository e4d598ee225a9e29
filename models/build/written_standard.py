"""Train the written-standard model: ``python -m models.build.written_standard --pairs DIR``.

``DIR`` holds ``train.tsv.gz`` and ``dev.tsv.gz`` of aligned bokmål-nynorsk sentences (NorBench: Nynorsk
pressekontor and Målfrid translation memories). Beside them stand the project's own surveys, and, for
"other", words of languages that Norwegians also answer in, drawn by their frequency (wordfreq):
character n-grams within words need no syntax. Every sentence also gives a random snippet of 2-6 words.
"""

from __future__ import annotations

import argparse
import gzip
import random
from pathlib import Path

import numpy as np

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


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """(text, language) of an aligned file."""
    rows = []
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            bokmal, nynorsk = line.rstrip("\n").split("\t")[:2]
            rows += [(bokmal, "nb"), (nynorsk, "nn")]
    return rows


def other_languages(rng: random.Random) -> list[tuple[str, str]]:
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


def survey_answers() -> list[tuple[str, str]]:
    """Answers of the training surveys; the demo survey stays out, so that it can test the model."""
    from textmine.survey.corpus import read_survey

    folders = sorted(path.parent for path in (ROOT / "corpora" / "training").glob("*/responses.jsonl"))
    return [(r.text, r.language) for folder in folders for r in read_survey(folder).responses if len(r.text) > 10]


def dictionary_words(rng: random.Random) -> list[tuple[str, str]]:
    """Strings of 2-6 word forms that simplemma knows in one standard only, alphabetical neighbours apart."""
    from simplemma.strategies import DefaultDictionaryFactory

    forms = {}
    for language in ("nb", "nn"):
        known = DefaultDictionaryFactory().get_dictionary(language)
        forms[language] = {form if isinstance(form, str) else bytes(form).decode() for form in known}
    rows = []
    for language, other in (("nb", "nn"), ("nn", "nb")):
        own = sorted(form for form in forms[language] - forms[other] if form.islower() and form.isalpha())
        rows += [(" ".join(rng.choices(own, k=rng.randint(2, 6))), language) for _ in range(8000)]
    return rows


def with_snippets(rows: list[tuple[str, str]], rng: random.Random) -> list[tuple[str, str]]:
    """The rows, and from each longer one four snippets of 2-6 words."""
    snippets = []
    for text, language in rows * 4:
        words = text.split()
        if len(words) > 6:
            size = rng.randint(2, 6)
            start = rng.randrange(len(words) - size + 1)
            snippets.append((" ".join(words[start : start + size]), language))
    return rows + snippets


def main() -> None:
    """Train, report on the dev sentences, write ``models/written_standard/weights.npz``."""
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", required=True, type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "written_standard")
    arguments = parser.parse_args()
    rng = random.Random(0)  # noqa: S311 - sampling, not cryptography
    rows = (
        read_pairs(arguments.pairs / "train.tsv.gz") + dictionary_words(rng) + survey_answers() + other_languages(rng)
    )
    rows = with_snippets(rows, rng)
    counts = ngram_counts([text for text, _ in rows])
    idf = TfidfTransformer().fit(counts).idf_.astype(np.float32)
    labels = [LANGUAGES.index(language) for _, language in rows]
    model = LogisticRegression(C=30, max_iter=300, tol=1e-3).fit(weighted(counts, idf), labels)
    arguments.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        arguments.out / "weights.npz",
        coefficients=model.coef_.astype(np.float16),
        intercepts=model.intercept_.astype(np.float32),
        idf=idf.astype(np.float16),
    )
    dev = read_pairs(arguments.pairs / "dev.tsv.gz")
    for name, sample in (
        ("sentences", dev),
        ("six-word snippets", [(" ".join(t.split()[:6]), g) for t, g in dev]),
    ):
        probabilities = model.predict_proba(weighted(ngram_counts([text for text, _ in sample]), idf))
        truth = np.array([LANGUAGES.index(language) for _, language in sample])
        forced, free = probabilities[:, :2].argmax(1) == truth, probabilities.argmax(1) == truth
        print(f"{name}: nb or nn {forced.mean():.4f}, of three {free.mean():.4f}")


if __name__ == "__main__":
    main()
