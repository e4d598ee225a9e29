"""After a run over a new wave: the blind audit, corrected shares, proposed themes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from tests.jobs.test_wave import KORONA, file, project, run, silent, theme_of, trained
from textmine.coding import Theme, Wording
from textmine.coding.codebook import Codebook
from textmine.coding.crosswalk import crosswalk
from textmine.coding.operations import Change, add, merge, nest, retire
from textmine.errors import InputError
from textmine.jobs.wave_audit import draw_sample, realised_in, sample_of, shares_of, truth_of
from textmine.jobs.wave_findings import run_wave
from textmine.jobs.wave_models import models_of
from textmine.jobs.wave_promise import Offer, offer, themes_in
from textmine.jobs.wave_review import made_themes, make_theme, put_first, to_read
from textmine.jobs.wave_run import WaveRun, runs_of
from textmine.jobs.wave_tables import respondents_of, shares_csv
from textmine.store import Project, open_project

# Fixtures, which pytest finds here by their names.
__all__ = ["file", "project", "run", "silent", "trained"]


def code_sample(project: Project, run: WaveRun, coder: str = "kari") -> None:
    """Code what is left of the sample blind, as `theme_of` has it."""
    sample = sample_of(project, run)
    assert sample is not None
    while found := project.next_statement(coder, "batch", batch=sample.batch):
        project.codings.save(found.statement_id, [t] if (t := theme_of(found.text)) else [], coder)


def table_of(project: Project, run: WaveRun) -> tuple[pd.DataFrame, pd.DataFrame]:
    (model,) = models_of(project)
    walk = crosswalk(model.codebook(), project.codebook())
    lines = [line.within(walk) for line in run.coded()]
    sample = sample_of(project, run)
    assert sample is not None
    truth = truth_of(project, sample)
    shares = shares_of(project, lines, run.findings()["adjusted"], model.codebook(), sample, truth)
    return shares, realised_in(lines, truth, project.codebook())


def test_a_sample_is_drawn_of_what_nobody_has_coded_and_coded_blind(project: Project, run: WaveRun) -> None:
    own = project.statements().query("wave == '2024'")["statement_id"].tolist()
    project.codings.save(own[0], ["T1"], "kari")
    number = draw_sample(project, run, 8, ["ola"], "kari", name="Stikkprøve")
    sample = sample_of(project, run)
    assert sample is not None
    assert (sample.batch, sample.closed, sample.known) == (number, False, frozenset({own[0]}))
    assert len(sample.statements) == 8
    assert own[0] not in sample.statements
    assert set(sample.statements) <= set(own)
    first = project.next_statement("ola", "batch", batch=number)
    assert first is not None
    assert project.codings.seen(first.statement_id, "ola").codings == ()
    with pytest.raises(InputError, match="coded blind in another batch"):
        draw_sample(project, run, 2, ["kari"], "kari")


def test_the_whole_wave_coded_blind_gives_the_true_shares(project: Project, run: WaveRun) -> None:
    n = int((project.statements()["wave"] == "2024").sum())
    number = draw_sample(project, run, n, ["kari"], "kari")
    code_sample(project, run)
    project.batches.close(number, "kari")
    shares, realised = table_of(project, run)
    texts = project.statements().query("wave == '2024'")["text"]
    for row in shares.to_dict("records"):
        true = sum(theme_of(text) == row["theme_id"] for text in texts) / n
        assert row["low"] - 1e-9 <= true <= row["high"] + 1e-9
        assert 0 <= row["adjusted_low"] <= row["adjusted"] <= row["adjusted_high"] <= 1
    assert set(realised["theme_id"]) == {"T1", "T2", "T3"}
    assert (realised["precision"] > 0.8).all()
    assert (realised["recall"] > 0.5).all()


def test_what_people_had_coded_before_the_draw_is_known_and_not_estimated(project: Project, run: WaveRun) -> None:
    own = project.statements().query("wave == '2024'")
    housing = own["statement_id"][[theme_of(text) == "T1" for text in own["text"]]].tolist()
    for name in housing:
        project.codings.save(name, ["T1"], "kari")
    number = draw_sample(project, run, len(own), ["kari"], "kari")
    code_sample(project, run)
    project.batches.close(number, "kari")
    row = table_of(project, run)[0].set_index("theme_id").loc["T1"]
    assert row["low"] >= len(housing) / len(own)
    assert row["high"] < len(housing) / len(own) + 0.2


def test_coders_who_differ_must_settle_it_before_it_counts(project: Project, run: WaveRun) -> None:
    number = draw_sample(project, run, 6, ["kari", "ola"], "kari")
    sample = sample_of(project, run)
    assert sample is not None
    for place, name in enumerate(sample.statements[:5]):
        project.codings.save(name, ["T1"], "kari")
        project.codings.save(name, ["T1"] if place else ["T2"], "ola")
    project.batches.close(number, "kari", unfinished=True)
    truth = truth_of(project, sample)
    assert (len(truth.themes), truth.left, truth.unsettled) == (4, 1, 1)
    project.batches.adjudicate(sample.statements[0], ["T2"], "kari")
    settled = truth_of(project, sample)
    assert settled.unsettled == 0
    assert settled.themes[sample.statements[0]] == {"T2"}


def test_a_theme_above_counts_with_those_below_it(project: Project, run: WaveRun) -> None:
    top = add(project.codebook(), Theme("TOP", Wording(nb="Tilbud")))
    project.codebooks.apply(top, "kari")
    project.codebooks.apply(nest(project.codebook(), "T3", "TOP"), "kari")
    number = draw_sample(project, run, 20, ["kari"], "kari")
    code_sample(project, run)
    project.batches.close(number, "kari")
    realised = table_of(project, run)[1].set_index("theme_id")
    counts = realised[["said", "there", "right"]]
    assert counts.loc["TOP"].tolist() == counts.loc["T3"].tolist()


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        (lambda book: add(book, Theme("", Wording(nb="Sjø"))), set()),
        (lambda book: merge(book, ["T2"], "T3"), {"T3"}),
        (lambda book: nest(book, "T1", "T3"), {"T3"}),
        (lambda book: retire(book, "T1"), set()),
    ],
    ids=["added", "merged", "moved below", "retired"],
)
def test_a_theme_that_others_joined_since_has_no_adjusted_share(
    project: Project, run: WaveRun, change: Callable[[Codebook], Change], missing: set[str]
) -> None:
    learnt = models_of(project)[0].codebook()
    project.codebooks.apply(change(project.codebook()), "kari")
    walk = crosswalk(learnt, project.codebook())
    lines = [line.within(walk) for line in run.coded()]
    shares = shares_of(project, lines, run.findings()["adjusted"], learnt).set_index("theme_id")
    assert set(shares.index[shares["adjusted"].isna()]) == missing
    assert {"T3"} <= set(shares.index)


def test_small_cells_are_not_in_the_file_that_is_taken_out(project: Project, run: WaveRun) -> None:
    number = draw_sample(project, run, 20, ["kari"], "kari")
    code_sample(project, run)
    project.batches.close(number, "kari")
    shares, realised = table_of(project, run)
    (model,) = models_of(project)
    walk = crosswalk(model.codebook(), project.codebook())
    book = project.codebook()
    lines = [line.within(walk) for line in run.coded()]
    people = respondents_of(lines, project.statements(), book)
    assert people["T3"] < 5 <= people["T1"]
    names = {theme.id: theme.name() for theme in book.themes}
    text = shares_csv(shares, realised, names, people, len(lines), 5).decode("utf-8-sig")
    header, *rows = [line.split(";") for line in text.splitlines()]
    cells = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert cells["T1"]["theme"] == "Bolig"
    assert float(cells["T1"]["raw"]) > 0
    small = {name: value for name, value in cells["T3"].items() if name not in ("theme_id", "theme", "of_statements")}
    assert set(small.values()) == {":"}
    assert len(text.splitlines()) == len(shares) + 1


def test_results_are_there_for_a_server_that_was_started_again(project: Project, run: WaveRun, file: Path) -> None:
    draw_sample(project, run, 5, ["kari"], "kari")
    with open_project(file) as again:
        (found,) = runs_of(again)
        assert found == run
        assert found.findings() == run.findings()
        sample = sample_of(again, found)
        assert sample is not None
        assert len(sample.statements) == 5


def test_findings_that_cannot_be_read_are_told_in_one_line(run: WaveRun) -> None:
    (run.folder / "findings.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"findings\.json.*Run the model"):
        run.findings()


# Reading what was left to people


def test_a_proposal_becomes_a_theme_of_the_codebook_once(project: Project, run: WaveRun) -> None:
    theme = make_theme(project, run, 0, Wording("Pandemi", "Pandemi"), "kari")
    made = project.codebook().theme(theme)
    assert made.name() == "Pandemi"
    assert made.examples
    assert set(made.examples) <= set(KORONA)
    assert made_themes(project, run) == {0: theme}
    with pytest.raises(InputError, match="made already"):
        make_theme(project, run, 0, Wording("Pandemi"), "kari")
    project.history.undo("kari")
    assert made_themes(project, run) == {}


def test_a_run_that_is_made_again_proposes_anew(
    project: Project, file: Path, run: WaveRun, silent: Callable[..., None]
) -> None:
    make_theme(project, run, 0, Wording("Pandemi"), "kari")
    run_wave(silent, project=str(file), wave="2024", model=run.model, coder="kari")
    assert made_themes(project, run) == {}


def test_what_a_model_left_to_people_comes_first_in_the_queue_unless_it_is_coded_blind(
    project: Project, run: WaveRun
) -> None:
    review = run.findings()["review"]
    assert len(review) > 2
    project.codings.save(review[0], ["T1"], "kari")
    project.batches.assign([review[1]], ["ola"], "kari", name="", scheme={})
    left = to_read(project, review)
    assert left == review[2:]
    put_first(project, left, "ola")
    found = project.next_statement("kari")
    assert found is not None
    assert found.statement_id == left[0]


# A promise to find most of a theme


def promised_to(project: Project, run: WaveRun, theme: str, recall: float) -> Offer:
    (model,) = models_of(project)
    walk = crosswalk(model.codebook(), project.codebook())
    lines = {line.id: line.within(walk) for line in run.coded()}
    sample = sample_of(project, run)
    assert sample is not None
    return offer(lines, truth_of(project, sample), project.codebook(), theme, recall)


def closed_sample(project: Project, run: WaveRun) -> None:
    number = draw_sample(project, run, 1000, ["kari"], "kari")
    code_sample(project, run)
    project.batches.close(number, "kari")


def test_a_promise_is_kept_and_tells_what_it_costs(project: Project, run: WaveRun) -> None:
    closed_sample(project, run)
    offered = promised_to(project, run, "T1", 0.6)
    assert offered.promise is not None
    texts = project.statements().set_index("statement_id")["text"]
    there = {line.id for line in run.coded() if theme_of(texts[line.id]) == "T1"}
    found = there & set(offered.statements)
    assert len(found) >= 0.6 * len(there)
    assert offered.positives == len(there)
    precision = offered.promise.precision
    assert (precision.count, precision.out_of) == (len(found), len(offered.statements))


def test_more_recall_takes_more_reading(project: Project, run: WaveRun) -> None:
    closed_sample(project, run)
    few, many = (promised_to(project, run, "T1", recall) for recall in (0.3, 0.6))
    assert set(few.statements) <= set(many.statements)


def test_a_theme_too_rare_in_the_sample_is_not_promised_and_it_is_said_how_many_it_takes(
    project: Project, run: WaveRun
) -> None:
    closed_sample(project, run)
    offered = promised_to(project, run, "T1", 0.95)
    assert offered.promise is None
    assert offered.statements == ()
    # 0.95 ** 45 is the first power below 0.1.
    assert (offered.least, offered.positives < 45) == (45, True)


def test_a_theme_above_is_found_through_those_below_it(project: Project, run: WaveRun) -> None:
    book = project.codebook()
    project.codebooks.apply(add(book, Theme("", Wording(nb="Tilbud"))), "kari")
    (top,) = {theme.id for theme in project.codebook().active} - {theme.id for theme in book.active}
    project.codebooks.apply(nest(project.codebook(), "T1", top), "kari")
    closed_sample(project, run)
    own, above = (promised_to(project, run, theme, 0.6) for theme in ("T1", top))
    assert own.statements == above.statements


def test_a_run_of_a_version_that_kept_no_probabilities_promises_nothing(project: Project, run: WaveRun) -> None:
    closed_sample(project, run)
    sample = sample_of(project, run)
    assert sample is not None
    truth = truth_of(project, sample)
    lines = {line.id: line for line in run.coded()}
    assert set(themes_in(lines, truth, project.codebook())) == {"T1", "T2", "T3"}
    old = {name: replace(line, likely={}) for name, line in lines.items()}
    assert themes_in(old, truth, project.codebook()) == {}
