"""How well vectors separate the themes of surveys they were not trained on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from models.build.data import definition_texts
from textmine.survey.corpus import Survey

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]


def _centred(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    shifted = vectors - vectors.mean(axis=0)
    return np.asarray(shifted / np.linalg.norm(shifted, axis=1, keepdims=True))


def clustering(vectors: npt.NDArray[np.float32], gold: npt.NDArray[np.str_], seed: int = 0) -> dict[str, float]:
    """AMI of Ward and V-measure and ARI of k-means, both with the true number of themes, means removed."""
    from sklearn.cluster import AgglomerativeClustering, KMeans
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, v_measure_score

    number = len(set(gold))
    ward = AgglomerativeClustering(number, linkage="ward").fit_predict(_centred(vectors))
    means = KMeans(number, n_init=10, random_state=seed).fit_predict(_centred(vectors))
    return {
        "ward_ami": float(adjusted_mutual_info_score(gold, ward)),
        "kmeans_v": float(v_measure_score(gold, means)),
        "kmeans_ari": float(adjusted_rand_score(gold, means)),
    }


def classification(
    vectors: npt.NDArray[np.float32], gold: npt.NDArray[np.str_], groups: npt.NDArray[np.str_], seed: int = 0
) -> float:
    """Macro-F1 of a plain logistic regression, 5 folds, no respondent on both sides of a split."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import f1_score
    from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict

    folds = StratifiedGroupKFold(5, shuffle=True, random_state=seed)
    model = LogisticRegression(C=10, max_iter=2000)
    predicted = cross_val_predict(model, _centred(vectors), gold, groups=groups, cv=folds)
    return float(f1_score(gold, predicted, average="macro"))


def across_standards(
    vectors: npt.NDArray[np.float32], gold: npt.NDArray[np.str_], nynorsk: npt.NDArray[np.bool_], seed: int = 0
) -> dict[str, float]:
    """Macro-F1 trained on bokmål and tested on bokmål (held-out half) and on nynorsk.

    Half of the bokmål statements train; the other half and an equally large draw of the nynorsk test, so that
    both tests have the same teacher. Mean of ten splits.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import f1_score
    from sklearn.model_selection import train_test_split

    x = _centred(vectors)
    rows_nb, rows_nn = np.flatnonzero(~nynorsk), np.flatnonzero(nynorsk)
    scores: dict[str, list[float]] = {"nb_to_nb": [], "nb_to_nn": []}
    for repeat in range(10):
        train, test = train_test_split(rows_nb, test_size=0.4, random_state=seed + repeat, stratify=gold[rows_nb])
        model = LogisticRegression(C=10, max_iter=2000).fit(x[train], gold[train])
        for name, rows in (("nb_to_nb", test), ("nb_to_nn", rows_nn)):
            scores[name].append(float(f1_score(gold[rows], model.predict(x[rows]), average="macro")))
    return {name: float(np.mean(values)) for name, values in scores.items()}


def definitions_alone(encode: Encode, survey: Survey, texts: Sequence[str], gold: npt.NDArray[np.str_]) -> float:
    """Top-1 accuracy of coding each statement with the theme whose definition (nb and nn) lies nearest."""
    themes = survey.themes
    vectors = encode([text for theme in themes for text in definition_texts(theme)])
    centres = vectors.reshape(len(themes), 2, -1).mean(axis=1)
    statements = _centred(encode(texts))
    nearest = (statements @ _centred(centres).T).argmax(axis=1)
    return float(np.mean(np.array([theme.id for theme in themes])[nearest] == gold))


def language_gap(
    vectors: npt.NDArray[np.float32], gold: npt.NDArray[np.str_], nynorsk: npt.NDArray[np.bool_]
) -> dict[str, float]:
    """Mean cosine of statements with the same theme, within one written standard and across the two."""
    x = _centred(vectors)
    similarity = x @ x.T
    same_theme = gold[:, None] == gold[None, :]
    np.fill_diagonal(same_theme, False)
    same_standard = nynorsk[:, None] == nynorsk[None, :]
    return {
        "cosine_within": float(similarity[same_theme & same_standard].mean()),
        "cosine_across": float(similarity[same_theme & ~same_standard].mean()),
    }


def evaluate_survey(encode: Encode, survey: Survey, seed: int = 0) -> dict[str, float]:
    """All figures of one survey's gold statements."""
    frame = survey.statements()
    counts = frame["theme"].map(frame["theme"].value_counts())
    frame = frame[counts >= 5].reset_index(drop=True)
    texts = frame["text"].tolist()
    gold, nynorsk = frame["theme"].to_numpy(dtype=str), (frame["language"] == "nn").to_numpy()
    vectors = encode(texts)
    return {
        "statements": len(frame),
        "themes": len(set(gold)),
        **clustering(vectors, gold, seed),
        "macro_f1": classification(vectors, gold, frame["response_id"].to_numpy(dtype=str), seed),
        **across_standards(vectors, gold, nynorsk, seed),
        "definitions_top1": definitions_alone(encode, survey, texts, gold),
        **language_gap(vectors, gold, nynorsk),
    }


def evaluate(encode: Encode, surveys: Sequence[Survey], seed: int = 0) -> dict[str, dict[str, float]]:
    """Figures of each survey, and their mean under ``"mean"``."""
    figures = {survey.id: evaluate_survey(encode, survey, seed) for survey in surveys}
    keys = next(iter(figures.values()))
    figures["mean"] = {key: float(np.mean([own[key] for own in figures.values()])) for key in keys}
    return figures
