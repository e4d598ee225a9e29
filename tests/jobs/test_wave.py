"""A new wave of a project: a model of its own, a run that goes on after a stop, a blind audit, corrected shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import EVENINGS, HOUSING, WAITING, ToyEncoder
from textmine.classify import drift_from_dict, in_words
from textmine.coding import Theme, Wording
from textmine.coding.codebook import Codebook
from textmine.coding.crosswalk import crosswalk
from textmine.coding.operations import Part, add, merge, nest, retire, split
from textmine.errors import InputError, ModelMismatchError, TextmineError
from textmine.jobs import wave_run
from textmine.jobs.wave_audit import draw_sample, realised_in, sample_of, shares_of, truth_of
from textmine.jobs.wave_findings import run_wave
from textmine.jobs.wave_models import models_of, train_in_project
from textmine.jobs.wave_review import made_themes, make_theme, put_first, to_read
from textmine.jobs.wave_run import WaveRun, run_of, runs_of
from textmine.jobs.wave_tables import respondents_of, shares_csv
from textmine.store import Project, open_project

KORONA = tuple(f"Korona stengte {what} i hele byen" for what in ("alt", "huset", "skolen", "hjemmet", "hallen"))
RARE = ("Taxi er dyrt", "Ingen taxi om natta")
OLD = [
    f"{text} {extra}" for extra in ("hos oss", "her i byen", "i år", "nå") for text in (*HOUSING, *WAITING, *EVENINGS)
]
NEW = [*(f"{text} igjen" for text in (*HOUSING, *WAITING, *EVENINGS)), *KORONA, "vet ikke"]


def theme_of(text: str) -> str | None:
    """What a person says of a statement."""
    words = text.casefold()
    for theme, stems in {"T1": ("bolig", "bustad"), "T2": ("psykolog",), "T3": ("kveld", "helg")}.items():
        if any(stem in words for stem in stems):
            return theme
    return "T4" if "taxi" in words else None


def answers(texts: list[str], wave: str) -> pd.DataFrame:
    ids = [str(number) for number in range(1, len(texts) + 1)]
    return pd.DataFrame({"response_id": ids, "wave": wave, "text": texts}, dtype=str)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "p.textmine"


@pytest.fixture
def project(file: Path, toy: ToyEncoder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A coded wave 2023 and an uncoded wave 2024; «kari» is admin, «ola» coder."""
    monkeypatch.setattr("textmine.jobs.wave_models.load_encoder", lambda name="default": toy)  # noqa: ARG005
    with open_project(file, create=True) as made:
        made.coders.ensure("kari")
        made.coders.add("ola", "coder", by="kari")
        made.import_responses(answers([*OLD, *RARE], "2023"), "kari")
        names = ("Bolig", "Ventetid", "Kveld", "Taxi")
        themes = tuple(Theme(f"T{n}", Wording(nb=name)) for n, name in enumerate(names, 1))
        made.codebooks.put(Codebook(made.codebook().version, themes=themes), "kari")
        for row in made.statements().to_dict("records"):
            made.codings.save(row["statement_id"], [theme] if (theme := theme_of(row["text"])) else [], "kari")
        made.import_responses(answers(NEW, "2024"), "kari")
        yield made


@pytest.fixture
def silent() -> Callable[..., None]:
    return lambda step, done=0, total=0: None  # noqa: ARG005


@pytest.fixture
def trained(project: Project, file: Path, silent: Callable[..., None]) -> str:
    """Hash of a model of the first wave."""
    assert project.counts().coded > 0
    return str(train_in_project(silent, project=str(file), coder="kari")["model"])


@pytest.fixture
def run(project: Project, file: Path, trained: str, silent: Callable[..., None]) -> WaveRun:
    """A finished run over the second wave."""
    run_wave(silent, project=str(file), wave="2024", model=trained, coder="kari")
    (found,) = runs_of(project)
    return found


# Models


