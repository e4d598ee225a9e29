"""The tables of a project."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "coder",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coder")),
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
    )
    op.create_table(
        "theme",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
    )
    op.create_table(
        "wave",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("breaks_series", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wave")),
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scheme", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["coder.id"], name=op.f("fk_batch_coder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_table(
        "codebook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("log", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["coder.id"], name=op.f("fk_codebook_coder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codebook")),
    )
    op.create_table(
        "log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("redoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["coder"], ["coder.id"], name=op.f("fk_log_coder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log")),
    )
    op.create_table(
        "response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("wave", sa.Text(), nullable=False),
        sa.Column("respondent", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["wave"], ["wave.id"], name=op.f("fk_response_wave")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("question", "wave", "respondent", name=op.f("uq_response_question_wave_respondent")),
        sa.UniqueConstraint("response_id", name=op.f("uq_response_response_id")),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("response", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), server_default="1000000000", nullable=False),
        sa.Column("coded", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("waiting", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("disputed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["response"], ["response.id"], name=op.f("fk_statement_response")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_statement_statement_id")),
    )
    op.create_index("ix_statement_disputed", "statement", ["disputed"], unique=False)
    op.create_index("ix_statement_queue", "statement", ["waiting", "place", "id"], unique=False)
    op.create_index(op.f("ix_statement_response"), "statement", ["response"], unique=False)
    op.create_table(
        "undo_step",
        sa.Column("log", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["coder.id"], name=op.f("fk_undo_step_coder")),
        sa.ForeignKeyConstraint(["log"], ["log.id"], name=op.f("fk_undo_step_log")),
        sa.PrimaryKeyConstraint("log", name=op.f("pk_undo_step")),
    )
    op.create_index("ix_undo_step_stack", "undo_step", ["coder", "undone", "log"], unique=False)
    op.create_table(
        "batch_item",
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["batch.id"], name=op.f("fk_batch_item_batch")),
        sa.ForeignKeyConstraint(["coder"], ["coder.id"], name=op.f("fk_batch_item_coder")),
        sa.ForeignKeyConstraint(["statement"], ["statement.id"], name=op.f("fk_batch_item_statement")),
        sa.PrimaryKeyConstraint("batch", "coder", "position", name=op.f("pk_batch_item")),
    )
    op.create_index(op.f("ix_batch_item_statement"), "batch_item", ["statement"], unique=False)
    op.create_table(
        "coding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("person", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("codebook_version", sa.Integer(), nullable=False),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("waiting", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["batch.id"], name=op.f("fk_coding_batch")),
        sa.ForeignKeyConstraint(["coder"], ["coder.id"], name=op.f("fk_coding_coder")),
        sa.ForeignKeyConstraint(["statement"], ["statement.id"], name=op.f("fk_coding_statement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding")),
        sa.UniqueConstraint("statement", "theme", "coder", name=op.f("uq_coding_statement_theme_coder")),
    )
    op.create_index("ix_coding_coder", "coding", ["coder", "theme"], unique=False)
    op.create_index("ix_coding_verify", "coding", ["theme", "waiting", "confidence"], unique=False)
    op.create_table(
        "lease",
        sa.Column("statement", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["coder.id"], name=op.f("fk_lease_coder")),
        sa.ForeignKeyConstraint(["statement"], ["statement.id"], name=op.f("fk_lease_statement")),
        sa.PrimaryKeyConstraint("statement", name=op.f("pk_lease")),
    )
    op.create_index(op.f("ix_lease_coder"), "lease", ["coder"], unique=False)
    op.create_table(
        "quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("redacted", sa.Text(), nullable=False),
        sa.Column("edited", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["coder.id"], name=op.f("fk_quote_coder")),
        sa.ForeignKeyConstraint(["statement"], ["statement.id"], name=op.f("fk_quote_statement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("statement", "theme", name=op.f("uq_quote_statement_theme")),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["batch.id"], name=op.f("fk_reading_batch")),
        sa.ForeignKeyConstraint(["coder"], ["coder.id"], name=op.f("fk_reading_coder")),
        sa.ForeignKeyConstraint(["statement"], ["statement.id"], name=op.f("fk_reading_statement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("statement", "coder", name=op.f("uq_reading_statement_coder")),
    )
    op.create_index(op.f("ix_reading_coder"), "reading", ["coder"], unique=False)
    op.create_table(
        "skip",
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["coder.id"], name=op.f("fk_skip_coder")),
        sa.ForeignKeyConstraint(["statement"], ["statement.id"], name=op.f("fk_skip_statement")),
        sa.PrimaryKeyConstraint("coder", "statement", name=op.f("pk_skip")),
    )
