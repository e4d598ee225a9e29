"""Office files with the same bytes for the same content: zip entries in their order, with the report's own date."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

_EARLIEST = datetime(1980, 1, 1)


def moment(date: str) -> datetime:
    """The report's date as a time, midnight where it has none; 1980, the zip format's first year, where it is empty."""
    return max(datetime.fromisoformat(date).replace(tzinfo=None), _EARLIEST) if date else _EARLIEST


def dated(content: bytes, date: str) -> bytes:
    """A zip file with every entry's time set to the report's date."""
    at = moment(date).timetuple()[:6]
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w") as target:
        for entry in source.infolist():
            info = zipfile.ZipInfo(entry.filename, at)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(entry), compresslevel=6)
    return result.getvalue()
