"""What ``textmine classify --project`` does: a trained classifier's suggestions beside what people decide."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textmine.classify import ThemeClassifier, read_manifest
from textmine.classify.coded import coded_frame
from textmine.encode import load_encoder
from textmine.errors import ModelMismatchError
from textmine.jobs.train import check_codebook
from textmine.jobs.wave_audit import most_specific


@dataclass(frozen=True)
class Suggested:
    """What a run wrote: ``model`` is the coder id of the model in the project.

    ``abstained`` are left to people; a statement that says nothing («vet ikke») is not among them.
    """

    model: str
    statements: int
    suggestions: int
    abstained: int
    novel: int


def classify_project(project: str, model: Path, *, wave: str | None = None, coder: str | None = None) -> Suggested:
    """Let a classifier suggest themes for a project's statements, all or those of one wave.

    What a person decided is never touched; earlier suggestions of models for these statements are replaced.

    Raises
    ------
    InputError
        If the project or the model cannot be read, or there is nothing to classify.
    ModelMismatchError
        If the model was trained with another codebook, or another encoder.
    """
    from textmine.errors import InputError
    from textmine.jobs.project import user
    from textmine.store import open_project

    manifest, classifier = read_manifest(model), ThemeClassifier.load(model)
    classifier.check_encoder()
    with open_project(project) as opened:
        book = opened.codebook()
        try:
            check_codebook(classifier, book)
        except ModelMismatchError as error:
            raise ModelMismatchError(error.problem, error.remedy, file=model) from error
        who = opened.coders.ensure(coder or user())
        statements = opened.statements()
        given = classifier.encoder
        ids, vectors = opened.meaning.vectors(load_encoder(given) if isinstance(given, str) else given)
        chosen = statements["wave"] == wave if wave is not None else statements["wave"].notna()
        if not chosen.any():
            waves = ", ".join(sorted(statements["wave"].unique()))
            if wave is None or not waves:
                raise InputError("there are no statements to classify", "Import answers first")
            raise InputError(f"the project has no wave {wave!r} for --wave", f"Choose among {waves}")
        statements = statements[chosen]
        # Statements come in the order of the responses, vectors in the order in which statements were made.
        place = {name: row for row, name in enumerate(ids)}
        rows = [place[name] for name in statements["statement_id"]]
        behind = opened.vector_texts()[1]
        decided = classifier.decide([behind[row] for row in rows], vectors[rows])
        frame = coded_frame(statements, decided, classifier)
        said = frame[frame["theme_id"] != ""].rename(columns={"probability": "confidence"})
        own = {name: most_specific(part, book) for name, part in said.groupby("statement_id")["theme_id"]}
        pairs = zip(said["statement_id"], said["theme_id"], strict=True)
        said = said[[theme in own[name] for name, theme in pairs]]
        written = opened.suggestions.write(
            said[["statement_id", "theme_id", "confidence"]],
            manifest.hash,
            who,
            name=model.resolve().name,
            details={"encoder": manifest.encoder_id},
            looked=statements["statement_id"].tolist(),
        )
    return Suggested(written, len(statements), len(said), int(decided.left_to_people.sum()), int(decided.novel.sum()))
