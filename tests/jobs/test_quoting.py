from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import ToyEncoder
from textmine.coding import Theme, Wording
from textmine.coding.codebook import Codebook
from textmine.errors import InputError
from textmine.jobs.quoting import (
    Candidate,
    Wanted,
    approved_sheet,
    candidates,
    decided,
    sheet_bytes,
    statements_for_quotes,
    themed,
)
from textmine.jobs.reports import pick_quotes
from textmine.report.project_source import material_of_project
from textmine.report.quote_sheet import read_quotes
from textmine.report.tables import read_csv
from textmine.report.tally import ALL, Tally
from textmine.store import Project, open_project

PLACES = [*["Oslo"] * 6, *["Bergen"] * 6, "Utsira"]
NAMED = "Kari Nordmann (912 34 567) har ingen bolig å flytte til"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Thirteen respondents, one of them on a small island, who say something different about housing each."""
    words = [
        "ungdom",
        "eldre",
        "barn",
        "par",
        "familier",
        "studenter",
        "leietakere",
        "eiere",
        "rom",
        "hus",
        "hytte",
        "brakke",
    ]
    frame = pd.DataFrame(
        {
            "response_id": [str(n) for n in range(len(PLACES))],
            "wave": "2024",
            "text": [*(f"Vi trenger flere boliger for {word} i sentrum" for word in words), NAMED],
            "place": PLACES,
            # Called like columns that picking reads.
            "probability": "ukjent",
            "theme_id": "T9",
        },
        dtype=str,
    )
    with open_project(tmp_path / "p.textmine", create=True) as opened:
        opened.coders.ensure("kari")
        opened.import_responses(frame, "kari")
        opened.codebooks.put(Codebook(opened.codebook().version, themes=(Theme("T1", Wording("Bolig")),)), "kari")
        opened.codings.set(list(opened.statements()["statement_id"]), "T1", "kari")
        yield opened


def picked(project: Project, toy: ToyEncoder, **wishes: object) -> list[Candidate]:
    wanted = Wanted(**{"n": 20, "words": (1, 60), **wishes})  # type: ignore[arg-type]
    return candidates(project, statements_for_quotes(project), project.glances.standing(), "T1", wanted, toy)


def test_every_respondent_is_picked_once_with_a_reason_in_every_language(project: Project, toy: ToyEncoder) -> None:
    found = picked(project, toy)
    assert len(found) == len({each.statement_id for each in found}) == len(PLACES)
    assert all(set(each.reasons) == {"nb", "nn", "en"} for each in found)


def test_texts_are_encoded_once(project: Project) -> None:
    encoder = ToyEncoder()
    picked(project, encoder)
    assert set(project.statements()["text"]) <= set(encoder.seen)
    before = len(encoder.seen)
    picked(project, encoder)
    assert len(encoder.seen) == before


def test_an_attribute_that_points_to_few_is_not_shown(project: Project, toy: ToyEncoder) -> None:
    shown = {each.attributes.get("place", "") for each in picked(project, toy, attributes=("place",))}
    assert shown == {"Oslo", "Bergen", ""}
    assert all("place" not in each.attributes for each in picked(project, toy))


def test_special_picks_come_without_representative_ones(project: Project, toy: ToyEncoder) -> None:
    assert [each.kind for each in picked(project, toy, n=0, also=("typical",))] == ["typical"]
    with pytest.raises(InputError, match="0 quotes"):
        picked(project, toy, n=0)


def test_groups_are_balanced_by_an_attribute(project: Project, toy: ToyEncoder) -> None:
    found = picked(project, toy, n=4, balance=("place",), how="even")
    places = dict(zip(project.statements()["statement_id"], PLACES, strict=True))
    assert {places[each.statement_id] for each in found} == set(PLACES)


def test_what_was_rejected_is_not_picked_again(project: Project, toy: ToyEncoder) -> None:
    first = picked(project, toy)[0]
    project.quotes.put(first.statement_id, "T1", "kari", redacted=first.masked.redacted, status="rejected")
    assert first.statement_id not in {each.statement_id for each in picked(project, toy)}


def test_a_theme_that_nobody_coded_is_shown_by_what_a_model_is_sure_of() -> None:
    rows = [("a", "T1", "suggested", 0.9), ("b", "T1", "suggested", 0.2), ("c", "T2", "accepted", None)]
    standing = pd.DataFrame(rows, columns=["statement_id", "theme_id", "status", "confidence"])
    assert themed(standing, "T1") == ({"a"}, False)
    assert themed(standing, "T2") == ({"c"}, True)


def test_a_theme_without_statements_is_an_input_error(project: Project, toy: ToyEncoder) -> None:
    with pytest.raises(InputError, match="no statements to quote"):
        candidates(project, statements_for_quotes(project), project.glances.standing(), "T2", Wanted(), toy)


def approve(project: Project, toy: ToyEncoder) -> Candidate:
    found = next(each for each in picked(project, toy) if each.masked.original == NAMED)
    edited = "[NAVN] […] har ingen bolig […]"
    redacted = found.masked.redacted
    project.quotes.put(found.statement_id, "T1", "kari", redacted=redacted, edited=edited, status="approved")
    return found


def test_a_decided_quote_stands_beside_its_original_as_when_it_was_picked(project: Project, toy: ToyEncoder) -> None:
    found = approve(project, toy)
    (again,) = decided(project, statements_for_quotes(project), project.quotes.frame(), ("place",))
    assert again.masked == found.masked
    assert "place" not in again.attributes
    assert again.attributes == found.attributes


def test_the_sheet_is_redacted_and_can_be_read_for_a_report(project: Project, toy: ToyEncoder, tmp_path: Path) -> None:
    found = approve(project, toy)
    # Whoever writes to the store by hand may pass the original on.
    second = next(each for each in picked(project, toy) if each.attributes and each.masked.original != NAMED)
    project.quotes.put(second.statement_id, "T1", "kari", redacted=NAMED, status="approved")
    sheet = approved_sheet(project, statements_for_quotes(project), ("place",))
    assert sheet["quote"][0] == "[NAVN] […] har ingen bolig […]"
    assert "Nordmann" not in sheet.to_csv()
    assert "912" not in sheet.to_csv()
    assert "Utsira" not in sheet.to_csv()
    (tmp_path / "q.csv").write_bytes(sheet_bytes(sheet, "csv"))
    read = read_quotes(tmp_path / "q.csv")
    assert list(read["text"]) == list(sheet["quote"])
    assert read["statement_id"][0] == found.statement_id


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_of_a_sheet_runs_as_a_formula(kind: str, tmp_path: Path) -> None:
    sheet = pd.DataFrame({"quote": ["=1+1", "@SUM(A1)", "https://example.com"]})
    content = sheet_bytes(sheet, kind)  # type: ignore[arg-type]
    if kind == "csv":
        assert content.decode("utf-8-sig").splitlines()[1:] == ["'=1+1", "'@SUM(A1)", "https://example.com"]
        return
    import openpyxl

    (tmp_path / "s.xlsx").write_bytes(content)
    cells = openpyxl.load_workbook(tmp_path / "s.xlsx").active["A"]
    assert [cell.value for cell in cells] == ["quote", *sheet["quote"]]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_page_command_and_report_go_by_the_same_decisions(
    project: Project, toy: ToyEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textmine.encode.load_encoder", lambda *_: toy)
    disputed, withdrawn, unquoted, *others = project.statements()["statement_id"]
    project.coders.add("ola", "coder", by="kari", full_name="Ola")
    project.codings.set([disputed], "T1", "ola", "rejected")
    project.codings.set([withdrawn], "T1", "kari", "rejected")
    project.quotes.put(unquoted, "T1", "kari", redacted="Vi trenger boliger", status="rejected")
    assert {each.statement_id for each in picked(project, toy)} == set(others)
    sheet = tmp_path / "q.csv"
    place = str(project.place)
    assert pick_quotes(None, sheet, project=place, n=20, words=(1, 60), attributes=["place"]) == (len(others), 1)
    assert set(read_csv(sheet)["statement_id"]) == set(others)
    assert {"2024, Oslo", "2024, Bergen", "2024"} == set(read_csv(sheet)["attributes"])
    tally = Tally(material_of_project(project))
    assert tally.total.cells["T1", ALL].count == len(others) + 1
    assert set(tally.coded["statement_id"]) == themed(project.glances.standing(), "T1")[0]
    assert tally.coded["by_person"].all()


def test_the_command_keeps_to_the_projects_own_threshold(
    project: Project, toy: ToyEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textmine.encode.load_encoder", lambda *_: toy)
    project.settings.set("suppression_threshold", 7, "kari")
    wishes = {"project": str(project.place), "n": 20, "words": (1, 60), "attributes": ["place"]}
    pick_quotes(None, tmp_path / "q.csv", **wishes)  # type: ignore[arg-type]
    assert set(read_csv(tmp_path / "q.csv")["attributes"].astype(str)) == {"2024"}
    pick_quotes(None, tmp_path / "q.csv", **wishes, threshold=5)  # type: ignore[arg-type]
    assert "2024, Oslo" in set(read_csv(tmp_path / "q.csv")["attributes"])


def test_vectors_that_the_project_has_are_used(project: Project) -> None:
    encoder = ToyEncoder()
    project.meaning.vectors(encoder)
    before = len(encoder.seen)
    picked(project, encoder)
    assert len(encoder.seen) == before
