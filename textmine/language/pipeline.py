"""The spaCy pipeline for both written standards: parts of speech, lemmas, sentences, entities.

``models/nb_nn`` is trained by ``models/build/pipeline.py``. Entities come from a copy of the encoder's base, fine-tuned
as a token classifier; without them the pipeline is several times as fast.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textmine.errors import InputError
from textmine.language.clean import without_surrogates

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from textmine.encode.token_classifier import TokenClassifier

ENTITIES = "encoder_entities"
"""Name of the component, of its factory and of its folder in the pipeline."""


class EncoderEntities:
    """spaCy component that sets ``doc.ents`` by a token classifier.

    ``person_bias`` is added to the scores of persons' labels: a missed person costs more than a word too many.
    """

    def __init__(self, person_bias: float = 0.0) -> None:
        self.person_bias = person_bias
        self._folder: Path | None = None
        self._classifier: TokenClassifier | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of a document."""
        from spacy.tokens import Span

        words = [token for token in doc if not token.is_space]
        if not words or self._classifier is None:
            return doc
        scores = self._classifier.scores(doc.text, [token.idx for token in words])
        for number, label in enumerate(self._classifier.labels):
            if label.endswith("-PER"):
                scores[:, number] += self.person_bias
        labels = [self._classifier.labels[number] for number in scores.argmax(axis=1)]
        doc.ents = [
            Span(doc, words[first].i, words[last].i + 1, label=kind) for first, last, kind in entity_spans(labels)
        ]
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 1) -> Iterable[Doc]:  # noqa: ARG002 - spaCy gives it
        """Set the entities of many documents."""
        return map(self, stream)

    def score(self, examples: Iterable[Any], **_: Any) -> dict[str, Any]:
        """Precision, recall and F1 of whole entities, overall and by type, as spaCy's own recogniser has them."""
        from spacy.scorer import get_ner_prf

        return dict(get_ner_prf(examples))

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> EncoderEntities:  # noqa: ARG002 - spaCy gives it
        """Load the token classifier of a saved pipeline."""
        from textmine.encode.token_classifier import TokenClassifier

        self._folder = Path(path)
        self._classifier = TokenClassifier(self._folder)
        return self

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy gives it
        """Save the token classifier with its pipeline: its files as they were loaded."""
        if self._folder is not None and self._folder.resolve() != Path(path).resolve():
            shutil.copytree(self._folder, path, dirs_exist_ok=True)


def entity_spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """(first, last, type) of the entities in BIO labels; an I- without its beginning begins one."""
    spans: list[tuple[int, int, str]] = []
    for place, label in enumerate(labels):
        mark, _, kind = label.partition("-")
        if mark == "I" and spans and spans[-1][1:] == (place - 1, kind):
            spans[-1] = (spans[-1][0], place, kind)
        elif mark in ("B", "I"):
            spans.append((place, place, kind))
    return spans


@cache
def load_pipeline(name: str = "default", entities: bool = True) -> Language:
    """Load a spaCy pipeline.

    Parameters
    ----------
    name : str
        ``"default"``: the one that ships. Else an installed spaCy model, such as ``"nb_core_news_md"``, or its folder.
    entities : bool
        Whether named entities are found; they take most of the time.

    Raises
    ------
    InputError
        If no such pipeline is installed.
    """
    import spacy

    from textmine.resources import shipped

    register_components()
    exclude = () if entities else (ENTITIES, "ner")
    try:
        pipeline = spacy.load(shipped("models/nb_nn") if name == "default" else name, exclude=exclude)
    except OSError as error:
        raise InputError(
            f"no spaCy pipeline {name!r} is installed", 'Install it, give its folder, or use "default"'
        ) from error
    make_doc = pipeline.make_doc
    # spaCy hashes words as UTF-8, which has no lone surrogates. Its tokenizer stays what can be saved.
    pipeline.make_doc = lambda text: make_doc(without_surrogates(text))
    return pipeline


def register_components() -> None:
    """Tell spaCy of the components of this project; a pipeline that holds them can be loaded afterwards."""
    from spacy.language import Language

    if not Language.has_factory(ENTITIES):

        def make(nlp: Language, name: str, person_bias: float) -> Any:  # noqa: ARG001 - spaCy gives them
            return EncoderEntities(person_bias)

        Language.factory(ENTITIES, default_config={"person_bias": 0.0}, func=make, assigns=["doc.ents"])
