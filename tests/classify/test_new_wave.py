from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.classify.conftest import LONGER, LONGER_LABELS
from tests.conftest import HOUSING, ToyEncoder
from textmine.classify import (
    CODED_COLUMNS,
    Errors,
    ThemeClassifier,
    Wave,
    audit_sample,
    coded_frame,
    common_units,
    compare_waves,
    corrected_by_audit,
    corrected_by_errors,
    decided_unseen,
    drift_from_dict,
    drift_to_dict,
    in_words,
    promise_of,
    promise_recall,
    propose_themes,
    realised,
    recode,
    sets_of,
)
from textmine.errors import InputError


def statements(texts: list[str]) -> pd.DataFrame:
    rows = [(f"r{i}", f"r{i}.1", 0, len(text), text, "nb") for i, text in enumerate(texts)]
    return pd.DataFrame(rows, columns=list(CODED_COLUMNS[:6]))


# Decisions as a table


def test_a_statement_has_a_row_a_theme_and_one_without_any(model: ThemeClassifier) -> None:
    texts = ["Vi mangler flere boliger", "vet ikke", "Lang ventetid hos psykolog"]
    decided = model.decide(texts)
    frame = coded_frame(statements(texts), decided, model)
    assert tuple(frame.columns) == CODED_COLUMNS
    assert [len(part) for _, part in frame.groupby("statement_id")] == [1, 1, 1]
    assert frame["theme_id"].tolist() == ["bolig", "", "ventetid"]
    assert frame["probability"].tolist()[1] == 0
    assert sets_of(frame) == {"r0.1": {"bolig"}, "r1.1": set(), "r2.1": {"ventetid"}}


# Audit


def test_an_audit_sample_tells_nothing_of_what_the_model_said(model: ThemeClassifier) -> None:
    coded = coded_frame(statements(LONGER), model.decide(LONGER), model)
    sample = audit_sample(coded, 20)
    assert list(sample.columns) == ["response_id", "statement_id", "text"]
    assert sample["statement_id"].is_unique
    assert len(sample) == 20


def test_an_audit_sample_depends_on_the_seed_and_not_on_the_order_of_rows(model: ThemeClassifier) -> None:
    coded = coded_frame(statements(LONGER), model.decide(LONGER), model)
    pd.testing.assert_frame_equal(audit_sample(coded, 10, 1), audit_sample(coded.iloc[::-1], 10, 1))
    assert audit_sample(coded, 10, 1)["statement_id"].tolist() != audit_sample(coded, 10, 2)["statement_id"].tolist()


def test_realised_precision_and_recall_are_counted_by_theme() -> None:
    said = [{"a"}, {"a"}, {"b"}, set()]
    truth = [{"a"}, {"b"}, {"b"}, {"a"}]
    table = realised(said, truth).set_index("theme_id")
    assert table.loc["a", ["said", "there", "right"]].tolist() == [2, 2, 1]
    assert table.loc["a", ["precision", "recall", "f1"]].tolist() == [0.5, 0.5, 0.5]
    assert table.loc["b", ["precision", "recall"]].tolist() == [1.0, 0.5]
    assert table.loc["a", "precision_low"] < 0.5 < table.loc["a", "precision_high"]


def test_statements_nobody_has_coded_do_not_count() -> None:
    assert realised([{"a"}, {"a"}], [{"a"}, None])["said"].tolist() == [1]
    with pytest.raises(InputError, match="coded"):
        realised([{"a"}], [None])


# Corrected shares


def simulated(seed: int, n: int = 2000, share: float = 0.3) -> tuple[list[set[str]], list[set[str]]]:
    """What a model with 70 % recall and 10 % false alarms says, and the truth."""
    random = np.random.default_rng(seed)
    truth = random.random(n) < share
    said = np.where(truth, random.random(n) < 0.7, random.random(n) < 0.1)
    return [{"a"} if s else set() for s in said], [{"a"} if t else set() for t in truth]


