"""Tables of a project, for SQLite and PostgreSQL alike.

Rows that people edit are never deleted: they have ``removed``, so that every change has an inverse, and ``version``,
the id of the log entry that changed them last, which tells who did what and when. Columns under "derived" are kept by
`textmine.store.derived` and are no part of a row's version.
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcTime(sa.types.TypeDecorator[datetime]):
    """A moment with time zone; SQLite, which knows none, keeps it in UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy gives it
        """Write UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy gives it
        """Read UTC."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _name() -> sa.Column[str]:
    return sa.Column("id", sa.Text, primary_key=True)


def _edited() -> tuple[sa.Column[int], sa.Column[bool]]:
    return (
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("removed", sa.Boolean, nullable=False),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON, nullable=False)


def _of(name: str, target: str, *, null: bool = False, index: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.ForeignKey(target), nullable=null, index=index)


def _when(name: str) -> sa.Column[datetime]:
    return sa.Column(name, UtcTime, nullable=False)


setting = sa.Table("setting", metadata, _name(), _json("value"), *_edited())
coder = sa.Table("coder", metadata, _name(), _text("name"), _text("kind"), _text("role"), _json("details"), *_edited())
wave = sa.Table(
    "wave",
    metadata,
    _name(),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("breaks_series", sa.Boolean, nullable=False),
    _text("note"),
    *_edited(),
)
response = sa.Table(
    "response",
    metadata,
    _id(),
    sa.Column("response_id", sa.Text, nullable=False, unique=True),
    _text("question"),
    sa.Column("wave", sa.ForeignKey("wave.id"), nullable=False),
    _text("respondent"),
    _text("text"),
    _text("language"),
    _json("attributes"),
    *_edited(),
    sa.UniqueConstraint("question", "wave", "respondent"),
)
statement = sa.Table(
    "statement",
    metadata,
    _id(),
    sa.Column("statement_id", sa.Text, nullable=False, unique=True),
    _of("response", "response.id", index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    _text("text"),
    _text("context"),
    _text("words"),
    *_edited(),
    # derived
    sa.Column("place", sa.Integer, nullable=False, server_default="1000000000"),
    sa.Column("coded", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("waiting", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Column("disputed", sa.Integer, nullable=False, server_default="0"),
    sa.Column("batch", sa.Integer, nullable=True),
    sa.Index("ix_statement_queue", "waiting", "place", "id"),
    sa.Index("ix_statement_disputed", "disputed"),
)
theme = sa.Table("theme", metadata, _name(), _json("data"), *_edited())
codebook = sa.Table(
    "codebook",
    metadata,
    _id(),
    _json("data"),
    _text("note"),
    _of("coder", "coder.id"),
    _when("time"),
    sa.Column("log", sa.Integer, nullable=False),
)
batch = sa.Table(
    "batch",
    metadata,
    _id(),
    _text("name"),
    _json("scheme"),
    _text("state"),
    _of("coder", "coder.id"),
    _when("time"),
    *_edited(),
)
batch_item = sa.Table(
    "batch_item",
    metadata,
    sa.Column("batch", sa.ForeignKey("batch.id"), primary_key=True),
    sa.Column("coder", sa.ForeignKey("coder.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    _of("statement", "statement.id", index=True),
)
coding = sa.Table(
    "coding",
    metadata,
    _id(),
    _of("statement", "statement.id"),
    _text("theme"),
    _of("coder", "coder.id"),
    sa.Column("person", sa.Boolean, nullable=False),
    _text("status"),
    sa.Column("confidence", sa.Float, nullable=True),
    _text("memo"),
    sa.Column("codebook_version", sa.Integer, nullable=False),
    _when("time"),
    _of("batch", "batch.id", null=True),
    *_edited(),
    # derived
    sa.Column("waiting", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.UniqueConstraint("statement", "theme", "coder"),
    sa.Index("ix_coding_verify", "theme", "waiting", "confidence"),
    sa.Index("ix_coding_coder", "coder", "theme"),
)
reading = sa.Table(
    "reading",
    metadata,
    _id(),
    _of("statement", "statement.id"),
    _of("coder", "coder.id", index=True),
    _of("batch", "batch.id", null=True),
    _when("time"),
    *_edited(),
    sa.UniqueConstraint("statement", "coder"),
)
quote = sa.Table(
    "quote",
    metadata,
    _id(),
    _of("statement", "statement.id"),
    _text("theme"),
    _text("original"),
    _text("redacted"),
    _text("edited"),
    _text("status"),
    _of("coder", "coder.id"),
    _when("time"),
    *_edited(),
    sa.UniqueConstraint("statement", "theme"),
)
lease = sa.Table(
    "lease",
    metadata,
    sa.Column("statement", sa.ForeignKey("statement.id"), primary_key=True, autoincrement=False),
    _of("coder", "coder.id", index=True),
    _when("expires"),
)
skip = sa.Table(
    "skip",
    metadata,
    sa.Column("coder", sa.ForeignKey("coder.id"), primary_key=True),
    sa.Column("statement", sa.ForeignKey("statement.id"), primary_key=True),
)
log = sa.Table(
    "log",
    metadata,
    _id(),
    _when("time"),
    _of("coder", "coder.id"),
    _text("action"),
    _json("about"),
    _json("changes"),
    sa.Column("undoes", sa.Integer, nullable=True),
    sa.Column("redoes", sa.Integer, nullable=True),
)
undo_step = sa.Table(
    "undo_step",
    metadata,
    sa.Column("log", sa.ForeignKey("log.id"), primary_key=True, autoincrement=False),
    _of("coder", "coder.id"),
    sa.Column("undone", sa.Boolean, nullable=False),
    sa.Index("ix_undo_step_stack", "coder", "undone", "log"),
)
EDITED = {table.name: table for table in metadata.sorted_tables if "removed" in table.c}
"""Tables whose every change has an inverse in the log."""
