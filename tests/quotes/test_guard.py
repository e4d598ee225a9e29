from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.errors import InputError
from textmine.quotes import printable_attributes

PEOPLE = st.lists(st.tuples(*[st.sampled_from("abc")] * 3), min_size=1, max_size=40)


@given(PEOPLE, st.integers(3, 6))
def test_what_is_printed_fits_enough_respondents(people: list[tuple[str, ...]], threshold: int) -> None:
    frame = pd.DataFrame(people, columns=["language", "size", "region"])
    frame["response_id"] = [str(n) for n in range(len(frame))]
    values = dict(zip(frame.columns, people[0], strict=False))
    shown = printable_attributes(values, frame, ["region", "size"], threshold)
    fits = frame[frame["language"] == values["language"]]
    for name, value in shown.items():
        fits = fits[fits[name] == value]
    assert not shown or fits["response_id"].nunique() >= threshold


def test_respondents_are_counted_not_statements() -> None:
    frame = pd.DataFrame({"response_id": ["one"] * 9, "region": ["nord"] * 9})
    assert printable_attributes({"region": "nord"}, frame, ["region"]) == {}


def test_the_most_wanted_comes_first() -> None:
    frame = pd.DataFrame({"response_id": range(10), "size": ["liten"] * 5 + ["stor"] * 5, "role": list("abcde") * 2})
    assert printable_attributes({"size": "stor", "role": "a"}, frame, ["role", "size"]) == {"size": "stor"}


def test_a_threshold_that_protects_nobody_is_refused() -> None:
    with pytest.raises(InputError, match="protects nobody"):
        printable_attributes({}, pd.DataFrame({"response_id": []}), [], 2)
