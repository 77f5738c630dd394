"""Редакции: which edition of the law a set of deadlines follows.

The sources are editions, not necessarily the law in force. For what is modelled here the order of 2016 and its edition
of 2019 are the same; the older mobile rules are kept apart, as history and never as a fallback.
"""

from dataclasses import dataclass
from enum import StrEnum


class Edition(StrEnum):
    """An edition by its id.

    >>> Edition("order3-2019").historic
    False
    """

    ORDER3_2016 = "order3-2016"
    ORDER3_2019 = "order3-2019"
    #: Decree 599 as first made: all exchange in local time.
    RULES_2013_07 = "rules-2013-07"
    #: The same as changed on 28.11.2013: exchange in Moscow time, cancellation counted back from the start.
    RULES_2013_11 = "rules-2013-11"

    @property
    def historic(self) -> bool:
        """Whether this is one of the older mobile rules, of which only the deadlines are kept."""
        return self in {Edition.RULES_2013_07, Edition.RULES_2013_11}

    @property
    def about(self) -> "About":
        """Title, what is known of it, and what is not."""
        return ABOUT[self]


@dataclass(frozen=True, slots=True)
class About:
    """What an edition is: act, and a note on its witnesses."""

    act: str
    note: str


ABOUT = {
    Edition.ORDER3_2016: About("Order No. 3 of 19.01.2016", "original; Appendices 1-7, from a scan"),
    Edition.ORDER3_2019: About(
        "Order No. 3 of 19.01.2016 in the edition of Order No. 29 of 06.02.2019",
        "Appendices 2-4 are not in the witness of 2019 and are taken from 2016; no change of substance elsewhere",
    ),
    Edition.RULES_2013_07: About("Decree No. 328 of 25.05.2005 with Decree No. 599 of 15.07.2013", "original text"),
    Edition.RULES_2013_11: About("Decree No. 328 of 25.05.2005 consolidated to 04.04.2014", "as changed on 28.11.2013"),
}
LATEST = Edition.ORDER3_2019
