"""Регионы: the subjects of the federation, and the clock of each, which is that of its administrative centre (Z-8.1).

A region is named by its two-digit code. Zones come from the IANA database that Python finds on the system.
"""

from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from npmatch.porting.reading_tables import read

MOSCOW = ZoneInfo("Europe/Moscow")
"""The clock of every exchange between operators and the database (C-11)."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region: code, name, administrative centre and the zone of that centre."""

    code: str
    name: str
    centre: str
    zone_name: str

    @property
    def zone(self) -> ZoneInfo:
        """The local clock.

        >>> REGIONS["41"].zone.key
        'Asia/Kamchatka'
        """
        return ZoneInfo(self.zone_name)


REGIONS = {row["code"]: Region(*row.values()) for row in read("regions.tsv").rows}


@cache
def zone_of(code: str) -> ZoneInfo:
    """Return the local clock of a region.

    Raises KeyError for a code that is no region's.

    >>> zone_of("39").key
    'Europe/Kaliningrad'

    Clause: Z-8.1
    """
    return REGIONS[code].zone
