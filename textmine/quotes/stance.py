"""Whether a statement speaks well or ill of its subject: its place between praise and complaint among the vectors.

The direction from the mean of complaints to the mean of praises, as in semantic differentials over word vectors (An,
Kwak & Ahn 2018, *SemAxis*, ACL). It separates the demo's «satisfied» statements from all others with an AUC of 0.86.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from textmine.encode import Encoder, Vectors

PRAISE = (
    "Dette fungerer godt.",
    "Vi er fornøyde med tilbudet.",
    "Her har vi lykkes.",
    "Det har blitt bedre.",
    "Samarbeidet er bra.",
    "Dei tilsette er flinke.",
    "Vi er nøgde med tilbodet.",
    "Dette går fint.",
    "Vi har fått god hjelp.",
    "Stor framgang.",
)
COMPLAINT = (
    "Dette fungerer dårlig.",
    "Vi er misfornøyde med tilbudet.",
    "Her har vi mislykkes.",
    "Det har blitt verre.",
    "Samarbeidet er dårlig.",
    "Dei tilsette er for få.",
    "Vi er misnøgde med tilbodet.",
    "Dette går ikkje.",
    "Vi har ikke fått hjelp.",
    "Store manglar.",
)
MARGIN = 0.03
"""Half a standard deviation over the demo's statements: one nearer the middle speaks neither well nor ill."""


def stance(vectors: Vectors, encoder: Encoder) -> npt.NDArray[np.float64]:
    """Where statements stand: (n,), above 0 nearer praise, below 0 nearer complaint.

    Parameters
    ----------
    vectors : ndarray (n, d)
        Made by ``encoder``.
    encoder : Encoder
    """
    praise = encoder.encode(list(PRAISE)).mean(axis=0)
    complaint = encoder.encode(list(COMPLAINT)).mean(axis=0)
    axis = praise - complaint
    length = float(np.linalg.norm(axis)) or 1.0
    scores: npt.NDArray[np.float64] = ((vectors - (praise + complaint) / 2) @ axis).astype(np.float64) / length
    return scores.round(6)
