from __future__ import annotations

import io
import zipfile

import pytest

from tests.conftest import ToyEncoder
from tests.report.gold import material_of_survey
from textmine.report.compose import compose
from textmine.report.document import Document
from textmine.report.material import Material
from textmine.report.publish import rendered
from textmine.resources import shipped
from textmine.survey.corpus import Survey, read_survey


@pytest.fixture(scope="session")
def demo() -> Survey:
    return read_survey(shipped("corpora/demo"))


@pytest.fixture(scope="session")
def demo_material(demo: Survey, toy: ToyEncoder) -> Material:
    """The demo with its gold codings and four quotes a theme, a break in 2019."""
    return material_of_survey(demo, toy, quotes=4, break_at="2019")


@pytest.fixture(scope="session")
def demo_document(demo_material: Material) -> Document:
    return compose(demo_material, "nb", "2024-05-01")


@pytest.fixture(scope="session")
def demo_files(demo_document: Document) -> dict[str, bytes]:
    return dict(rendered(demo_document))


def all_text(name: str, content: bytes) -> str:
    """Everything in a file that could be read: every part of an Office file."""
    if name not in {"docx", "xlsx"}:
        return content.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(entry).decode("utf-8", "replace") for entry in parts.namelist())