@pytest.mark.parametrize("how", ["audit", "errors"])
def test_intervals_of_corrected_shares_hold_the_true_share_about_as_often_as_they_say(how: str) -> None:
    inside, raw_error, corrected_error = 0, [], []
    for seed in range(60):
        said, truth = simulated(seed)
        true = np.mean([bool(themes) for themes in truth])
        if how == "audit":
            rows = np.random.default_rng(seed).choice(len(said), 200, replace=False)
            row = corrected_by_audit(said, {int(r): truth[r] for r in rows}).iloc[0]
        else:
            old_said, old_truth = simulated(seed + 1000, 1000, 0.15)
            pairs = list(zip(map(bool, old_said), map(bool, old_truth), strict=True))
            counts = [pairs.count(pair) for pair in ((True, True), (False, True), (True, False), (False, False))]
            row = corrected_by_errors(said, {"a": Errors(*counts)}).iloc[0]
        inside += row["low"] <= true <= row["high"]
        raw_error.append(row["raw"] - true)
        corrected_error.append(row["share"] - true)
    assert inside >= 52
    assert abs(np.mean(corrected_error)) < 0.01 < abs(np.mean(raw_error)) or how == "audit"
    assert abs(np.mean(corrected_error)) < 0.015


def test_a_theme_the_model_cannot_tell_has_no_corrected_share() -> None:
    row = corrected_by_errors([{"a"}, set()], {"a": Errors(1, 9, 10, 90)}).iloc[0]
    assert row["high"] - row["low"] > 0.9


def test_a_theme_that_only_people_found_is_among_the_corrected() -> None:
    table = corrected_by_audit([set()] * 50, {row: {"ny"} if row < 5 else set() for row in range(20)})
    assert table["theme_id"].tolist() == ["ny"]
    assert table["raw"][0] == 0 < table["low"][0] < 0.25 < table["high"][0]


# Crosswalk


def test_renamed_and_merged_themes_are_recoded_and_split_ones_left_to_people() -> None:
    crosswalk = {"old": ["new"], "a": ["ab"], "b": ["ab"], "wide": ["left", "right"], "gone": []}
    labels = [{"old"}, {"a", "b"}, {"wide", "old"}, {"gone"}, {"kept"}, None]
    assert recode(labels, crosswalk) == ([{"new"}, {"ab"}, None, set(), {"kept"}, None], [2])


def test_shares_are_compared_in_the_coarsest_common_groups() -> None:
    units = common_units({"a": ["ab"], "b": ["ab"], "wide": ["left", "right"]}, ["kept"])
    assert units == {"a": "a", "b": "a", "ab": "a", "wide": "wide", "left": "wide", "right": "wide", "kept": "kept"}


def test_a_single_new_id_may_stand_by_itself_in_a_crosswalk() -> None:
    assert recode([{"old"}, {3}], {"old": "new", 3: 4}) == ([{"new"}, {4}], [])
    assert common_units({"old": "new"}) == {"old": "old", "new": "old"}


# New themes

PANDEMIC = [f"Korona stengte {what} i hele byen" for what in ("alt", "huset", "skolen", "dagsenteret", "svømmehallen")]


def test_what_many_say_and_nobody_has_coded_is_proposed(model: ThemeClassifier) -> None:
    texts = [*LONGER[:30], *PANDEMIC, "vet ikke"]
    proposals = propose_themes(model, texts)
    assert set(np.flatnonzero(proposals.labels == 0)) == set(range(30, 35))
    assert any("korona" in word for word in proposals.themes[0].keywords)
    assert proposals.themes[0].size == 5
    assert set(proposals.themes[0].names) == {"nb", "nn"}
    assert set(proposals.themes[0].representative) <= set(PANDEMIC)
    assert proposals.labels[-1] == -1
    assert proposals.scores == sorted(proposals.scores, reverse=True)


def test_what_one_respondent_repeats_is_less_of_a_theme_than_what_many_say(model: ThemeClassifier) -> None:
    texts = [*LONGER[:30], *PANDEMIC]
    many = propose_themes(model, texts, [f"r{row}" for row in range(35)])
    one = propose_themes(model, texts, [f"r{min(row, 30)}" for row in range(35)])
    assert one.novelty[30:].mean() < many.novelty[30:].mean()


