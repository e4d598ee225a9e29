"""Train the name tagger of ``models/names``: ``python -m models.build.names --norne DIR``.

Learns from the personal data marked in ``corpora/`` (all but the demo, ``privacy/test`` and ``privacy/traps``) and from
NorNE (Jørgensen et al. 2020, *NorNE: Annotating named entities for Norwegian*), of which ``DIR`` holds
``nob-train.conll.gz`` and ``nno-train.conll.gz``. News names another world than answers do, so that its words weigh
less, and a feature tells the two apart.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.build.data import ROOT
from textmine.language.wordlists import phrase_list
from textmine.privacy.tagger import BUCKETS, KINDS, NameModel
from textmine.privacy.word_features import features, stem, words_of
from textmine.survey.corpus import read_survey

NEWS_SENTENCES = 9000
NEWS_WEIGHT = 0.3
INVERSE_PENALTY = 2.0
NOT_LEARNT = (Path("demo"), Path("privacy") / "test", Path("privacy") / "traps")
OUT = ROOT / "models" / "names"
NEWS = "news"
CAPITALS, CAPITALS_NAMED = 0.02, 0.2
"""Share of the answers that are learnt from in capitals too."""
_CAPITALISED = re.compile(r"[A-ZÆØÅ][^\W\d_]{2,}")
_LABEL = re.compile(r"name=(?:[BI]-)?(?P<label>[A-Z_]+)")
_NEWS_KINDS = {
    "PER": "PERSON",
    "ORG": "ORGANISATION",
    "GPE_ORG": "ORGANISATION",
    "LOC": "PLACE",
    "GPE_LOC": "PLACE",
    "GPE": "PLACE",
}


@dataclass(frozen=True)
class Example:
    """A text and the names in it: (start, end, kind), code points."""

    text: str
    names: tuple[tuple[int, int, str], ...]
    news: bool = False


def answers(folders: Sequence[Path]) -> list[Example]:
    """Responses of annotated surveys."""
    return [
        Example(r.text, tuple((span.start, span.end, span.label) for span in r.personal_data))
        for folder in folders
        for r in read_survey(folder).responses
    ]


def survey_folders() -> list[Path]:
    """Every annotated survey but those the tagger does not learn from."""
    folders = sorted(path.parent for path in (ROOT / "corpora").rglob("responses.jsonl"))
    return [folder for folder in folders if folder.relative_to(ROOT / "corpora") not in NOT_LEARNT]


def news(path: Path, count: int) -> list[Example]:
    """Some sentences of a NorNE file."""
    sentences = list(_sentences(path))
    random.Random(0).shuffle(sentences)  # noqa: S311 - sampling, not cryptography
    examples = []
    for sentence in sentences[:count]:
        names, position = [], 0
        for word, kind in sentence:
            if kind:
                names.append((position, position + len(word), kind))
            position += len(word) + 1
        examples.append(Example(" ".join(word for word, _ in sentence), tuple(names), news=True))
    return examples


def _sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            fields = line.rstrip("\n").split("\t")
            if len(fields) > 1 and fields[1] != "|":
                label = _LABEL.search(fields[-1])
                sentence.append((fields[1], _NEWS_KINDS.get(label["label"], "") if label else ""))
            elif not line.strip() and sentence:
                yield sentence
                sentence = []


def common_words(examples: Sequence[Example]) -> list[str]:
    """Words typed in small letters outside names, twice or more."""
    counts: Counter[str] = Counter()
    for example in examples:
        for token in words_of(example.text):
            named = any(start <= token.start() < end for start, end, _ in example.names)
            if token[0].islower() and not named:
                counts[token[0]] += 1
    return sorted(word for word, count in counts.items() if count > 1)


def varied(examples: Sequence[Example]) -> list[Example]:
    """Answers that name people, again with other names: listed ones, made-up ones, in small letters, in capitals.

    The corpora name some hundred people, and words beside names teach more where the names differ.
    """
    rng = random.Random(0)  # noqa: S311 - sampling, not cryptography
    lists = {name: sorted(phrase_list(name)) for name in ("given_names", "surnames")}
    copies = []
    for example in examples:
        if any(kind == "PERSON" for _, _, kind in example.names):
            copies += [_with_other_names(example, rng, lists, style) for style in ("", "", "made up", "small")]
        if rng.random() < (CAPITALS_NAMED if example.names else CAPITALS):
            copies.append(Example(_upper(example.text), example.names))
    return copies


def _upper(text: str) -> str:
    """Capitals, one for each character."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def _with_other_names(example: Example, rng: random.Random, lists: dict[str, list[str]], style: str) -> Example:
    """An answer whose people have other names; a style is for all of them."""
    pieces: list[str] = []
    names, position, length = [], 0, 0
    for start, end, kind in sorted(example.names):
        pieces.append(example.text[position:start])
        length += len(pieces[-1])
        name = example.text[start:end]
        if kind == "PERSON":
            name = _CAPITALISED.sub(lambda match: _other_name(match[0], rng, lists, style), name)
        pieces.append(name)
        names.append((length, length + len(name), kind))
        length, position = length + len(name), end
    return Example("".join([*pieces, example.text[position:]]), tuple(names))


