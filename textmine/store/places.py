"""Where a project lies: a SQLite file on a local disk, or a PostgreSQL database."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from textmine.errors import InputError

_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
_OCTAL = re.compile(r"\\([0-7]{3})")
_NETWORK = {
    "9p",
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.davfs",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb2",
    "smb3",
    "smbfs",
}


@dataclass(frozen=True)
class Place:
    """A project's address.

    Attributes
    ----------
    url : sqlalchemy.URL
    file : Path or None
        The SQLite file; None for PostgreSQL.
    folder : Path
        What lies beside the project on this machine: vectors, the discovery, models and their runs, reports, backups.
    """

    url: sa.URL
    file: Path | None
    folder: Path

    def __str__(self) -> str:
        return str(self.file) if self.file else self.url.set(drivername="postgresql").render_as_string()


def place_of(url_or_path: str | Path) -> Place:
    """Read a path, ``sqlite:///`` or ``postgresql://`` address.

    Raises
    ------
    InputError
        If it is an address of another kind, a folder, or a file on a network file system.
    """
    address = str(url_or_path)
    scheme = address.partition("://")[0].lower() if "://" in address else ""
    if scheme in _POSTGRESQL:
        return _postgresql(address)
    if scheme not in ("", "sqlite"):
        raise InputError(
            f"{scheme}:// is no project's address", "Give the path of a project file, or postgresql://host/database"
        )
    file = Path(address.removeprefix("sqlite:///") if scheme else address).expanduser()
    if not file.name or file.is_dir():
        raise InputError("is a folder", "Give the name of the project file too", file=file)
    file = file.absolute()
    refuse_network(file)
    return Place(sa.URL.create("sqlite", database=str(file)), file, file.with_name(f"{file.name}.files"))


def _postgresql(address: str) -> Place:
    try:
        url = sa.make_url(address).set(drivername="postgresql+psycopg")
    except (sa.exc.ArgumentError, ValueError):
        raise InputError(
            "the address of the PostgreSQL database cannot be read", "Write it as postgresql://user@host/database"
        ) from None
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return Place(url, None, data / "textmine" / f"{url.host or 'local'}-{url.database or 'postgres'}")


def refuse_network(file: Path, mounts: Path = Path("/proc/mounts")) -> None:
    """Refuse a SQLite file on a network file system: its locks do not hold there, and files are damaged.

    Linux is asked by ``/proc/mounts``; on Windows a path that begins with two backslashes is one.
    """
    kind = file_system(file, mounts)
    if kind in _NETWORK or (sys.platform == "win32" and str(file).startswith("\\\\")):
        raise InputError(
            f"lies on a network drive ({kind or 'shared folder'}), where a project can be damaged",
            "Keep it on a local disk, or share it through a PostgreSQL database (postgresql://...)",
            file=file,
        )


def file_system(file: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Kind of file system that holds a path, such as ``ext4``; an empty string where nobody can tell."""
    if not mounts.exists():
        return ""
    real = file.resolve()
    found = ("", "")
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, where, kind, *_ = line.split(" ")
        where = _OCTAL.sub(lambda match: chr(int(match[1], 8)), where)  # a space is written as \\040
        # A later mount on the same place hides the earlier one.
        if real.is_relative_to(where) and len(where) >= len(found[0]):
            found = (where, kind)
    return found[1]
