"""Moments as text: what the journal digests and the storage of the database write most."""

from datetime import datetime, tzinfo
from functools import lru_cache


def written(at: datetime) -> str:
    """Return a moment as ISO 8601, with the offset of its own clock.

    >>> from npmatch.porting.regions import MOSCOW
    >>> written(datetime(2026, 12, 9, 5, tzinfo=MOSCOW))
    '2026-12-09T05:00:00+03:00'
    """
    return _written(at, at.tzinfo, at.fold)


@lru_cache(65_536)  # many records are of one moment; but equal moments of two clocks are written in two ways
def _written(at: datetime, _clock: tzinfo | None, _fold: int) -> str:
    return at.isoformat()
