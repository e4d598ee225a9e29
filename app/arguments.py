"""What the command line of the app says, behind ``streamlit run app/main.py --``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Arguments:
    """How this server was started.

    Attributes
    ----------
    project : str
        Path or address of the project; empty for a discovery.
    discovery : str
        Folder that ``textmine discover`` wrote; empty for a project.
    demo : bool
        Whether the project is the throw-away one of the demo survey.
    team : bool
        Whether users log in. Without it there is one user, on this machine.
    coder : str
        Who the single user is.
    session_hours : float
        How long a login lasts.
    """

    project: str = ""
    discovery: str = ""
    demo: bool = False
    team: bool = False
    coder: str = ""
    session_hours: float = 8.0


def read_arguments(words: Sequence[str] | None = None) -> Arguments:
    """The arguments of this server; see `textmine.jobs.serve.run_app`, which writes them."""
    parser = argparse.ArgumentParser(prog="app/main.py")
    defaults = Arguments()
    for name in ("project", "discovery", "coder"):
        parser.add_argument(f"--{name}", default="")
    for name in ("demo", "team"):
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("--session-hours", type=float, default=defaults.session_hours)
    return Arguments(**vars(parser.parse_args(sys.argv[1:] if words is None else words)))
