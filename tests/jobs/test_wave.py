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
from textmine.jobs.wave_findings import run_wave
from textmine.jobs.wave_models import models_of, train_in_project
from textmine.jobs.wave_run import WaveRun, run_of, runs_of
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
    monkeypatch.setattr("textmine.jobs.wave_models.load_encoder", lambda name="default": toy)  # noqa: ARG005 - called with them
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
    return lambda step, done=0, total=0: None  # noqa: ARG005 - called with them


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


@pytest.mark.parametrize("name", ["codebook.json", "learnt.json"])
def test_a_file_beside_the_model_that_was_changed_is_refused_by_name(
    project: Project, file: Path, trained: str, silent: Callable[..., None], name: str
) -> None:
    changed = models_of(project)[0].folder / name
    content = changed.read_text(encoding="utf-8").replace("T1", "T2")
    changed.write_text(content, encoding="utf-8")
    with pytest.raises(ModelMismatchError, match=name):
        run_wave(silent, project=str(file), wave="2024", model=trained, coder="kari")


def test_a_description_that_names_another_model_is_refused(
    project: Project, file: Path, trained: str, silent: Callable[..., None]
) -> None:
    about = models_of(project)[0].folder / "about.json"
    about.write_text(about.read_text(encoding="utf-8").replace(trained, "0" * 64), encoding="utf-8")
    with pytest.raises(ModelMismatchError, match=r"about\.json"):
        run_wave(silent, project=str(file), wave="2024", model="0" * 64, coder="kari")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"waves": 3}', '{"waves": [], "other": 1}'])
def test_a_folder_whose_description_cannot_be_read_is_no_model_and_hides_no_other(
    project: Project, file: Path, trained: str, silent: Callable[..., None], content: str
) -> None:
    project.codings.save(project.statements()["statement_id"][0], ["T2"], "kari")
    other = train_in_project(silent, project=str(file), coder="kari")["model"]
    (broken,) = (model.folder for model in models_of(project) if model.hash == trained)
    (broken / "about.json").write_text(content)
    assert [model.hash for model in models_of(project)] == [other]


def test_a_run_that_cannot_be_read_is_no_run_and_hides_no_other(project: Project, run: WaveRun) -> None:
    for name, content in (("a", "{"), ("b", "[]"), ("c", '{"wave": "2024"}')):
        (run.folder.parent / name).mkdir()
        (run.folder.parent / name / "run.json").write_text(content)
    assert runs_of(project) == [run]


@pytest.mark.parametrize("content", ["{", "[1]", '{"id": 1, "x": 2}'])
def test_what_a_model_said_that_cannot_be_read_is_told(run: WaveRun, content: str) -> None:
    (run.folder / "coded.jsonl").write_text(content)
    with pytest.raises(InputError, match=r"coded\.jsonl.*Run the model on the wave again"):
        run.coded()


def test_what_a_model_said_that_is_gone_is_told_as_people_say_it(run: WaveRun) -> None:
    (run.folder / "coded.jsonl").unlink()
    with pytest.raises(InputError, match=r"cannot be read \(there is no coded\.jsonl\)\. Run"):
        run.coded()


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


def test_what_says_nothing_is_not_counted_as_left_to_people(
    project: Project, file: Path, trained: str, silent: Callable[..., None]
) -> None:
    told = run_wave(silent, project=str(file), wave="2024", model=trained, coder="kari")
    run = runs_of(project)[0]
    assert "empty" in {line.reason for line in run.coded()}
    assert told["abstained"] == len(run.findings()["review"])


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


def test_a_theme_below_another_is_suggested_without_the_one_above(
    project: Project, file: Path, silent: Callable[..., None]
) -> None:
    project.codebooks.apply(add(project.codebook(), Theme("", Wording(nb="Tilbud"))), "kari")
    (top,) = {theme.id for theme in project.codebook().active} - {"T1", "T2", "T3", "T4"}
    project.codebooks.apply(nest(project.codebook(), "T1", top), "kari")
    model = train_in_project(silent, project=str(file), coder="kari")["model"]
    run_wave(silent, project=str(file), wave="2024", model=model, coder="kari")
    lines = runs_of(project)[0].coded()
    assert any({"T1", top} <= line.themes.keys() for line in lines)
    suggested = project.codings_frame("suggested").groupby("statement_id")["theme_id"].agg(set)
    assert not any({"T1", top} <= themes for themes in suggested)
    assert any("T1" in themes for themes in suggested)


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
    # What the change of the codebook leaves to people is left to them in the old wave too.
    learnt = model.learnt()
    before = sum(
        left or set(own) <= {"T3"} or "T1" in own for own, left in zip(learnt.themes, learnt.abstained, strict=True)
    )
    assert drift.abstained[0].count == before > sum(learnt.abstained)


def test_what_says_nothing_is_no_error_of_the_model(
    project: Project, file: Path, trained: str, silent: Callable[..., None]
) -> None:
    for wave, more in (("2025", []), ("2026", ["vet ikke"] * 40)):
        project.import_responses(answers([*NEW[:-1], *more], wave), "kari")
        run_wave(silent, project=str(file), wave=wave, model=trained, coder="kari")
    long, short = runs_of(project)
    if long.wave == "2025":
        long, short = short, long
    assert (long.wave, short.wave) == ("2026", "2025")
    n = len(NEW) - 1
    for with_silence, without in zip(long.findings()["adjusted"], short.findings()["adjusted"], strict=True):
        assert with_silence["out_of"] == n + 40
        for name in ("raw", "share", "low", "high"):
            assert with_silence[name] * (n + 40) == pytest.approx(without[name] * n)


# Audit
