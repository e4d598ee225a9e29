"""What Alembic runs: the steps, over the connection that `textmine.store.schema` hands it."""

from __future__ import annotations

from alembic import context

from textmine.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=metadata, render_as_batch=True, transaction_per_migration=False
)
context.run_migrations()
