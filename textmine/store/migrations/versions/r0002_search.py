"""Full-text search, and a log that only grows."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

# remove_diacritics 0: å is another letter than a.
_SQLITE = (
    "CREATE VIRTUAL TABLE statement_words USING fts5("
    "words, content='statement', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3 4')",
    "CREATE TRIGGER statement_words_insert AFTER INSERT ON statement BEGIN"
    " INSERT INTO statement_words(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER statement_words_delete AFTER DELETE ON statement BEGIN"
    " INSERT INTO statement_words(statement_words, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER statement_words_update AFTER UPDATE OF words ON statement BEGIN"
    " INSERT INTO statement_words(statement_words, rowid, words) VALUES ('delete', old.id, old.words);"
    " INSERT INTO statement_words(rowid, words) VALUES (new.id, new.words); END",
    "INSERT INTO statement_words(statement_words) VALUES ('rebuild')",
    "CREATE TRIGGER log_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log only grows'); END",
    "CREATE TRIGGER log_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log only grows'); END",
)
# Stems find inflected forms; the words as they are find beginnings, and stop words such as «ikke».
_POSTGRESQL = (
    "ALTER TABLE statement ADD COLUMN search tsvector GENERATED ALWAYS AS"
    " (to_tsvector('norwegian', words) || to_tsvector('simple', words)) STORED",
    "CREATE INDEX ix_statement_search ON statement USING gin (search)",
    "CREATE FUNCTION log_only_grows() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'the log only grows'; END $$",
    "CREATE TRIGGER log_update_or_delete BEFORE UPDATE OR DELETE ON log FOR EACH ROW EXECUTE FUNCTION log_only_grows()",
)


def upgrade() -> None:
    """Index the words of statements and keep them in step; refuse changes of the log."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for sql in _POSTGRESQL if postgresql else _SQLITE:
        op.execute(sql)