def test_respondents_may_be_a_column_of_a_table_that_was_cut_down(model: ThemeClassifier, toy: ToyEncoder) -> None:
    texts, who = [*LONGER[:30], *PANDEMIC], [f"r{row // 2}" for row in range(35)]
    column = pd.Series(who, index=range(34, -1, -1))
    np.testing.assert_array_equal(
        propose_themes(model, texts, column).novelty, propose_themes(model, texts, who).novelty
    )
    old, new = wave(toy, LONGER, LONGER_LABELS), wave(toy, texts, [set()] * 35)
    first, second = (compare_waves(old, replace(new, respondents=given), 20) for given in (who, column))
    assert first == second


def test_respondents_of_other_texts_are_refused(model: ThemeClassifier) -> None:
    with pytest.raises(InputError, match="2 respondents for 30 texts"):
        propose_themes(model, LONGER[:30], ["a", "b"])


def test_a_promise_takes_a_coding_for_each_probability() -> None:
    with pytest.raises(InputError, match="2 probabilities for 1 codings"):
        promise_of("a", [0.1, 0.2], [True])


@pytest.mark.parametrize("n", [0, 2.5])
def test_a_sample_of_no_whole_number_is_refused(n: float) -> None:
    with pytest.raises(InputError, match="a sample of"):
        audit_sample(pd.DataFrame({"response_id": ["a"], "statement_id": ["a.1"], "text": ["Bolig"]}), n)


@pytest.mark.parametrize("row", [-1, 3])
def test_a_row_that_is_not_of_the_wave_was_not_audited(row: int) -> None:
    with pytest.raises(InputError, match=f"row {row} was audited, of 3"):
        corrected_by_audit([{"a"}] * 3, {0: {"a"}, row: {"a"}})


@pytest.mark.parametrize("texts", [[], ["vet ikke"] * 20, ["Korona stengte alt"] * 3])
def test_too_few_texts_are_no_theme(model: ThemeClassifier, texts: list[str]) -> None:
    proposals = propose_themes(model, texts)
    assert proposals.themes == proposals.scores == []
    assert proposals.labels.tolist() == [-1] * len(texts)


# Promises


def test_a_promised_recall_lowers_the_threshold_until_it_holds(model: ThemeClassifier) -> None:
    texts = [f"{text} {extra}" for extra in ("nå", "igjen", "alltid", "ofte") for text in LONGER]
    labels = LONGER_LABELS * 4
    promise = promise_recall(model, texts, labels, "bolig", recall=0.9, confidence=0.9)
    found = promise.holds_for(model.predict_proba(texts)["bolig"])
    there = np.array(["bolig" in label for label in labels])
    assert found[there].mean() >= 0.9
    assert promise.positives == there.sum()
    assert promise.found_share == found.mean()


def test_a_promise_on_too_few_texts_is_refused(model: ThemeClassifier) -> None:
    with pytest.raises(InputError, match="too few"):
        promise_recall(model, LONGER[:8], LONGER_LABELS[:8], "bolig", recall=0.95)
    with pytest.raises(InputError, match="no theme"):
        promise_recall(model, LONGER, LONGER_LABELS, "taxi")


# Drift


def wave(toy: ToyEncoder, texts: list[str], themes: list[set[str]], language: str = "nb", new: float = 0.0) -> Wave:
    n = len(texts)
    novel = np.arange(n) < new * n
    people = [f"p{row // 2}" for row in range(n)]
    return Wave(people, texts, [language] * n, toy.encode(texts), themes, novel, novel)


def test_a_wave_like_the_last_one_has_not_drifted(toy: ToyEncoder) -> None:
    old, new = wave(toy, LONGER[::2], LONGER_LABELS[::2]), wave(toy, LONGER[1::2], LONGER_LABELS[1::2])
    drift = compare_waves(old, new, permutations=50)
    assert drift.domain.p > 0.05
    assert drift.divergence < 0.01
    assert all(change.p > 0.05 for change in drift.themes)


