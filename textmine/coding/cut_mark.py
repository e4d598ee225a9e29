"""Where a coder marked that a statement should be cut: a bar typed into its text."""

from __future__ import annotations

from textmine.errors import InputError

MARK = "|"


def offset_of_mark(text: str, marked: str, start: int = 0) -> int:
    """The place of the bar, in code points into the response.

    Parameters
    ----------
    text : str
        The statement.
    marked : str
        The statement with one more ``|``; spaces around it may differ from those of ``text``.
    start : int
        Where the statement begins in the response.

    Raises
    ------
    InputError
        If there is no bar or more than one, or something else was changed.
    """
    added = marked.count(MARK) - text.count(MARK)
    if added != 1:
        raise InputError(f"there are {added} new marks in the text", f"Put one {MARK} where the statement is to be cut")
    wanted = _letters(text)
    place = -1
    while (place := marked.find(MARK, place + 1)) >= 0:
        before, after = _letters(marked[:place]), _letters(marked[place + 1 :])
        if before + after == wanted:
            return start + _position(text, len(before))
    raise InputError("the text was changed", f"Only put a {MARK} into it; where it says something else, nothing is cut")


def _letters(text: str) -> list[str]:
    """Everything but white space, which a text field may change."""
    return [letter for letter in text if not letter.isspace()]


def _position(text: str, letters: int) -> int:
    """Where so many letters have gone by."""
    seen = 0
    for place, letter in enumerate(text):
        if seen == letters:
            return place
        seen += not letter.isspace()
    return len(text)
