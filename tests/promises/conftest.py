"""The tools are run from the root of the checkout, so they are imported from there."""

import sys

from promises.house import ROOT

sys.path.insert(0, str(ROOT))
