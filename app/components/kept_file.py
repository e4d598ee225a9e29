"""A survey file that was uploaded on a page, and what its import would do: kept in the session until it is decided."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from app import data
from app.components import import_columns
from app.components.conflict import problem
from app.components.upload_words import upload_words
from app.session import Session
from textmine.errors import TextmineError

if TYPE_CHECKING:
    import pandas as pd

    from textmine.store import ImportPlan


@dataclass(frozen=True)
class KeptFile:
    """The file of one page, whose name begins all keys."""

    page: str

    def ask(self, session: Session, label: str, *, disabled: bool = False) -> None:
        """Ask for a file, and draw the page again when there is one."""
        key = f"{self.page}_upload"
        upload_words(session, int(st.get_option("server.maxUploadSize")), key)
        uploaded = st.file_uploader(label, key=key, disabled=disabled)
        if uploaded is not None:
            self.forget()
            st.session_state[self._file] = str(data.keep_upload(session, uploaded.name, uploaded.getvalue()))
            st.rerun()

    def file(self) -> Path | None:
        """The file, where it is still there."""
        file = st.session_state.get(self._file)
        return Path(file) if file is not None and Path(file).exists() else None

    def compare(self, session: Session, file: Path, responses: pd.DataFrame) -> None:
        """Work out what the import would do, keep that, and draw the page again."""
        try:
            plan = session.project.importing.plan(responses, file.name, responses.attrs["reading"]["text_column"])
        except TextmineError as error:
            problem(session, error)
            return
        st.session_state[self._plan] = plan, import_columns.chosen()
        st.rerun()

    def plan(self) -> ImportPlan | None:
        """What the import would do, where the columns are still those it was worked out for."""
        plan, columns = st.session_state.get(self._plan, (None, None))
        return plan if plan is not None and plan.answers and columns == import_columns.chosen() else None

    def drop(self) -> None:
        """Take the file away."""
        if file := self.file():
            data.drop_upload(file)
        self.forget()

    def forget(self) -> None:
        """Leave the file to whoever imports it."""
        for key in (self._file, self._plan):
            st.session_state.pop(key, None)

    @property
    def _file(self) -> str:
        return f"{self.page}_kept_file"

    @property
    def _plan(self) -> str:
        return f"{self.page}_kept_plan"
