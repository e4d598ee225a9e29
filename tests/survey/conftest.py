from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from textmine.errors import InputError
from textmine.survey import read_responses

COMMENTS = (
    "Vi mangler boliger til dem som trenger det mest.",
    "Det er for lang ventetid hos spesialisthelsetenesta.",
    "Folk blir utskrevet for tidlig, og vi får ikke beskjed.",
    "Det finst ikkje tilbod om kvelden eller i helgene.",
)

Save = Callable[..., Path]
Refusal = Callable[..., str]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Write a file into a fresh folder."""

    def write(content: str | bytes, name: str = "svar.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def refusal() -> Refusal:
    """Read a file that must be refused, and give the one line that the user sees."""

    def read(path: Path, **arguments: Any) -> str:
        with pytest.raises(InputError) as caught:
            read_responses(path, **arguments)
        message = str(caught.value)
        assert "\n" not in message
        assert str(path) in message
        return message

    return read


def table(header: str, *columns: tuple[str, ...], separator: str = ";") -> str:
    """Rows of comments with other columns before them, as unquoted CSV."""
    rows = zip(*columns, COMMENTS, strict=True)
    return "\n".join([header, *(separator.join(row) for row in rows)]) + "\n"
