"""Settings of a project and marks on its waves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from textmine.errors import InputError
from textmine.privacy.suppression import FLOOR, THRESHOLD
from textmine.store.changes import Change, conflict
from textmine.store.database import Database
from textmine.store.rights import ROLES
from textmine.store.tables import setting, wave

if TYPE_CHECKING:
    import pandas as pd

DEFAULTS: Mapping[str, Any] = {
    "title": "",
    "questions": {},
    "suppression_threshold": THRESHOLD,
    "export_roles": ["reviewer", "admin"],
}
"""``questions``: text of each open question by its column; ``export_roles``: who may take data out of the project."""
_WAVE_COLUMNS = ["wave", "position", "breaks_series", "note", "version"]


class Settings:
    """Named values that hold for the whole project."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> dict[str, Any]:
        """Every setting, with its default where nobody has set it."""
        with self._db.read() as connection:
            query = sa.select(setting.c.id, setting.c.value).where(~setting.c.removed, setting.c.id.in_(DEFAULTS))
            rows = connection.execute(query).all()
        return {**DEFAULTS, **{row.id: row.value for row in rows}}

    def get(self, name: str) -> Any:
        """One setting; an InputError where there is none of that name."""
        return self.all()[_known(name)]

    def version(self, name: str) -> int:
        """Version of a setting, for `set`; 0 where nobody has set it."""
        with self._db.read() as connection:
            query = sa.select(setting.c.version).where(setting.c.id == _known(name))
            return connection.execute(query).scalar_one_or_none() or 0

    def set(self, name: str, value: Any, coder: str, *, version: int | None = None) -> None:
        """Change a setting.

        Raises
        ------
        InputError
            If there is no such setting or the value makes no sense.
        ConflictError
            If ``version`` is given and somebody has changed it since.
        """
        _check(_known(name), value)

        def work(change: Change) -> None:
            row = change.rows(setting, [name]).get(name)
            if row is None:
                change.insert(setting, {"id": name, "value": value})
            elif version == 0 and row["value"] != value:
                raise conflict(change.connection, setting, row, typed={"value": value})
            else:
                change.update(setting, row, {"value": value, "removed": False}, version=version)
            change.about(setting=name)

        self._db.write(coder, "setting.set", work, right="administer")


class Waves:
    """Waves in their order, with marks where the time series breaks."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def frame(self) -> pd.DataFrame:
        """One row a wave in order: wave, position, breaks_series (bool), note, version."""
        import pandas as pd

        query = sa.select(wave.c.id, *(wave.c[name] for name in _WAVE_COLUMNS[1:])).where(~wave.c.removed)
        with self._db.read() as connection:
            rows = connection.execute(query.order_by(wave.c.position, wave.c.id)).all()
        return pd.DataFrame(rows, columns=_WAVE_COLUMNS)

    def mark(self, name: str, coder: str, *, breaks_series: bool, note: str = "", version: int | None = None) -> None:
        """Say whether this wave can be compared with those before it, and why not.

        Raises
        ------
        ConflictError
            If ``version`` is given and somebody has changed the wave since.
        """

        def work(change: Change) -> None:
            row = change.rows(wave, [name]).get(name)
            if row is None:
                raise InputError(f"the project has no wave {name!r}", "Choose one of the project's")
            change.update(wave, row, {"breaks_series": breaks_series, "note": note}, version=version)
            change.about(wave=name)

        self._db.write(coder, "wave.mark", work, right="review")


def _known(name: str) -> str:
    if name not in DEFAULTS:
        raise InputError(f"there is no setting {name!r}", f"The settings are {', '.join(DEFAULTS)}")
    return name


def _check(name: str, value: Any) -> None:
    if name == "suppression_threshold" and not (isinstance(value, int) and value >= FLOOR):
        raise InputError(f"a threshold of {value!r} protects nobody", f"Give a whole number of at least {FLOOR}")
    if name == "export_roles" and not (isinstance(value, list) and set(value) <= set(ROLES)):
        raise InputError(f"{value!r} is no list of roles", f"The roles are {', '.join(ROLES)}")
    if name == "questions" and not isinstance(value, dict):
        raise InputError("the texts of the questions are not named", "Give a text for each column")
