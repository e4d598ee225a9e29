"""Seconds and memory of a report over 100,000 statements: the demo's gold codings repeated as other respondents.

usage: python -m benchmarks.report [--statements N]
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import replace

import pandas as pd

from tests.report.gold import material_of_survey
from textmine.encode import load_encoder
from textmine.report.compose import compose
from textmine.report.material import Material
from textmine.report.publish import FORMATS, rendered
from textmine.resources import shipped
from textmine.survey.corpus import read_survey


def repeated(material: Material, copies: int) -> Material:
    """The same answers from as many other respondents."""

    def copied(frame: pd.DataFrame, *ids: str) -> pd.DataFrame:
        parts = [frame.assign(**{name: frame[name] + f"/{n}" for name in ids}) for n in range(copies)]
        return pd.concat(parts, ignore_index=True)

    return replace(
        material,
        responses=copied(material.responses, "response_id", "respondent"),
        statements=copied(material.statements, "response_id", "statement_id", "respondent"),
        codings=copied(material.codings, "statement_id"),
    )


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--statements", type=int, default=100_000)
    wanted = parser.parse_args().statements
    small = material_of_survey(read_survey(shipped("corpora/demo")), load_encoder(), break_at="2019", weight="weight")
    material = repeated(small, -(-wanted // len(small.statements)))
    marks = [(time.perf_counter(), time.process_time())]
    document = compose(material, "nb", "2024-05-01")
    marks.append((time.perf_counter(), time.process_time()))
    rendered(document, FORMATS)
    marks.append((time.perf_counter(), time.process_time()))
    print("| step | seconds | CPU seconds |\n| --- | --- | --- |")
    for step, first, last in (("chapters", 0, 1), ("charts and all formats", 1, 2), ("total", 0, 2)):
        print(f"| {step} | {marks[last][0] - marks[first][0]:.1f} | {marks[last][1] - marks[first][1]:.1f} |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{len(material.statements)} statements of {len(material.responses)} responses; peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
