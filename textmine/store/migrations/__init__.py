"""Alembic migrations: how a project's tables came to be, one step a file in ``versions``.

A new step is a file written by hand, numbered after the last one, whose number goes into ``HEAD`` of
`textmine.store.schema`. It must work on SQLite and PostgreSQL; `tests/store/test_schema.py` holds the steps against
``textmine/store/tables.py``.
"""
