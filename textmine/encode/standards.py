"""Nynorsk words in their bokmål form, so that a text means the same to the encoder in both written standards."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

WORDS_FILE = "nynorsk_words.tsv.gz"
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class BokmalForms:
    """The table of an encoder's folder; without one, every text stays as it is.

    Parameters
    ----------
    folder : Path
        May hold gzipped lines of a nynorsk form, a tab and the bokmål form, as ``models.build.nynorsk_words`` makes
        them.

    Raises
    ------
    OSError, ValueError
        If the file cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        file = folder / WORDS_FILE
        lines = gzip.decompress(file.read_bytes()).decode().splitlines() if file.is_file() else []
        self._forms: dict[str, str] = dict(line.split("\t") for line in lines)

    def rewrite(self, text: str) -> str:
        """The text with the words that are in the table exchanged, one for one; all else stays as it is.

        Which standard the text is in is not asked: the table has no word that bokmål writers use as often.
        """
        return WORD.sub(lambda found: self._form(found.group()), text)

    def _form(self, word: str) -> str:
        form = self._forms.get(word.lower())
        if form is None:
            return word
        return form.capitalize() if word[0].isupper() else form
