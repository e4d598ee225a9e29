"""A drift report as a dict for JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from textmine.classify.domain import DomainTest
from textmine.classify.drift import Drift, ThemeChange
from textmine.themes.waves import Share


def drift_to_dict(drift: Drift) -> dict[str, Any]:
    """A dict that ``json.dumps`` takes and ``drift_from_dict`` reads back."""
    return asdict(drift)


def drift_from_dict(content: Mapping[str, Any]) -> Drift:
    """Read a drift report; KeyError or TypeError where it is none."""
    themes = [
        ThemeChange(each["theme"], Share(**each["old"]), Share(**each["new"]), each["p"]) for each in content["themes"]
    ]
    return Drift(
        themes,
        content["divergence"],
        {name: _shares(pair) for name, pair in content["languages"].items()},
        (content["words"][0], content["words"][1]),
        content["words_p"],
        DomainTest(**content["domain"]),
        _shares(content["abstained"]),
        _shares(content["novel"]),
    )


def _shares(pair: Any) -> tuple[Share, Share]:
    old, new = pair
    return Share(**old), Share(**new)
