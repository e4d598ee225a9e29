"""Project store: answers, codebook, codings and their log, in SQLite or PostgreSQL; the only room with a database."""

from __future__ import annotations

from textmine.store.importing import Difference, ImportPlan
from textmine.store.project import Project, open_project, restore_project
from textmine.store.search import Filters

__all__ = ["Difference", "Filters", "ImportPlan", "Project", "open_project", "restore_project"]
