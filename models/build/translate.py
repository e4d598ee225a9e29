"""Bokmål texts in nynorsk, by Apertium (Debian: apertium-nno-nob)."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from html import escape, unescape

from textmine.language import normalise


def in_nynorsk(texts: Sequence[str]) -> list[str]:
    """The texts in nynorsk, by Apertium (Debian: apertium-nno-nob)."""
    # As paragraphs: of plain lines it moves words from one to the next.
    page = "\n".join(f"<p>{escape(normalise(text), quote=False)}</p>" for text in texts)
    command = ["apertium", "-u", "-f", "html-noent", "nob-nno"]
    finished = subprocess.run(command, input=page, capture_output=True, text=True, check=True)
    found = [unescape(text) for text in re.findall(r"<p>(.*?)</p>", finished.stdout, re.DOTALL)]
    if len(found) == len(texts):
        return found
    if len(texts) == 1:
        return [" ".join(found)]
    # Now and then it cuts a paragraph in two; the half in which it does is found by halving.
    half = len(texts) // 2
    return in_nynorsk(texts[:half]) + in_nynorsk(texts[half:])
