"""Corrections of where statements begin and end, in a project; what they do to codings is `textmine.coding.spans`'s."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textmine.coding.codings import Coding
from textmine.coding.spans import Correction, Side, Span, join_spans, move_span, split_span
from textmine.errors import InputError
from textmine.store.changes import Change, Row, conflict
from textmine.store.coding_rows import read_values, write_values
from textmine.store.cutting import Piece
from textmine.store.database import Database
from textmine.store.tables import coding, reading, response, statement

Versions = Mapping[str, int]


class Boundaries:
    """Splits, joins and moves statements; codings go with them, and all of it can be undone.

    Every method takes ``versions``, the versions of the statements as the coder saw them (the column ``version`` of
    the statements frame), and returns the ids of the statements that are there after. It raises InputError where the
    cut makes no sense or the statement is in an open batch, and ConflictError where somebody has changed it since.
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def split(
        self,
        statement_id: str,
        offset: int,
        coder: str,
        *,
        places: Mapping[str, Side] | None = None,
        versions: Versions | None = None,
    ) -> list[str]:
        """Cut a statement in two at ``offset``, in code points into the response.

        ``places`` says for a theme whether it belongs to the first half, the second or both; accepted codings of
        other themes become suggestions for both halves.
        """

        def correct(text: str, own: Sequence[Span], _: Sequence[Span], codings: Sequence[Coding]) -> Correction:
            return split_span(own[0], text, offset, codings, places=places)

        return self._correct(coder, "statement.split", [statement_id], versions, correct)

    def join(self, statement_ids: Sequence[str], coder: str, *, versions: Versions | None = None) -> list[str]:
        """Make one statement of neighbours."""

        def correct(text: str, own: Sequence[Span], others: Sequence[Span], codings: Sequence[Coding]) -> Correction:
            return join_spans(own, text, codings, others=others)

        return self._correct(coder, "statement.join", statement_ids, versions, correct)

    def move(
        self, statement_id: str, start: int, end: int, coder: str, *, versions: Versions | None = None
    ) -> list[str]:
        """Give a statement other bounds, in code points into the response; neighbours that it overlaps give way."""

        def correct(text: str, own: Sequence[Span], others: Sequence[Span], codings: Sequence[Coding]) -> Correction:
            return move_span(own[0], text, start, end, codings, others=others)

        return self._correct(coder, "statement.move", [statement_id], versions, correct)

    def _correct(
        self,
        coder: str,
        action: str,
        statement_ids: Sequence[str],
        versions: Versions | None,
        correct: Callable[[str, Sequence[Span], Sequence[Span], Sequence[Coding]], Correction],
    ) -> list[str]:
        typed = {"statements": list(statement_ids)}

        def work(change: Change) -> list[str]:
            rows = _held(change, statement_ids, versions or {}, typed)
            answer = change.rows(response, {row["response"] for row in rows.values()})
            if len(answer) != 1:
                raise InputError("these statements cannot be joined", "Choose two or more of the same response")
            place = next(iter(answer.values()))
            live = change.find(statement, statement.c.response == place["id"], ~statement.c.removed)
            spans = {row["statement_id"]: _span(row, place["response_id"]) for row in live}
            codings = read_values(change.connection, statement.c.response == place["id"])
            own = [spans[name] for name in dict.fromkeys(statement_ids)]
            correction = correct(place["text"], own, list(spans.values()), codings)
            _write(change, place, {row["statement_id"]: row for row in live}, correction)
            added = [span.statement_id for span in correction.added]
            change.about(statements=list(statement_ids), into=added)
            return added

        return self._db.write(coder, action, work)


def _held(
    change: Change, statement_ids: Sequence[str], versions: Versions, typed: Mapping[str, object]
) -> dict[str, Row]:
    rows = {row["statement_id"]: row for row in change.find(statement, statement.c.statement_id.in_(statement_ids))}
    for name in statement_ids:
        if name not in rows:
            raise InputError(f"the project has no statement {name!r}", "Choose one of the project's")
        if rows[name]["removed"] or rows[name]["version"] != versions.get(name, rows[name]["version"]):
            raise conflict(change.connection, statement, rows[name], typed=typed)
    return rows


def _write(change: Change, answer: Row, live: Mapping[str, Row], correction: Correction) -> None:
    if not correction.added:
        return
    gone = [live[span.statement_id] for span in correction.removed]
    if any(row["batch"] is not None for row in gone):
        raise InputError("a statement in an open batch keeps its bounds", "Wait until the batch is closed")
    change.remove(statement, gone)
    for span in correction.added:
        piece = Piece(span.start, span.end, answer["text"][span.start : span.end], span.context)
        _clear(change, span.statement_id, piece)
        change.put(statement, {"statement_id": span.statement_id}, {**piece.values(), "response": answer["id"]})
    write_values(change, correction.codings)
    _carry_readings(change, gone, correction)


def _clear(change: Change, statement_id: str, piece: Piece) -> None:
    """Take away what people said of other words that lay here before an import changed the response."""
    for row in change.find(statement, statement.c.statement_id == statement_id, statement.c.removed):
        if row["text"] != piece.text:
            for table in (coding, reading):
                change.remove(table, change.find(table, table.c.statement == row["id"], ~table.c.removed))


def _carry_readings(change: Change, gone: Sequence[Row], correction: Correction) -> None:
    """Who had coded the old statements has coded the new ones, unless something of hers is to be looked at again."""
    again = {(each.statement_id, each.coder) for each in correction.codings.added if each.status == "suggested"}
    old = change.find(reading, reading.c.statement.in_([row["id"] for row in gone]), ~reading.c.removed)
    change.remove(reading, old)
    names = [span.statement_id for span in correction.added]
    new = {row["statement_id"]: row["id"] for row in change.find(statement, statement.c.statement_id.in_(names))}
    for row in {row["coder"]: row for row in old}.values():
        for name, key in new.items():
            if (name, row["coder"]) not in again:
                stamp = {"time": row["time"]}
                change.put(reading, {"statement": key, "coder": row["coder"]}, {"batch": row["batch"]}, stamp=stamp)


def _span(row: Row, response_id: str) -> Span:
    return Span(row["statement_id"], response_id, row["start"], row["end"], row["context"])
