"""Check every survey in ``corpora/``: ``python -m corpora.validate``; exits 1 and lists what is wrong."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import yaml

from textmine.survey.corpus import DIRECT_IDENTIFIERS, QUASI_IDENTIFIERS, GoldResponse, Survey, read_survey

ROOT = Path(__file__).resolve().parent
PERSONAL_DATA = {*DIRECT_IDENTIFIERS, *QUASI_IDENTIFIERS}
MIN_STATEMENTS = 10
MIN_NYNORSK = 0.35
MAX_OVERLAP = 0.7


def survey_folders() -> list[Path]:
    """Folders of all surveys, the demo included."""
    return sorted(path.parent for path in ROOT.rglob("responses.jsonl"))


def problems(folder: Path) -> list[str]:
    """What is wrong with one survey; empty if nothing is."""
    survey = read_survey(folder)
    head = yaml.safe_load((folder / "survey.yaml").read_text(encoding="utf-8"))
    found = [*_theme_problems(survey), *_datasheet_problems(head)]
    for response in survey.responses:
        found += [f"{response.id}: {problem}" for problem in _response_problems(response, survey, head)]
    found += [f"{a} and {b} are nearly the same" for a, b in near_duplicates(survey.responses)]
    share = sum(r.language == "nn" for r in survey.responses) / len(survey.responses)
    if share < MIN_NYNORSK:
        found.append(f"only {share:.0%} nynorsk")
    return found


def _theme_problems(survey: Survey) -> Iterator[str]:
    ids = [theme.id for theme in survey.themes]
    if len(set(ids)) < len(ids):
        yield "theme ids are not unique"
    if ids and not 12 <= len(ids) <= 24:  # test data for redaction has none
        yield f"{len(ids)} themes"
    for theme in survey.themes:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", theme.id):
            yield f"theme id {theme.id!r}"
        if any(not names.get(language) for names in (theme.name, theme.definition) for language in ("nb", "nn")):
            yield f"{theme.id} lacks a name or definition in a written standard"
    counts = Counter(span.label for response in survey.responses for span in response.statements)
    for theme_id in ids:
        if counts[theme_id] < MIN_STATEMENTS:
            yield f"{theme_id} has {counts[theme_id]} statements"


def _datasheet_problems(head: dict[str, object]) -> Iterator[str]:
    sheet = head.get("datasheet")
    wanted = ("origin", "imagined_respondents", "personal_data", "known_weaknesses")
    missing = [key for key in wanted if not isinstance(sheet, dict) or not sheet.get(key)]
    if missing:
        yield f"the datasheet lacks {', '.join(missing)}"


def _response_problems(response: GoldResponse, survey: Survey, head: dict[str, object]) -> Iterator[str]:
    if response.language not in ("nb", "nn"):
        yield f"language {response.language!r}"
    waves = head["waves"]
    if isinstance(waves, list) and response.wave not in map(str, waves):
        yield f"wave {response.wave!r}"
    known = {theme.id for theme in survey.themes}
    for span in (*response.statements, *response.personal_data):
        quoted = response.text[span.start : span.end]
        if not 0 <= span.start < span.end <= len(response.text) or quoted != quoted.strip():
            yield f"span {span.start}-{span.end} {quoted!r}"
    yield from (f"theme {span.label!r}" for span in response.statements if span.label not in known)
    yield from (f"type {span.label!r}" for span in response.personal_data if span.label not in PERSONAL_DATA)
    ordered = sorted(response.statements, key=lambda span: span.start)
    yield from (f"statements overlap at {b.start}" for a, b in pairwise(ordered) if b.start < a.end)


def near_duplicates(responses: tuple[GoldResponse, ...]) -> Iterator[tuple[str, str]]:
    """Pairs of ids whose texts share most of their words (Jaccard); very short answers may repeat."""
    words = [(r.id, frozenset(re.findall(r"\w+", r.text.casefold()))) for r in responses]
    long_enough = [(name, own) for name, own in words if len(own) > 4]
    for i, (name, own) in enumerate(long_enough):
        for other_name, other in long_enough[i + 1 :]:
            if len(own & other) > MAX_OVERLAP * len(own | other):
                yield name, other_name


def main() -> int:
    """Print what is wrong, or the totals."""
    found = {folder: problems(folder) for folder in survey_folders()}
    for folder, own in found.items():
        for problem in own:
            print(f"{folder.relative_to(ROOT)}: {problem}")
    surveys = [read_survey(folder) for folder in found]
    statements = sum(len(r.statements) for survey in surveys for r in survey.responses)
    responses = sum(len(survey.responses) for survey in surveys)
    print(f"{len(surveys)} surveys, {responses} responses, {statements} statements")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
