"""ThemeClassifier: last year's codings to this year's themes, with the scikit-learn contract."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from scipy.special import expit
from sklearn.utils.validation import check_is_fitted

from textmine.ahead import one_ahead
from textmine.classify.codebook import codebook_hash
from textmine.classify.confusion import errors_of
from textmine.classify.decisions import Decisions
from textmine.classify.examples import Examples, ThemeId, gather, informative
from textmine.classify.features import Floats
from textmine.classify.heads import Definitions, defined
from textmine.classify.hierarchy import ancestors, coherent, with_ancestors, with_themes_above
from textmine.classify.thresholds import doubt
from textmine.classify.training import Fitted, OutOfFold, train
from textmine.encode import Encoder, Vectors
from textmine.encode.estimator import EncoderEstimator, as_vectors
from textmine.errors import InputError, ModelMismatchError
from textmine.language.clean import as_list, normal_texts

if TYPE_CHECKING:
    import pandas as pd

_AT_ONCE = 512
"""Texts scored together: bounds memory, changes no result."""
_MOST_NAMED = 30
"""Themes with too few texts that a message names."""


class ThemeClassifier(EncoderEstimator):
    """Gives each text the themes of a codebook, and says when it does not know.

    Parameters
    ----------
    encoder : str or Encoder
        Used when no embeddings are given.
    min_examples : int
        A theme with fewer different texts is not learnt; it is named in ``refused_`` and in a warning.
    novel_share : float
        Share of texts like the training texts that is called novel: the price in false alarms.
    abstain_share : float
        Share of texts like the training texts that is sent to a person, novel ones and those without theme included.

    Attributes
    ----------
    themes_ : tuple of str or int, length k
        Ids of the themes that were learnt, sorted.
    refused_ : dict
        Ids of the themes with too few examples, and how many different texts each had.
    counts_ : dict
        Different texts of each theme that was learnt.
    names_ : dict
        Name of each theme; its id where none was given.
    thresholds_ : dict
        Probability from which a text gets the theme.
    out_of_fold_ : OutOfFold or None
        What was said of the training texts while they were left out; None after loading.
    errors_ : dict
        How each theme was told on the training texts while they were left out: ``Errors``.
    encoder_id_ : str
    codebook_ : str
        Hash of the themes, names, definitions and parents, which ``load`` can be asked to check.

    Notes
    -----
    One-vs-rest logistic regression on the vector and character n-grams (3-6), a definition as two more examples;
    a sigmoid fitted out of fold with respondents kept together. A text's result does not depend on the texts beside
    it, on their order or on duplicates. A theme with sub-themes has the examples of all of them, and is never less
    likely than one of them; a text that gets a sub-theme gets the themes above it too.
    """

    def __init__(
        self,
        encoder: str | Encoder = "default",
        min_examples: int = 5,
        novel_share: float = 0.05,
        abstain_share: float = 0.2,
    ) -> None:
        self.encoder = encoder
        self.min_examples = min_examples
        self.novel_share = novel_share
        self.abstain_share = abstain_share

    def fit(
        self,
        texts: Sequence[str],
        labels: Sequence[Any],
        groups: Sequence[Any] | None = None,
        *,
        embeddings: npt.ArrayLike | None = None,
        definitions: Mapping[ThemeId, str | Sequence[str]] | None = None,
        parents: Mapping[ThemeId, ThemeId | None] | None = None,
        names: Mapping[ThemeId, str] | None = None,
    ) -> ThemeClassifier:
        """Learn from coded texts.

        Parameters
        ----------
        texts : sequence of str, length n
        labels : sequence of set of theme ids, length n
            An empty set is a text that was read and got no theme; None a text nobody has coded, which is left out.
        groups : sequence, length n, optional
            Respondent of each text: what one person wrote is never both learnt from and judged.
        embeddings : array (n, d), optional
            Vectors of the texts, if they are at hand.
        definitions : mapping of theme id to str or list of str, optional
            What the codebook, or the theme bank, says a theme is; best one text a written standard, with the name.
        parents : mapping of theme id to theme id or None, optional
        names : mapping of theme id to str, optional

        Raises
        ------
        InputError
            If the input does not fit together, or no theme has enough examples.
        """
        self.check_parameters()
        texts = as_list(texts, "texts")
        examples = with_themes_above(gather(texts, labels, groups), parents or {})
        above = ancestors(examples.themes, parents or {})
        examples = self._enough(replace(examples, member=with_ancestors(examples.member, above)))
        vectors = self._training_vectors(examples, embeddings, len(texts))
        fitted, known = train(
            examples,
            vectors,
            self._definitions(definitions or {}, examples.themes, int(vectors.shape[1])),
            ancestors(examples.themes, parents or {}),
            novel_share=self.novel_share,
            abstain_share=self.abstain_share,
        )
        # Only now: a fit that is refused leaves what was learnt before as it was.
        self.themes_ = examples.themes
        self.counts_ = dict(zip(examples.themes, examples.member.sum(axis=0).tolist(), strict=True))
        self.names_ = {theme: str((names or {}).get(theme) or theme) for theme in examples.themes}
        self.encoder_id_ = self._encoder().id
        self.dimension_ = int(vectors.shape[1])
        self.codebook_ = codebook_hash(self.names_, definitions or {}, parents or {})
        self._fitted = fitted
        self.out_of_fold_: OutOfFold | None = known
        # As `predict` gives them: a sub-theme brings the themes above it.
        self.errors_ = errors_of(with_ancestors(known.said, fitted.above), examples.member, self.themes_)
        return self

    @property
    def thresholds_(self) -> dict[ThemeId, float]:
        """Probability from which a text gets each theme."""
        check_is_fitted(self, "themes_")
        return dict(zip(self.themes_, expit(self._fitted.thresholds).tolist(), strict=True))

    def predict(self, texts: Sequence[str], embeddings: npt.ArrayLike | None = None) -> list[set[ThemeId]]:
        """Themes of each text: a list of n sets."""
        said = self.decide(texts, embeddings).said
        return [{self.themes_[theme] for theme in np.flatnonzero(row)} for row in said]

    def predict_proba(self, texts: Sequence[str], embeddings: npt.ArrayLike | None = None) -> pd.DataFrame:
        """Calibrated probability of each theme: DataFrame (n, k), a column a theme id."""
        import pandas as pd

        decided = self.decide(texts, embeddings)
        return pd.DataFrame(decided.probabilities, columns=pd.Index(self.themes_, dtype=object))

    def novelty(self, texts: Sequence[str], embeddings: npt.ArrayLike | None = None) -> npt.NDArray[np.float64]:
        """How unlike the training texts each text is: float (n,), 0-1, higher is newer."""
        return self.decide(texts, embeddings).novelty

    def abstain(self, texts: Sequence[str], embeddings: npt.ArrayLike | None = None) -> npt.NDArray[np.bool_]:
        """Whether a person should decide on each text, or it says nothing: bool (n,)."""
        return self.decide(texts, embeddings).abstained

    def decide(self, texts: Sequence[str], embeddings: npt.ArrayLike | None = None) -> Decisions:
        """Everything the classifier has to say about (n) texts, in one pass."""
        check_is_fitted(self, "themes_")
        normal = normal_texts(texts)
        speaks = informative(normal)
        log_odds = np.full((len(normal), len(self.themes_)), -np.inf)
        novelty = np.zeros(len(normal))
        rows = np.flatnonzero(speaks)
        given = None if embeddings is None else self._given_vectors(embeddings, len(normal))
        if given is None:
            self.check_encoder()
        parts = (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))
        texts_of_parts = ((part, [normal[row] for row in part]) for part in parts)
        # While one part is scored, the next is encoded.
        for part, own, vectors in one_ahead(
            (part, own, self._fitting(self._encode(own)) if given is None else given[part])
            for part, own in texts_of_parts
        ):
            log_odds[part], novelty[part] = score(self._fitted, own, vectors)
        probabilities = np.asarray(expit(log_odds))
        said = log_odds >= self._fitted.thresholds
        return Decisions(
            probabilities,
            with_ancestors(said, self._fitted.above),
            novelty,
            novel=novelty > self._fitted.novel_at,
            unsure=doubt(probabilities, said) > self._fitted.doubt_at,
            empty=~speaks,
        )

    @property
    def novel_at_(self) -> float:
        """Novelty above which a text is called novel."""
        check_is_fitted(self, "themes_")
        return self._fitted.novel_at

    def check_encoder(self) -> None:
        """Refuse an encoder other than the one the model was trained with.

        Raises
        ------
        ModelMismatchError
        """
        if self._encoder().id != self.encoder_id_:
            raise ModelMismatchError(
                f"this model was trained with encoder {self.encoder_id_!r}, not {self._encoder().id!r}",
                "Train it again, or load the encoder it was made with",
            )

    def vectors_of(self, texts: Sequence[str], embeddings: npt.ArrayLike | None = None) -> Vectors:
        """Vectors of normalised texts, (n, d): those given, checked, or the encoder's."""
        if embeddings is not None:
            return self._given_vectors(embeddings, len(texts))
        self.check_encoder()
        return self._fitting(self._encode(texts))

    def signs_of(self, texts: Sequence[str], vectors: Vectors) -> tuple[Floats, tuple[Floats, Floats], Floats]:
        """What novelty is made of, for informative normalised texts.

        Returns
        -------
        centred : ndarray (n, d)
        nearness : tuple of ndarray (n, d) and (n,)
            Whitened unit vectors, and the mean cosine with the nearest training texts.
        best : ndarray (n,)
            Highest log-odds of any theme.
        """
        centred = self._fitted.heads.features.centred(vectors)
        log_odds, _ = score(self._fitted, texts, vectors)
        novelty = self._fitted.novelty
        return centred, (novelty.whitened(centred), 1 - novelty.distance(centred)), log_odds.max(axis=1)

    def save(self, folder: str | Path) -> None:
        """Write the fitted model to a folder (JSON and arrays; no pickle)."""
        from textmine.classify.storage import save_classifier

        check_is_fitted(self, "themes_")
        save_classifier(self, Path(folder))

    @classmethod
    def load(cls, folder: str | Path, codebook: str | None = None) -> ThemeClassifier:
        """Read a model that ``save`` wrote.

        Parameters
        ----------
        folder : str or Path
        codebook : str, optional
            ``codebook_hash`` of the codebook in use; a model of another is refused.
        """
        from textmine.classify.storage import load_classifier

        return load_classifier(Path(folder), codebook)

    def check_parameters(self) -> None:
        """Refuse parameters without meaning with an InputError."""
        if not (isinstance(self.min_examples, (int, np.integer)) and self.min_examples >= 1):
            raise InputError(f"min_examples is {self.min_examples!r}", "Give a whole number of at least 1")
        for name in ("novel_share", "abstain_share"):
            share = getattr(self, name)
            if not (isinstance(share, (int, float, np.number)) and 0 <= share < 1):
                raise InputError(f"{name} is {share!r}", "Give a share of at least 0 and below 1")

    def _enough(self, examples: Examples) -> Examples:
        """Only the themes with enough examples; the others are named."""
        counts = examples.member.sum(axis=0)
        kept = np.flatnonzero(counts >= self.min_examples)
        refused = [theme for theme in range(len(counts)) if theme not in set(kept.tolist())]
        too_few = {examples.themes[theme]: int(counts[theme]) for theme in refused}
        first = [f"{theme} ({count})" for theme, count in islice(too_few.items(), _MOST_NAMED)]
        named = ", ".join(first) + (f" and {len(too_few) - _MOST_NAMED} more" if len(too_few) > _MOST_NAMED else "")
        if not len(kept):
            raise InputError(
                f"no theme has {self.min_examples} different texts to learn from: {named or 'none is coded at all'}",
                "Code more texts of each theme, or leave the themes to discover",
            )
        if named:
            warnings.warn(
                f"Too few texts to learn, so never predicted (at least {self.min_examples} different texts): {named}",
                stacklevel=3,
            )
        self.refused_ = too_few
        return examples.only(kept.tolist())

    def _definitions(
        self, definitions: Mapping[ThemeId, str | Sequence[str]], themes: Sequence[ThemeId], dimension: int
    ) -> Definitions:
        texts, places = defined(themes, definitions)
        normal = normal_texts(texts)
        vectors = self._encode(normal) if normal else np.zeros((0, dimension), dtype=np.float32)
        if vectors.shape[1] != dimension:
            problem = f"embeddings have {dimension} dimensions, the encoder {vectors.shape[1]}"
            raise InputError(problem, "Give the encoder that made the embeddings: definitions are encoded with it")
        return Definitions(normal, places, vectors)

    def _training_vectors(self, examples: Examples, embeddings: npt.ArrayLike | None, n_texts: int) -> Vectors:
        if embeddings is None:
            return self._encode(examples.texts)
        return as_vectors(embeddings, n_texts)[examples.rows]

    def _given_vectors(self, embeddings: npt.ArrayLike, n_texts: int) -> Vectors:
        return self._fitting(as_vectors(embeddings, n_texts))

    def _fitting(self, vectors: Vectors) -> Vectors:
        """Vectors of the dimension the model was fitted on, which may have been others than the encoder's."""
        if vectors.shape[1] != self.dimension_:
            problem = f"vectors have {vectors.shape[1]} dimensions, the model {self.dimension_}"
            raise ModelMismatchError(problem, "Use the encoder the model was fitted with")
        return vectors

    def _encode(self, texts: Sequence[str]) -> Vectors:
        return self._encoder().encode(texts)


def score(fitted: Fitted, texts: Sequence[str], vectors: Vectors) -> tuple[Floats, Floats]:
    """Calibrated log-odds (n, k) and novelty (n,) of informative texts."""
    centred = fitted.heads.features.centred(vectors)
    log_odds = coherent(fitted.blend.log_odds(*fitted.heads.scores(texts, centred)), fitted.above)
    return log_odds, fitted.novelty.of_signs(fitted.novelty.signs(centred, log_odds))