def _other_name(word: str, rng: random.Random, lists: dict[str, list[str]], style: str) -> str:
    is_surname = word in phrase_list("surnames") and word not in phrase_list("given_names")
    own = lists["surnames" if is_surname else "given_names"]
    name = rng.choice(own)
    if style == "made up":
        other = rng.choice(own)
        name = name[: max(2, len(name) // 2)] + other[len(other) // 2 :]
    if stem(word) != word.casefold():
        name += "s"
    return name.casefold() if style == "small" else name


def labelled(example: Example, common: frozenset[str]) -> tuple[list[list[str]], list[int]]:
    """Features and kind of every word of an example."""
    tokens = words_of(example.text)
    rows = [[*own, NEWS] if example.news else own for own in features(example.text, tokens, common)]
    kinds = [next((kind for start, end, kind in example.names if start <= t.start() < end), "O") for t in tokens]
    return rows, [KINDS.index(kind) if kind in KINDS else 0 for kind in kinds]


def fit(examples: Sequence[Example]) -> NameModel:
    """The tagger learnt from some texts."""
    from scipy.sparse import vstack
    from sklearn.feature_extraction import FeatureHasher
    from sklearn.linear_model import LogisticRegression

    common = frozenset(common_words([example for example in examples if not example.news]))
    hasher = FeatureHasher(BUCKETS, input_type="string", alternate_sign=False)
    parts, kinds, weights = [], [], []
    for example in [*examples, *varied([example for example in examples if not example.news])]:
        # Hashed at once: feature names of all words together would take gigabytes.
        rows, own = labelled(example, common)
        parts.append(hasher.transform(rows))
        kinds += own
        weights += [NEWS_WEIGHT if example.news else 1.0] * len(own)
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=80)
    model.fit(vstack(parts, format="csr"), kinds, sample_weight=weights)
    # As the shipped file rounds them.
    coefficients = np.ascontiguousarray(np.round(model.coef_.T, 3).astype(np.float16).astype(np.float64))
    return NameModel(coefficients, model.intercept_, common)


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--norne", type=Path, required=True)
    arguments = parser.parse_args()
    examples = answers(survey_folders())
    for name in ("nob", "nno"):
        examples += news(arguments.norne / f"{name}-train.conll.gz", NEWS_SENTENCES)
    model = fit(examples)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "common_words.txt").write_text("\n".join(sorted(model.common_words)) + "\n", encoding="utf-8")
    np.savez_compressed(
        OUT / "weights.npz",
        coefficients=model.coefficients.T.astype(np.float16),
        intercepts=model.intercepts.astype(np.float32),
    )
    print(len(examples), "texts;", (OUT / "weights.npz").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