def test_a_model_is_kept_beside_the_project_with_what_it_did_not_learn(project: Project, trained: str) -> None:
    (model,) = models_of(project)
    assert (model.hash, model.by, model.themes, model.waves) == (trained, "kari", 3, ("2023",))
    assert model.refused == {"T4": 2}
    assert model.texts == len(model.learnt().statements) == project.counts().coded
    assert model.codebook().theme("T1").name() == "Bolig"
    assert model.classifier().themes_ == ("T1", "T2", "T3")
    learnt = (model.folder / "learnt.json").read_text(encoding="utf-8")
    assert "boliger" not in learnt


def test_the_same_codings_give_the_same_model_which_is_kept_once(
    project: Project, file: Path, trained: str, silent: Callable[..., None]
) -> None:
    assert train_in_project(silent, project=str(file), coder="kari")["model"] == trained
    project.codings.save(project.statements()["statement_id"][0], ["T2"], "kari")
    other = train_in_project(silent, project=str(file), coder="kari", now="2999-01-01T00:00:00+00:00")["model"]
    assert [model.hash for model in models_of(project)] == [other, trained]


def test_a_coder_neither_trains_nor_runs(
    project: Project, file: Path, trained: str, silent: Callable[..., None]
) -> None:
    with pytest.raises(TextmineError, match="ola is coder"):
        train_in_project(silent, project=str(file), coder="ola")
    with pytest.raises(TextmineError, match="ola is coder"):
        run_wave(silent, project=str(file), wave="2024", model=trained, coder="ola")
    assert runs_of(project) == []


