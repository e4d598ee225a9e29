"""The shape of a project's tables: made, recognised, migrated, or refused when a newer textmine made it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from textmine.errors import InputError
from textmine.store.engine import APPLICATION_ID
from textmine.store.places import Place

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0002"
"""The newest step; a test holds it against the files."""
_LOCK = 0x544D_494E
_VERSION = sa.table("alembic_version", sa.column("version_num", sa.Text))


def current(connection: sa.Connection, place: Place) -> str | None:
    """The step a database is at; None where it is empty.

    Raises
    ------
    InputError
        If it holds something else than a project.
    """
    names = set(sa.inspect(connection).get_table_names())
    if not names:
        return None
    if "alembic_version" in names and {"log", "statement", "coding"} <= names:
        step = connection.execute(sa.select(_VERSION.c.version_num)).scalar_one_or_none()
        if step is None:
            raise InputError(f"{place} does not say which textmine made it", "Use a backup")
        return str(step)
    raise InputError(
        f"{place} is a database of another program", "Give the address of a project or of an empty database"
    )


def prepare(connection: sa.Connection, place: Place, *, create: bool, back_up: Callable[[str], Path]) -> Path | None:
    """Make the tables of a new project, or bring those of an older one up to date.

    Parameters
    ----------
    connection : Connection
        In a write transaction: all is done or nothing.
    place : Place
    create : bool
        Whether a project may be made where there is none.
    back_up : callable
        Given the old step, backs the project up before it is migrated and says where.

    Returns
    -------
    Path or None
        The backup, where a project was migrated.

    Raises
    ------
    InputError
        If there is no project and none may be made, or a newer textmine made it.
    """
    if connection.dialect.name == "postgresql":
        # Two that open the same old project: the second one waits, and finds it migrated.
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    at = current(connection, place)
    if at == HEAD:
        return None
    if at is None:
        if not create:
            raise missing(place)
        _upgrade(connection)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        return None
    refuse_newer(at, place)
    backup = back_up(at)
    _upgrade(connection)
    return backup


def refuse_newer(step: str, place: Place) -> None:
    """Refuse what this textmine cannot read."""
    if step not in _known():
        raise InputError(
            f"{place} was made by a newer textmine (step {step}; this one knows {HEAD})", "Install the newest textmine"
        )


def missing(place: Place) -> InputError:
    """What to say where there is no project."""
    return InputError(f"{place}: there is no project here", "Check the address, or make one with textmine import")


def upgrade_to(connection: sa.Connection, step: str) -> None:
    """Run the steps up to and with this one."""
    from alembic import command

    command.upgrade(_config(connection), step)


def _upgrade(connection: sa.Connection) -> None:
    upgrade_to(connection, HEAD)


@functools.cache
def _known() -> frozenset[str]:
    from alembic.script import ScriptDirectory

    return frozenset(step.revision for step in ScriptDirectory(str(_folder())).walk_revisions())


def _folder() -> Path:
    return Path(__file__).with_name("migrations")


def _config(connection: sa.Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
