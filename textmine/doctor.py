"""Checks that an installation is whole: what ships is there, unchanged, and works."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass

from textmine.errors import StoreError
from textmine.resources import shipped


@dataclass(frozen=True)
class Finding:
    """One thing that was checked."""

    what: str
    ok: bool
    detail: str


def check_installation() -> list[Finding]:
    """Run every check; one that raises is a finding, not a crash."""
    checks: dict[str, Callable[[], str]] = {
        "Python": lambda: f"{platform.python_version()} on {platform.machine()}",
        "encoder": _encoder,
        "written standard": _written_standard,
        "statements": _statements,
        "lemmas": _lemmas,
        "demo survey": _demo,
        "app": lambda: shipped("app/main.py").name,
    }
    return [_finding(what, check) for what, check in checks.items()]


def check_project(address: str) -> list[Finding]:
    """Whether a project is whole, and what is in it.

    Raises
    ------
    InputError
        If there is no project at the address.
    """
    try:
        return [Finding("project", True, _project(address))]
    except StoreError as error:
        return [Finding("project", False, str(error))]


def _finding(what: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, check())
    except Exception as error:  # whatever is broken must end up on the list
        return Finding(what, False, f"{type(error).__name__}: {error}")


def _encoder() -> str:
    """The embedded encoder runs, its files match its id, and paraphrases lie nearer than strangers."""
    from textmine.encode import load_encoder
    from textmine.encode.embedded import EncoderConfig, content_hash

    folder = shipped("models/encoder")
    config = EncoderConfig.read(folder)
    if not config.id.endswith(content_hash(folder, config.onnx)):
        raise ValueError(f"{config.onnx} and the table of words are not the files that {config.id} names")
    vectors = load_encoder().encode(["Vi mangler boliger.", "Me manglar bustader.", "Bussen går for sjelden."])
    if vectors[0] @ vectors[1] <= vectors[0] @ vectors[2]:
        raise ValueError("vectors make no sense")
    return config.id


def _written_standard() -> str:
    from textmine.language import detect_language

    answers = [detect_language(text) for text in ("Vi vet ikke hva vi skal gjøre", "Me veit ikkje kva me skal gjere")]
    if answers != ["nb", "nn"]:
        raise ValueError(f"nb and nn were taken for {' and '.join(answers)}")
    return "nb, nn, other"


def _statements() -> str:
    from textmine.language import segment

    if len(segment("Vi mangler boliger. Det er ingen å ringe etter kl. 15.00.")) != 2:
        raise ValueError("two sentences were not found")
    return "works"


def _lemmas() -> str:
    from textmine.language.lemmas import content_lemmas

    if content_lemmas(["kommunane"], ["nn"]) != [["kommune"]]:
        raise ValueError("kommunane did not become kommune")
    return "works"


def _demo() -> str:
    from textmine.survey.corpus import read_survey

    survey = read_survey(shipped("corpora/demo"))
    return f"{len(survey.responses)} responses, {len(survey.themes)} themes"


def _project(address: str) -> str:
    from textmine.store import open_project

    with open_project(address) as project:
        project.check()
        counts, themes = project.counts(), len(project.codebook().active)
    return f"{counts.responses} answers, {counts.statements} statements, {themes} themes"
