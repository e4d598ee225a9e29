"""Coders of a project: persons with their roles, and models with their hashes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from textmine.coding.codings import adjudicator, kind_of, model_coder
from textmine.errors import InputError
from textmine.store.changes import Change
from textmine.store.database import Database
from textmine.store.rights import ROLES, Right, Role, demand, may
from textmine.store.tables import coder

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ["coder", "name", "kind", "role", "details", "version"]


class Coders:
    """Who works in a project."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def frame(self) -> pd.DataFrame:
        """One row a coder: coder, name, kind (person, model, adjudication), role, details (dict), version."""
        import pandas as pd

        query = sa.select(coder.c.id, *(coder.c[name] for name in _COLUMNS[1:])).where(~coder.c.removed)
        with self._db.read() as connection:
            return pd.DataFrame(connection.execute(query.order_by(coder.c.id)).all(), columns=_COLUMNS)

    def role(self, name: str) -> Role | None:
        """The role of a coder; None for nobody."""
        with self._db.read() as connection:
            return connection.execute(
                sa.select(coder.c.role).where(coder.c.id == name, ~coder.c.removed)
            ).scalar_one_or_none()

    def may(self, name: str, right: Right) -> bool:
        """Whether a coder may ``code``, ``review`` or ``administer``."""
        return may(self.role(name) or "", right)

    def add(
        self,
        name: str,
        role: Role = "coder",
        *,
        by: str | None = None,
        full_name: str = "",
        version: int | None = None,
    ) -> str:
        """Add a person, or change her role, and return her id.

        Parameters
        ----------
        name : str
            Id of the coder, such as a user name or an e-mail address.
        role : {"reader", "coder", "reviewer", "admin"}
            The first person of a project becomes admin whatever is given.
        by : str, optional
            The admin who adds her; may be left out while the project has nobody.
        full_name : str
        version : int, optional
            From the frame, for one who is there already; 0 for one believed not to be.

        Raises
        ------
        InputError
            If the name or the role cannot be used, or the project would be left without an admin.
        ConflictError
            If ``version`` is given and another admin has changed her since.
        """
        if not name.strip() or kind_of(name) != "person":
            raise InputError(f"{name!r} cannot be the name of a coder", "Give a name without «model:» before it")
        if role not in ROLES:
            raise InputError(f"{role!r} is no role", f"The roles are {', '.join(ROLES)}")

        def work(change: Change) -> str:
            first = not change.connection.execute(sa.select(sa.exists().where(coder.c.kind == "person"))).scalar_one()
            if not first:
                admin = change.rows(coder, [change.coder]).get(change.coder)
                demand(change.coder, str(admin["role"]) if admin and not admin["removed"] else "", "administer")
            values = {"name": full_name or name, "kind": "person", "role": "admin" if first else role, "details": {}}
            row = change.rows(coder, [name]).get(name)
            if row is None:
                change.insert(coder, {"id": name, **values})
            else:
                standing = None if row["removed"] else version
                change.update(coder, row, {**values, "removed": False}, version=standing)
            demand_admin(change)
            change.about(coder=name, role=values["role"])
            return name

        return self._db.write(by or name, "coder.add", work, right=None)

    def remove(self, name: str, by: str) -> None:
        """Take away a person's access; what she has coded stays hers.

        Raises
        ------
        InputError
            If there is no such person, or the project would be left without an admin.
        """

        def work(change: Change) -> None:
            row = change.rows(coder, [name]).get(name)
            if row is None or row["removed"] or row["kind"] != "person":
                raise InputError(f"the project has no coder {name!r}", "Choose one of the project's")
            change.remove(coder, [row])
            demand_admin(change)
            change.about(coder=name)

        self._db.write(by, "coder.remove", work, right="administer")

    def ensure(self, name: str) -> str:
        """The id of a person who works alone: adds her as admin where the project has nobody yet.

        Raises
        ------
        InputError
            If the project has coders and she is none of them.
        """
        if self.role(name) is None:
            with self._db.read() as connection:
                people = connection.execute(
                    sa.select(coder.c.id).where(coder.c.kind == "person", coder.c.role == "admin", ~coder.c.removed)
                ).scalars()
                admins = ", ".join(people)
            if admins:
                raise InputError(f"the project has no coder {name!r}", f"Ask {admins} to add you, or name a coder")
            self.add(name)
        return name


def demand_admin(change: Change) -> None:
    """Refuse a change after which nobody could administer the project."""
    left = sa.select(sa.exists().where(coder.c.kind == "person", coder.c.role == "admin", ~coder.c.removed))
    if not change.connection.execute(left).scalar_one():
        raise InputError("the project would be left without an admin", "Make somebody else admin first")


def register_model(change: Change, model_hash: str, details: Mapping[str, Any]) -> str:
    """Coder id of a model, which is added where the project does not know it yet."""
    return _register(change, model_coder(model_hash), "model", str(details.get("name", model_hash)), details)


def register_adjudicator(change: Change) -> str:
    """Coder id under which the one who makes this change settles disagreements."""
    return _register(change, adjudicator(change.coder), "adjudication", change.coder, {})


def _register(change: Change, identifier: str, kind: str, name: str, details: Mapping[str, Any]) -> str:
    if change.rows(coder, [identifier]).get(identifier) is None:
        # Not part of what is undone: a name in the list of coders is harmless, and other codings may need it.
        values = {"id": identifier, "name": name, "kind": kind, "role": "reader", "details": dict(details)}
        change.connection.execute(sa.insert(coder).values(**values, version=change.id, removed=False))
    return identifier
