"""Answers into a project: first a plan of what is new, changed and gone, then the plan carried out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from textmine.errors import InputError, TextmineError
from textmine.store.changes import Change, Row
from textmine.store.cutting import Cut, cut, keep_statements
from textmine.store.database import Database
from textmine.store.tables import coding, response, statement, wave

if TYPE_CHECKING:
    import pandas as pd

_FIXED = ("response_id", "wave", "text")


@dataclass(frozen=True)
class Difference:
    """A cell of the file that differs from the project; ``field`` is text or the name of an attribute."""

    response_id: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class _Answer:
    wave: str
    respondent: str
    text: str
    attributes: Mapping[str, str]

    @property
    def key(self) -> tuple[str, str]:
        return self.wave, _in_wave(self.respondent, self.wave)


@dataclass(frozen=True)
class ImportPlan:
    """What importing a file would do.

    Attributes
    ----------
    question, source : str
        Column of the answers, and the file.
    new : int
        Responses that the project does not have.
    same : int
        Responses that it has already, word for word.
    changed : tuple of Difference
        Cells that differ.
    gone : tuple of str
        Ids of responses that the project has in the waves of the file, and the file does not.
    codings_lost : int
        Decisions of persons on statements that would no longer be there if the changes were made.
    notes : tuple of str
        What else the user should know.
    """

    question: str
    source: str
    new: int
    same: int
    changed: tuple[Difference, ...]
    gone: tuple[str, ...]
    codings_lost: int
    notes: tuple[str, ...]
    answers: tuple[_Answer, ...]

    @property
    def changed_responses(self) -> int:
        """How many responses have a cell that differs."""
        return len({difference.response_id for difference in self.changed})


@dataclass(frozen=True)
class _Comparison:
    new: list[_Answer]
    same: int
    changed: list[tuple[Row, _Answer]]
    returned: list[tuple[Row, _Answer]]
    gone: list[Row]


class Importing:
    """Brings the answers of a file into the project."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def plan(self, frame: pd.DataFrame, source: str = "", question: str = "") -> ImportPlan:
        """Compare a file with the project; changes nothing.

        Parameters
        ----------
        frame : DataFrame
            As ``read_responses`` returns it: response_id, wave, text, attributes.
        source : str
            Name of the file, for the log.
        question : str
            Column of the answers, where a project has several open questions.

        Raises
        ------
        InputError
            If a column is missing or a response occurs twice.
        """
        answers = _answers(frame)
        notes = _notes(frame)
        with self._db.read() as connection:
            found = _compare(connection, question, answers)
            rewritten = [(row, answer.text) for row, answer in found.changed if row["text"] != answer.text]
            cuts = cut([text for _, text in rewritten])
            lost = sum(_codings_lost(connection, row, new) for (row, _), new in zip(rewritten, cuts, strict=True))
        return ImportPlan(
            question=question,
            source=source,
            new=len(found.new) + len(found.returned),
            same=found.same,
            changed=tuple(d for row, answer in found.changed for d in _differences(row, answer)),
            gone=tuple(row["response_id"] for row in found.gone),
            codings_lost=lost,
            notes=notes,
            answers=tuple(answers),
        )

    def apply(
        self,
        plan: ImportPlan,
        coder: str,
        *,
        changes: bool = False,
        gone: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Carry out a plan in one transaction, which its coder can undo.

        Parameters
        ----------
        plan : ImportPlan
        coder : str
        changes : bool
            Whether to take over cells that differ. Statements whose words stay the same keep their codings.
        gone : bool
            Whether to remove responses that the file no longer has.
        progress : callable
            Told now and then how many texts have been cut into statements, out of how many.

        Raises
        ------
        TextmineError
            If the project was changed since the plan was made.
        """
        # Cutting takes longest, so it is done before others must wait.
        with self._db.read() as connection:
            found = _compare(connection, plan.question, plan.answers)
        texts = list(dict.fromkeys(a.text for a in (*found.new, *(a for _, a in found.changed + found.returned))))
        cuts = dict(zip(texts, cut(texts, progress), strict=True))

        def work(change: Change) -> None:
            fresh = _compare(change.connection, plan.question, plan.answers)
            if (fresh.new, fresh.changed, fresh.returned) != (found.new, found.changed, found.returned):
                if not (fresh.new or fresh.changed or fresh.returned):
                    return  # somebody else imported the same file
                raise TextmineError("The project was changed since the file was compared with it. Import again.")
            _insert(change, plan.question, fresh.new, cuts)
            for row, answer in (*fresh.returned, *(fresh.changed if changes else ())):
                _change(change, row, answer, cuts[answer.text])
            if gone:
                _remove(change, fresh.gone)
            change.about(
                source=plan.source,
                question=plan.question,
                new=len(fresh.new) + len(fresh.returned),
                changed=len(fresh.changed) if changes else 0,
                gone=len(fresh.gone) if gone else 0,
            )

        self._db.write(coder, "import", work, right="administer")


def _answers(frame: pd.DataFrame) -> list[_Answer]:
    for name in ("response_id", "text"):
        if name not in frame:
            raise InputError("the column is missing from the responses", "Read them with read_responses", column=name)
    attributes = [str(name) for name in frame.columns if name not in _FIXED]
    numbered = _is_numbered(frame)
    waves = frame["wave"].astype(str).tolist() if "wave" in frame else [""] * len(frame)
    cells = [frame[name].fillna("").astype(str).tolist() for name in attributes]
    answers = [
        _Answer(wave_of, _respondent(str(name), wave_of, numbered), text, dict(zip(attributes, own, strict=True)))
        for name, wave_of, text, *own in zip(frame["response_id"], waves, frame["text"], *cells, strict=True)
    ]
    repeated = [key for key, count in Counter(answer.key for answer in answers).items() if count > 1]
    if repeated:
        raise InputError(f"the response {repeated[0][1]!r} occurs twice in its wave", "Give each response its own id")
    return answers


def _is_numbered(frame: pd.DataFrame) -> bool:
    return bool(frame.attrs.get("reading", {}).get("id_column", "-") == "")


def _in_wave(response_id: str, wave_of: str) -> str:
    """A response's id without the wave that the file's reader may have put before it."""
    return response_id.removeprefix(f"{wave_of}-") if wave_of else response_id


def _respondent(response_id: str, wave_of: str, numbered: bool) -> str:
    """The respondent behind a response, perhaps of several waves; a row's number does not say who that is."""
    name = _in_wave(response_id, wave_of)
    return f"{wave_of}-{name}" if numbered and wave_of else name


def _notes(frame: pd.DataFrame) -> tuple[str, ...]:
    if _is_numbered(frame):
        return (
            "the file has no id column: responses are known by their row, so a changed order looks like changed text, "
            "and nobody is recognised from one wave to the next",
        )
    return ()


def _compare(connection: sa.Connection, question: str, answers: Sequence[_Answer]) -> _Comparison:
    waves = sorted({answer.wave for answer in answers})
    query = sa.select(response).where(response.c.question == question, response.c.wave.in_(waves))
    rows: dict[tuple[str, str], Row] = {
        (row["wave"], _in_wave(row["respondent"], row["wave"])): dict(row)
        for row in connection.execute(query.order_by(response.c.id)).mappings()
    }
    found = _Comparison([], 0, [], [], [])
    same = 0
    for answer in answers:
        row = rows.pop(answer.key, None)
        if row is None:
            found.new.append(answer)
        elif row["removed"]:
            found.returned.append((row, answer))
        elif _differences(row, answer):
            found.changed.append((row, answer))
        else:
            same += 1
    gone = [row for row in rows.values() if not row["removed"]]
    return _Comparison(found.new, same, found.changed, found.returned, gone)


def _differences(row: Row, answer: _Answer) -> list[Difference]:
    pairs = [("text", row["text"], answer.text)]
    pairs += [(name, row["attributes"].get(name, ""), value) for name, value in answer.attributes.items()]
    return [Difference(row["response_id"], name, before, after) for name, before, after in pairs if before != after]


def _insert(change: Change, question: str, answers: Sequence[_Answer], cuts: Mapping[str, Cut]) -> None:
    if not answers:
        return
    for name in sorted({answer.wave for answer in answers}):
        known = change.find(wave, wave.c.id == name)
        if not known:
            change.insert(wave, {"id": name, "position": 0, "breaks_series": False, "note": ""})
        elif known[0]["removed"]:
            change.update(wave, known[0], {"removed": False})
    taken = set(change.connection.execute(sa.select(response.c.response_id)).scalars())
    rows = []
    for answer in answers:
        public = _public_id(answer, taken)
        taken.add(public)
        rows.append(
            {
                "response_id": public,
                "question": question,
                "wave": answer.wave,
                "respondent": answer.respondent,
                "text": answer.text,
                "language": cuts[answer.text].language,
                "attributes": dict(answer.attributes),
            }
        )
    ids = change.insert_many(response, rows)
    statements = [
        {**piece.values(), "response": identifier, "statement_id": f"{row['response_id']}.{number}"}
        for identifier, row, answer in zip(ids, rows, answers, strict=True)
        for number, piece in enumerate(cuts[answer.text].pieces, start=1)
    ]
    change.insert_many(statement, statements)


def _public_id(answer: _Answer, taken: set[str]) -> str:
    """Wave and id, and a number behind where another question has the same."""
    name = "-".join(filter(None, answer.key))
    public, number = name, 1
    while public in taken:
        number += 1
        public = f"{name}/{number}"
    return public


def _change(change: Change, row: Row, answer: _Answer, new: Cut) -> None:
    attributes = {**row["attributes"], **answer.attributes}
    values: dict[str, Any] = {"text": answer.text, "language": new.language, "attributes": attributes, "removed": False}
    change.update(response, row, values)
    statements = change.find(statement, statement.c.response == row["id"])
    if row["removed"]:
        # Those that went with the response come back with it.
        back = [own for own in statements if own["removed"] and own["version"] == row["version"]]
        change.update_many(statement, [(own, {"removed": False}) for own in back])
        statements = [{**own, "removed": own["removed"] and own not in back} for own in statements]
    if row["text"] != answer.text:
        keep_statements(change, row, statements, new)


def _remove(change: Change, rows: Sequence[Row]) -> None:
    change.remove(response, rows)
    for row in rows:
        change.remove(statement, change.find(statement, statement.c.response == row["id"], ~statement.c.removed))


def _codings_lost(connection: sa.Connection, row: Row, new: Cut) -> int:
    query = sa.select(statement).where(statement.c.response == row["id"], ~statement.c.removed)
    old = [dict(own) for own in connection.execute(query.order_by(statement.c.start)).mappings()]
    lost = [own["id"] for own in new.without_match(old)]
    count = sa.select(sa.func.count()).select_from(coding)
    return connection.execute(
        count.where(coding.c.statement.in_(lost), coding.c.person, ~coding.c.removed, coding.c.status != "suggested")
    ).scalar_one()
