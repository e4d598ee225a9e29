"""Whether what lies in a model folder can be a trained classifier at all, whoever wrote it and whatever its hash.

Hashes tell that the files are those of the manifest, and anybody can write both. Without this check weights of another
shape would end a run in the middle of a file, and weights that are no numbers would code it wrongly and in silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

_SHAPES = {
    "mean": "d",
    "idf": "g",
    "weights": "fk",
    "intercepts": "k",
    "prototypes": "dk",
    "coefficients": "5",
    "shifts": "k",
    "priors": "k",
    "rivals": "kk",
    "whitening": "dd",
    "references": "md",
    "places": "2",
    "spreads": "2",
    "above": "kk",
    "thresholds": "k",
}
"""Sizes of each array: d dimensions, g n-grams, f both together, k themes, m training texts, or a number."""
_FLAGS = ("rivals", "above")


def check_content(content: Mapping[str, Any]) -> None:
    """Raise ValueError where ``model.json`` does not say what a model must; KeyError where it lacks it."""
    for name in ("encoder", "encoder_id", "codebook"):
        _demand(isinstance(content[name], str), f"{name} is no text")
    _demand(_is_count(content["dimension"]) and content["dimension"] > 0, "dimension is no number of dimensions")
    themes, errors = content["themes"], content["errors"]
    _demand(
        isinstance(themes, list) and len(themes) > 0 and all(map(_is_theme, themes)), "themes are no list of themes"
    )
    _demand(len({theme for theme, _, _ in themes}) == len(themes), "a theme stands there twice")
    _demand(isinstance(errors, list) and len(errors) == len(themes), "errors are not one for each theme")
    four = all(isinstance(row, list) and len(row) == 4 and all(map(_is_count, row)) for row in errors)
    _demand(four, "errors are not four counts for each theme")
    refused = content["refused"]
    _demand(isinstance(refused, list) and all(map(_is_refused, refused)), "refused is no list of themes")
    _demand(_is_number(content["novel_at"]), "novel_at is no number")
    _demand(content["doubt_at"] is None or _is_number(content["doubt_at"]), "doubt_at is no number")


def check_ngrams(ngrams: Any) -> None:
    """Raise ValueError where ``ngrams.json`` is no list of different texts."""
    listed = isinstance(ngrams, list) and ngrams and all(isinstance(ngram, str) for ngram in ngrams)
    _demand(bool(listed), "the n-grams are no list of texts")
    _demand(len(set(ngrams)) == len(ngrams), "an n-gram stands there twice")


def check_weights(weights: Mapping[str, npt.NDArray[Any]], content: Mapping[str, Any], ngrams: Sequence[str]) -> None:
    """Raise ValueError where an array is not of the shape or the kind it must be, or holds what is no number."""
    _demand(set(weights) == set(_SHAPES), f"the arrays are not {', '.join(_SHAPES)}")
    d, g, k = content["dimension"], len(ngrams), len(content["themes"])
    sizes = {"d": d, "g": g, "f": d + g, "k": k, "m": len(weights["references"]), "2": 2, "5": 5}
    for name, letters in _SHAPES.items():
        array, wanted = weights[name], tuple(sizes[letter] for letter in letters)
        _demand(array.shape == wanted, f"{name} has shape {array.shape}, not {wanted}")
        _demand(array.dtype.kind == ("b" if name in _FLAGS else "f"), f"{name} holds {array.dtype}")
        _demand(bool(np.isfinite(array).all()), f"{name} holds values that are not finite")
    _demand(sizes["m"] > 0, "references are empty")
    _demand(bool((weights["spreads"] > 0).all()), "spreads are not above 0")


def _demand(fulfilled: bool, otherwise: str) -> None:
    if not fulfilled:
        raise ValueError(otherwise)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and bool(np.isfinite(value))


def _is_id(value: object) -> bool:
    return isinstance(value, (str, int)) and not isinstance(value, bool)


def _is_theme(row: object) -> bool:
    return isinstance(row, list) and len(row) == 3 and _is_id(row[0]) and isinstance(row[1], str) and _is_count(row[2])


def _is_refused(row: object) -> bool:
    return isinstance(row, list) and len(row) == 2 and _is_id(row[0]) and _is_count(row[1])
