"""The one place that knows where shipped models, corpora and the app lie."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Path of a shipped folder or file, in a wheel or in a checkout.

    Parameters
    ----------
    name : str
        Path below the top level, for example ``"models/encoder"`` or ``"corpora/demo"``.

    Raises
    ------
    FileNotFoundError
        If the installation lacks it; the message says how to repair that.
    """
    for root in (_PACKAGE / "_shipped", _PACKAGE.parent):
        candidate = root / name
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"{name} is missing from this installation of textmine; install it again")
