from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.coding.resampling import cluster_weights, percentile_interval


@given(st.integers(1, 30), st.integers(0, 250), st.integers(0, 9))
def test_every_resample_draws_as_many_clusters_as_there_are(clusters: int, resamples: int, seed: int) -> None:
    blocks = list(cluster_weights(clusters, resamples, seed))
    assert sum(len(block) for block in blocks) == resamples
    assert all((block.sum(axis=1) == clusters).all() for block in blocks)


def test_the_seed_decides_the_draw() -> None:
    first, again, other = (next(cluster_weights(20, 5, seed)) for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_the_interval_is_the_middle_of_the_resamples() -> None:
    resampled = np.stack([np.arange(101.0), np.where(np.arange(101) < 40, np.nan, 7.0), np.full(101, np.nan)], axis=1)
    low, high = percentile_interval(resampled, 0.9)
    assert (low[:2], high[:2]) == (pytest.approx([5, 7]), pytest.approx([95, 7]))
    assert np.isnan([low[2], high[2]]).all()
    assert np.isnan(percentile_interval(resampled[:0], 0.9)).all()