def test_a_tampered_model_is_refused(project: Project, file: Path, trained: str, silent: Callable[..., None]) -> None:
    (model,) = models_of(project)
    content = bytearray((model.folder / "weights.npz").read_bytes())
    content[len(content) // 2] ^= 1
    (model.folder / "weights.npz").write_bytes(content)
    with pytest.raises(ModelMismatchError, match=r"weights\.npz"):
        run_wave(silent, project=str(file), wave="2024", model=trained, coder="kari")


def test_a_wave_or_a_model_that_is_not_there_is_refused(
    project: Project, file: Path, trained: str, silent: Callable[..., None]
) -> None:
    for wave, model in (("1999", trained), ("2024", "abc"), ("2024", "")):
        with pytest.raises(InputError):
            run_wave(silent, project=str(file), wave=wave, model=model, coder="kari")
    assert runs_of(project) == []


# Running


def test_a_run_suggests_themes_and_never_overrules_a_person(project: Project, run: WaveRun) -> None:
    suggested = project.codings_frame("suggested")
    assert set(suggested["coder"]) == {project.suggestions.coder_of(run.model)}
    texts = project.statements().set_index("statement_id")["text"]
    told = [(texts[name], theme) for name, theme in zip(suggested["statement_id"], suggested["theme_id"], strict=True)]
    assert len(told) >= len(NEW) - len(KORONA) - 3
    assert sum(theme_of(text) == theme for text, theme in told) >= 0.9 * len(told)
    waves = project.statements().set_index("statement_id")["wave"]
    assert set(waves[suggested["statement_id"]]) == {"2024"}


def test_a_run_keeps_no_text_beside_the_project(run: WaveRun) -> None:
    for kept in run.folder.rglob("*"):
        assert "Korona stengte" not in kept.read_text(encoding="utf-8"), kept


def test_a_run_tells_what_has_changed_and_what_is_new(project: Project, run: WaveRun) -> None:
    findings = run.findings()
    drift = drift_from_dict(findings["drift"])
    assert {change.theme for change in drift.themes} == {"T1", "T2", "T3"}
    assert drift.novel[1].share > drift.novel[0].share
    assert in_words(drift, {"T1": "Bolig"}, "nn")
    texts = project.statements().set_index("statement_id")["text"]
    (proposal, *_) = findings["proposals"]
    assert {texts[name] for name in proposal["statements"]} <= set(KORONA)
    assert set(proposal["names"]) == {"nb", "nn"}
    reasons = {line.id: line.reason for line in run.coded()}
    assert set(findings["review"]) == {name for name, reason in reasons.items() if reason not in ("", "empty")}


@pytest.mark.parametrize("at", [1, 3])
def test_a_stopped_run_goes_on_from_its_finished_parts(
    project: Project, file: Path, trained: str, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(wave_run, "PART", 6)
    arguments = {"project": str(file), "wave": "2024", "model": trained, "coder": "kari"}

    def stop(step: str, done: int = 0, total: int = 0) -> None:
        if done >= 6 * at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_wave(stop, **arguments)
    stopped = run_of(project, "2024", trained)
    assert stopped is not None
    assert (stopped.finished, stopped.done) == (False, 6 * at)
    assert project.codings_frame("suggested").empty
    told: list[tuple[str, int, int]] = []
    run_wave(lambda step, done=0, total=0: told.append((step, done, total)), **arguments)
    n = int((project.statements()["wave"] == "2024").sum())
    assert [done for step, done, _ in told if step == "classify"] == [*range(6 * at, n, 6), n]
    assert stopped.finished
    assert len({line.id for line in stopped.coded()}) == len(stopped.coded()) == n


def test_a_stopped_run_over_a_wave_that_was_changed_begins_anew(
    project: Project, file: Path, trained: str, monkeypatch: pytest.MonkeyPatch, silent: Callable[..., None]
) -> None:
    monkeypatch.setattr(wave_run, "PART", 6)
    arguments = {"project": str(file), "wave": "2024", "model": trained, "coder": "kari"}

    def stop(step: str, done: int = 0, total: int = 0) -> None:
        if done >= 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_wave(stop, **arguments)
    more = answers([*NEW, "Lang ventetid hos psykolog nå"], "2024")
    project.import_responses(more, "kari")
    run_wave(silent, **arguments)
    (run,) = runs_of(project)
    assert {line.id for line in run.coded()} == set(project.statements().query("wave == '2024'")["statement_id"])


def test_statements_that_were_cut_otherwise_keep_their_own_themes(
    project: Project, file: Path, trained: str, silent: Callable[..., None]
) -> None:
    project.import_responses(answers(["Lang ventetid hos psykolog Boliger mangler", *NEW[1:]], "2025"), "kari")
    frame = project.statements().query("wave == '2025'")
    whole = frame.iloc[0]
    if len(frame[frame["response_id"] == whole["response_id"]]) == 1:
        project.boundaries.split(
            whole["statement_id"], int(whole["start"]) + len("Lang ventetid hos psykolog "), "kari"
        )
    run_wave(silent, project=str(file), wave="2025", model=trained, coder="kari")
    texts = project.statements().set_index("statement_id")["text"]
    suggested = project.codings_frame("suggested")
    told = [(texts[s], t) for s, t in zip(suggested["statement_id"], suggested["theme_id"], strict=True)]
    assert sum(theme_of(text) == theme for text, theme in told) >= 0.9 * len(told)


# A changed codebook


def test_merged_themes_are_carried_over_and_split_ones_left_to_people(
    project: Project, file: Path, trained: str, silent: Callable[..., None]
) -> None:
    book = project.codebook()
    project.codebooks.apply(merge(book, ["T2"], "T4"), "kari")
    project.codebooks.apply(retire(project.codebook(), "T3"), "kari")
    project.codebooks.apply(split(project.codebook(), "T1", [Part(Wording(nb="Ungdomsbolig"))]), "kari")
    project.codebooks.apply(add(project.codebook(), Theme("", Wording(nb="Nytt"))), "kari")
    run_wave(silent, project=str(file), wave="2024", model=trained, coder="kari")
    assert set(project.codings_frame("suggested")["theme_id"]) == {"T4"}
    (run,) = runs_of(project)
    (model,) = models_of(project)
    walk = crosswalk(model.codebook(), project.codebook())
    lines = [line.within(walk) for line in run.coded()]
    of = {line.id: line for line in run.coded()}
    assert {"T1", "T2", "T3"} <= {theme for line in of.values() for theme in line.themes}
    for line in lines:
        if set(of[line.id].themes) == {"T1"}:
            assert line.themes == {}
            assert line.reason in ("split", "unsure", "novel")
        if set(of[line.id].themes) == {"T3"}:
            assert line.reason in ("no_theme", "unsure", "novel")
    drift = drift_from_dict(run.findings()["drift"])
    assert [change.theme for change in drift.themes] == ["T4"]


# Audit


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
    shares = shares_of(project, lines, run.findings()["adjusted"], walk, sample, truth)
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