def test_another_wave_has_drifted_in_everything_that_changed(toy: ToyEncoder) -> None:
    new_texts = [f"Korona stengte {text} lenge og vel i mange uker på rad" for text in LONGER]
    old = wave(toy, LONGER, LONGER_LABELS)
    new = wave(toy, new_texts, [{"korona"}] * len(LONGER), "nn", new=0.5)
    drift = compare_waves(old, new, permutations=50)
    assert drift.domain.auc > 0.9
    assert drift.domain.p < 0.05
    assert drift.divergence == pytest.approx(1)
    assert drift.themes[0].theme == "korona"
    assert drift.themes[0].p < 0.001
    assert drift.words_p < 0.001
    assert drift.novel[1].share == 0.5


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ("skiller seg", "Flere nevner «Korona»", "nye temaer", "nynorsk", " av ")),
        ("nn", ("skil seg", "Fleire nemner «Korona»", "nye tema", "nynorsk", " av ")),
        ("en", ("differ", "More mention “Korona”", "new themes", "Nynorsk", " of ")),
    ],
)
def test_the_report_says_what_changed_in_the_readers_language(
    toy: ToyEncoder, language: str, words: tuple[str, ...]
) -> None:
    new = wave(toy, [f"Korona stengte {t} i mange uker på rad" for t in LONGER], [{"korona"}] * 60, "nn", new=0.5)
    text = " ".join(in_words(compare_waves(wave(toy, LONGER, LONGER_LABELS), new, 50), {"korona": "Korona"}, language))
    for word in words:
        assert word in text
    assert ("0,5" in text) == (language != "en") or "0.5" not in text


def test_the_drift_report_is_the_same_for_the_same_seed(toy: ToyEncoder) -> None:
    old, new = wave(toy, LONGER[::2], LONGER_LABELS[::2]), wave(toy, LONGER[1::2], LONGER_LABELS[1::2])
    assert compare_waves(old, new, 20, seed=3) == compare_waves(old, new, 20, seed=3)


def test_an_empty_wave_is_refused(toy: ToyEncoder) -> None:
    with pytest.raises(InputError, match="without statements"):
        compare_waves(wave(toy, LONGER, LONGER_LABELS), wave(toy, [], []))


def test_a_drift_report_is_the_same_after_json(toy: ToyEncoder) -> None:
    old, new = wave(toy, LONGER[::2], LONGER_LABELS[::2]), wave(toy, LONGER[1::2], LONGER_LABELS[1::2], "nn", 0.3)
    drift = compare_waves(old, new, permutations=10)
    assert drift_from_dict(json.loads(json.dumps(drift_to_dict(drift)))) == drift


def test_training_texts_are_decided_as_if_they_had_not_been_learnt_from(toy: ToyEncoder) -> None:
    fitted = ThemeClassifier(toy, min_examples=3).fit(LONGER, LONGER_LABELS)
    labels = [*LONGER_LABELS, {"bolig"}, None]
    texts = [*LONGER, LONGER[0], "Noe som ingen har kodet"]
    decided = decided_unseen(fitted, texts, labels)
    assert fitted.out_of_fold_ is not None
    assert decided.said[0].tolist() == decided.said[-2].tolist()
    assert decided.empty.tolist() == [False] * (len(texts) - 1) + [True]
    assert 0 < decided.novel.mean() < 0.2
    # The rows of equal texts stand where the caller has them, not where training sorted them.
    mine = dict(zip(texts, decided.probabilities.tolist(), strict=True))
    assert mine[LONGER[0]][fitted.themes_.index("bolig")] > 0.5
    assert mine[LONGER[len(HOUSING)]][fitted.themes_.index("ventetid")] > 0.5


def test_a_loaded_model_has_forgotten_what_it_said_of_its_training_texts(
    model_folder: Path, model: ThemeClassifier
) -> None:
    with pytest.raises(InputError, match="just now"):
        decided_unseen(ThemeClassifier.load(model_folder), LONGER, LONGER_LABELS)
    with pytest.raises(InputError, match="just now"):
        decided_unseen(model, LONGER[:5], LONGER_LABELS[:5])
