"""Code a new wave with an old codebook: classifier, abstention, novelty, drift, audit, corrected shares, crosswalk."""

from __future__ import annotations

from textmine.classify.audit import audit_sample, realised, sets_of
from textmine.classify.classifier import ThemeClassifier
from textmine.classify.codebook import codebook_hash
from textmine.classify.coded import CODED_COLUMNS, coded_frame
from textmine.classify.confusion import Errors
from textmine.classify.crosswalk import common_units, recode
from textmine.classify.decisions import Decisions
from textmine.classify.drift import Drift, Wave, compare_waves, wave_of
from textmine.classify.drift_json import drift_from_dict, drift_to_dict
from textmine.classify.drift_words import in_words
from textmine.classify.new_themes import Proposals, propose_themes
from textmine.classify.promise import Promise, fewest_positives, promise_of, promise_recall
from textmine.classify.quantify import corrected_by_audit, corrected_by_errors
from textmine.classify.storage import Manifest, read_manifest
from textmine.classify.unseen import decided_unseen

__all__ = [
    "CODED_COLUMNS",
    "Decisions",
    "Drift",
    "Errors",
    "Manifest",
    "Promise",
    "Proposals",
    "ThemeClassifier",
    "Wave",
    "audit_sample",
    "codebook_hash",
    "coded_frame",
    "common_units",
    "compare_waves",
    "corrected_by_audit",
    "corrected_by_errors",
    "decided_unseen",
    "drift_from_dict",
    "drift_to_dict",
    "fewest_positives",
    "in_words",
    "promise_of",
    "promise_recall",
    "propose_themes",
    "read_manifest",
    "realised",
    "recode",
    "sets_of",
    "wave_of",
]
