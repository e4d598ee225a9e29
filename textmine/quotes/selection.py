"""Quotes that together represent a theme: central and varied, one a respondent, balanced over groups.

Typical, extreme and dissenting picks follow the kinds of purposeful sampling (Patton 1990, *Qualitative Evaluation and
Research Methods*, ch. 5: typical, extreme and disconfirming cases).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from textmine.encode import Encoder, Vectors, load_encoder
from textmine.errors import InputError
from textmine.privacy import Redaction, redact
from textmine.privacy.suppression import THRESHOLD
from textmine.quotes.coverage import Balance, around_their_mean, greedy_cover, quotas
from textmine.quotes.guard import printable_attributes
from textmine.quotes.masking import MaskedText, mask, mask_statement
from textmine.quotes.members import Members, members_of
from textmine.quotes.reasons import LANGUAGES, reason
from textmine.quotes.stance import MARGIN, stance

if TYPE_CHECKING:
    import pandas as pd

SPECIAL = ("typical", "extreme", "dissenting")
QUOTE_COLUMNS = (
    *("theme_id", "kind", "statement_id", "response_id", "respondent", "wave", "language", "text", "redacted"),
    *("masked", "masked_in_redacted", "attributes", "subtheme", "covers", "reason_nb", "reason_nn", "reason_en"),
)
MOST_MASKED = 0.5
"""A text of which more than this share is masked says too little."""
_OUTERMOST = 0.95
"""Statements further out than this share of the theme are more often miscoded than extreme."""
_N_WORDS = 3
_CHECKED = 3
"""A keyword that redaction leaves in this many statements is an ordinary word."""


def select_quotes(
    frame: pd.DataFrame,
    theme: object,
    n: int = 5,
    *,
    also: Sequence[str] = (),
    vectors: Vectors | None = None,
    encoder: Encoder | None = None,
    balance: Sequence[str] = ("wave", "language"),
    how: Balance = "proportional",
    words: tuple[int, int] = (4, 60),
    attributes: Sequence[str] = (),
    threshold: int = THRESHOLD,
) -> pd.DataFrame:
    """Pick n quotes that together represent a theme.

    Parameters
    ----------
    frame : DataFrame
        One row a statement, of all themes. Needs ``text`` and one of ``theme_id``, ``theme`` (one value, or a set or
        list of them). Used where there: ``statement_id``, ``response_id``, ``respondent``, ``wave``, ``language``,
        ``probability``, ``response_text`` with ``start`` and ``end`` (redaction then sees the whole response),
        ``vector_text`` (what the statement's vector is made from, where that is not its text), and attributes.
    theme : object
        A value of the theme column.
    n : int
        At most this many representative quotes, the first standing for most of the theme; 0 for none, where ``also``
        asks for others.
    also : sequence of "typical", "extreme", "dissenting"
        One more row for each, where there is such a statement from a respondent who was not picked yet.
    vectors : ndarray (rows of frame, d), optional
        Unit rows. Made by the embedded encoder if left out, for this theme's statements only.
    encoder : Encoder, optional
        The one that made ``vectors``. Dissenting picks need it.
    balance : sequence of str
        Columns whose groups are to be represented; those missing are passed over. The first counts most where not all
        can be had at once.
    how : "proportional" or "even"
        Groups in proportion to their share of the theme's respondents, or as evenly as they allow.
    words : (int, int)
        Fewest and most words of a quote.
    attributes : sequence of str
        Columns that may be printed with a quote, the most wanted first; kept back where they, together with the written
        standard that the quote shows, fit fewer than ``threshold`` respondents.
    threshold : int

    Returns
    -------
    DataFrame
        QUOTE_COLUMNS. Statements that begin or end with a conjunction come only where there are no others. ``masked``
        and ``masked_in_redacted`` hold (start, end, type) of what was masked in ``text`` and
        what stands for it in ``redacted``; ``attributes`` the printable ones as a dict; ``covers`` the share of the
        theme's statements that are nearest to this quote (0 for special picks). Empty where no statement fits.

    Raises
    ------
    InputError
        If a column is missing, the theme has no statements, or n or the lengths make no sense.
    """
    import pandas as pd

    _check(n, words, also, how)
    members = members_of(frame, theme, words)
    if vectors is None:
        # A cache that is still empty counts as false.
        encoder = load_encoder() if encoder is None else encoder
        own = encoder.encode(members.vector_texts)
    else:
        own = vectors[members.rows]
    choice = _Choice(frame, members, own, list(attributes), threshold)
    picks = list(_representative(choice, n, balance, how))
    for kind in also:
        picks += list(_special(choice, kind, encoder))
    rows = [choice.row(theme, pick) for pick in picks]
    return pd.DataFrame(rows, columns=list(QUOTE_COLUMNS))


def _check(n: int, words: tuple[int, int], also: Sequence[str], how: str) -> None:
    if how not in {"proportional", "even"}:
        raise InputError(f"groups cannot be balanced {how!r}", "Choose proportional or even")
    if n < (0 if also else 1):
        raise InputError(f"{n} quotes cannot be picked", "Ask for 1 or more")
    if not 1 <= words[0] <= words[1]:
        raise InputError(f"a quote of {words[0]} to {words[1]} words cannot be", "Give the fewest first, 1 or more")
    for kind in also:
        if kind not in SPECIAL:
            raise InputError(f"there is no kind of quote called {kind!r}", f"Choose among {', '.join(SPECIAL)}")


@dataclass(frozen=True)
class _Pick:
    """A chosen candidate (its place among the members) and why."""

    place: int
    kind: str
    reason: str
    share: float
    subtheme: str = ""


class _Choice:
    """The members of a theme, what is near to what, and who has been picked so far."""

    def __init__(
        self, frame: pd.DataFrame, members: Members, vectors: Vectors, attributes: list[str], threshold: int
    ) -> None:
        self.frame, self.members, self.vectors = frame, members, vectors
        self.attributes, self.threshold = attributes, threshold
        self.taken: set[str] = set()
        self._masked: dict[int, MaskedText] = {}
        self._responses: dict[str, Redaction] = {}

    @cached_property
    def similarity(self) -> npt.NDArray[np.float32]:
        """Of each member with each candidate: (m, c)."""
        directions = around_their_mean(self.vectors)
        return np.asarray(directions @ directions[self.members.candidates].T)

    @cached_property
    def nearness(self) -> npt.NDArray[np.float64]:
        """Cosine of each member with the theme's centre: (m,)."""
        centre = self.members.weights @ self.vectors
        centre = centre / (float(np.linalg.norm(centre)) or 1.0)
        return np.asarray(self.vectors @ centre, dtype=np.float64).round(9)

    def masked(self, place: int) -> MaskedText:
        """The redacted text of a member."""
        if place not in self._masked:
            row = self.frame.iloc[int(self.members.rows[place])]
            response = row.get("response_text")
            self._masked[place] = (
                mask_statement(response, int(row["start"]), int(row["end"]), self._redacted(response))
                if isinstance(response, str)
                else mask(self.members.texts[place])
            )
        return self._masked[place]

    def _redacted(self, response: str) -> Redaction:
        if response not in self._responses:
            self._responses[response] = redact(response)
        return self._responses[response]

    def usable(self, place: int) -> bool:
        """Whether enough of a member is left after redaction."""
        return self.masked(place).masked_share <= MOST_MASKED

    def free(self) -> list[int]:
        """Candidates of respondents who have not been picked."""
        who = self.members.respondents
        return [place for place in self.members.candidates if who[place] not in self.taken]

    def row(self, theme: object, pick: _Pick) -> list[Any]:
        """One row of the result."""
        members, place = self.members, pick.place
        source = self.frame.iloc[int(members.rows[place])]
        masked = self.masked(place)
        values = {name: str(source[name]) for name in self.frame.columns if name in {*self.attributes, "language"}}
        respondent = "respondent" if "respondent" in self.frame else "response_id"
        shown = (
            printable_attributes(values, self.frame, self.attributes, self.threshold, respondent)
            if respondent in self.frame
            else {}
        )
        return [
            *(theme, pick.kind, members.statement_ids[place], members.responses[place], members.respondents[place]),
            *(str(source.get("wave", "")), str(source.get("language", "")), members.texts[place], masked.redacted),
            *(list(masked.original_spans), list(masked.redacted_spans), shown, pick.subtheme),
            pick.share if pick.kind == "representative" else 0.0,
            *(reason(pick.reason, language, pick.share, pick.subtheme) for language in LANGUAGES),
        ]


def _representative(choice: _Choice, n: int, balance: Sequence[str], how: Balance) -> Iterator[_Pick]:
    """Facility location over the theme's statements, each pick standing for those nearest to it."""
    members, candidates = choice.members, choice.members.candidates
    if not candidates:
        return
    columns = [name for name in balance if name in choice.frame]
    groups = [choice.frame[name].iloc[members.rows].astype(str).tolist() for name in columns]
    first = {who: place for place, who in reversed(list(enumerate(members.respondents)))}.values()
    limits = [quotas([values[place] for place in first], n, how) for values in groups]
    blocks = [[values[place] for place in candidates] for values in (members.respondents, *groups)]
    chosen = greedy_cover(
        choice.similarity, members.weights, n, blocks, limits, lambda column: choice.usable(candidates[column])
    )
    if not chosen:
        return
    nearest = choice.similarity[:, chosen].round(6).argmax(axis=1)
    names = _subtheme_names(choice, nearest, len(chosen))
    total = members.weights.sum()
    for number, column in enumerate(chosen):
        place = candidates[column]
        choice.taken.add(members.respondents[place])
        share = float(members.weights[nearest == number].sum() / total)
        yield _Pick(place, "representative", "representative", share, names[number])


def _subtheme_names(choice: _Choice, labels: npt.NDArray[np.int64], n: int) -> list[str]:
    """Keywords of the statements nearest to each pick, none that redaction takes out of them."""
    from textmine.language.lemmas import content_lemmas
    from textmine.themes.keywords import theme_keywords

    members = choice.members
    lemmas = content_lemmas(members.texts, members.languages)

    def printable(word: str) -> bool:
        users = [place for place, own in enumerate(lemmas) if word in own][:_CHECKED]
        return all(word in content_lemmas([choice.masked(p).redacted], [members.languages[p]])[0] for p in users)

    ranked = theme_keywords(lemmas, labels, n, 3 * _N_WORDS)
    return [", ".join(islice(filter(printable, words), _N_WORDS)) for words in ranked]


def _special(choice: _Choice, kind: str, encoder: Encoder | None) -> Iterator[_Pick]:
    """One typical, extreme or dissenting statement, if there is any."""
    ranked = {"typical": _typical, "extreme": _extreme, "dissenting": _dissenting}[kind](choice, encoder)
    for pick in ranked:
        if choice.usable(pick.place):
            choice.taken.add(choice.members.respondents[pick.place])
            yield pick
            return


def _typical(choice: _Choice, _: Encoder | None) -> Iterator[_Pick]:
    for place in sorted(choice.free(), key=lambda place: -choice.nearness[place]):
        yield _Pick(place, "typical", "typical", 0.0)


def _extreme(choice: _Choice, _: Encoder | None) -> Iterator[_Pick]:
    """From the outermost that is surely in the theme inwards."""
    weights, nearness = choice.members.weights, choice.nearness
    sure = choice.members.probabilities >= np.median(choice.members.probabilities)
    for place in sorted(choice.free(), key=lambda place: nearness[place]):
        nearer = float(weights[nearness > nearness[place]].sum() / weights.sum())
        if 0.5 < nearer <= _OUTERMOST and sure[place]:
            yield _Pick(place, "extreme", "extreme", nearer)


def _dissenting(choice: _Choice, encoder: Encoder | None) -> Iterator[_Pick]:
    """Praise in a theme of complaints, complaint in a theme of praise, the clearest first."""
    if encoder is None:
        return
    scores, weights = stance(choice.vectors, encoder), choice.members.weights
    side = 1.0 if weights @ np.sign(scores) < 0 else -1.0
    share = float(weights[side * scores > MARGIN].sum() / weights.sum())
    key = "dissenting_praise" if side > 0 else "dissenting_complaint"
    for place in sorted(choice.free(), key=lambda place: -side * scores[place]):
        if side * scores[place] > MARGIN and share < 0.5:
            yield _Pick(place, "dissenting", key, share)
