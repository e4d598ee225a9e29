"""Encoders (texts to unit vectors) and the vector cache; the only room that loads an encoder."""

from __future__ import annotations

from textmine.encode.base import Encoder, Vectors
from textmine.encode.cache import VectorCache
from textmine.errors import InputError

__all__ = ["Encoder", "VectorCache", "Vectors", "load_encoder"]


def load_encoder(name: str = "default", threads: int | None = None) -> Encoder:
    """Load an encoder.

    Parameters
    ----------
    name : str
        ``"default"``: the encoder that ships, offline, without importing torch. Else the folder of an
        encoder of this project, or the name or path of any sentence-transformers model.
    threads : int, optional
        Texts an encoder of this project runs at the same time; by default the number of cores.

    Returns
    -------
    Encoder
        With ``encode(texts, show_progress_bar=False)`` and ``id``.

    Raises
    ------
    InputError
        If there is no such encoder.
    """
    from pathlib import Path

    from textmine.encode.embedded import CONFIG_FILE, EmbeddedEncoder
    from textmine.resources import shipped

    if not isinstance(name, str | Path):
        raise InputError(f"encoder {name!r} is no name of an encoder", 'Give "default", a name or a folder')
    if name == "default":
        return EmbeddedEncoder(shipped("models/encoder"), threads)
    folder = Path(name).expanduser()
    if (folder / CONFIG_FILE).is_file():
        return EmbeddedEncoder(folder, threads)
    if not str(name).strip():
        raise InputError("the name of the encoder is empty", 'Give "default", a name or a folder')
    from textmine.encode.named import SentenceTransformersEncoder

    return SentenceTransformersEncoder(str(name))
