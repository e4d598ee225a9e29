"""The parts of scikit-learn's estimator contract that make sense for texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sklearn.utils import estimator_checks

from textmine.themes import ThemeModel
from textmine.themes.guided import GuidedThemeModel

CHECKS = [
    estimator_checks.check_estimator_cloneable,
    estimator_checks.check_estimator_repr,
    estimator_checks.check_no_attributes_set_in_init,
    estimator_checks.check_parameters_default_constructible,
    estimator_checks.check_get_params_invariance,
    estimator_checks.check_set_params,
    estimator_checks.check_mixin_order,
]


@pytest.mark.parametrize("estimator", [ThemeModel(), GuidedThemeModel()], ids=lambda model: type(model).__name__)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_contract_of_scikit_learn_holds(estimator: ThemeModel, check: Callable[..., None]) -> None:
    check(type(estimator).__name__, estimator)
