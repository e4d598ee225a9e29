"""Tests: whether a share rises or falls over ordered groups, and many tests at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Trend:
    """``z`` above 0 where the share rises; ``p`` two-sided, 1 where there is nothing to test."""

    z: float
    p: float


def cochran_armitage(
    mentions: Sequence[float], out_of: Sequence[float], scores: Sequence[float] | None = None
) -> Trend:
    """Test for a linear trend in shares over ordered groups.

    Cochran (1954), *Biometrics* 10; Armitage (1955), *Biometrics* 11. For weighted data give effective numbers.

    Parameters
    ----------
    mentions, out_of : sequence of float, length k
        Respondents who mention a theme and all respondents, a group.
    scores : sequence of float, length k, optional
        Place of each group; 0, 1, 2, … if left out.
    """
    from scipy.stats import norm

    yes, n = np.asarray(mentions, dtype=float), np.asarray(out_of, dtype=float)
    t = np.arange(len(n), dtype=float) if scores is None else np.asarray(scores, dtype=float)
    total = n.sum()
    p = yes.sum() / total if total else 0.0
    spread = (n * t**2).sum() - (n * t).sum() ** 2 / total if total else 0.0
    variance = p * (1 - p) * spread
    if variance <= 0:
        return Trend(0.0, 1.0)
    z = float((t * (yes - n * p)).sum() / np.sqrt(variance))
    return Trend(z, float(2 * norm.sf(abs(z))))


def adjusted(p_values: Sequence[float]) -> npt.NDArray[np.float64]:
    """P values adjusted for the false discovery rate (Benjamini & Hochberg 1995, *JRSS B* 57)."""
    from scipy.stats import false_discovery_control

    return np.asarray(false_discovery_control(list(p_values)) if len(p_values) else [], dtype=np.float64)


def difference_interval(
    first: tuple[float, float, float], second: tuple[float, float, float]
) -> tuple[float, float, float]:
    """First share minus the second, with a 95 % interval from the two shares' own (share, low, high).

    Newcombe (1998), *Statistics in Medicine* 17, method 10: hybrid of two Wilson intervals.
    """
    (p, low, high), (q, q_low, q_high) = first, second
    difference = p - q
    below = float(np.hypot(p - low, q_high - q))
    above = float(np.hypot(high - p, q - q_low))
    return difference, max(-1.0, difference - below), min(1.0, difference + above)
