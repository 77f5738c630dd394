"""Verdicts on Arrow record batches, and thin adapters that let an engine for many machines call for them.

`match_batches` is all there is to it: batches of pairs in, batches of verdicts out, in the memory of a batch. The
adapters (`spark`, `dask`, `ray`, `duckdb`, `polars`) hand it the batches of their engine. Each needs the extra of its
name; without it, MissingExtraError says what to install. Joins are the engine's own business; `phone_key` makes the
column to join by, and `Joined` tells what came of it.
"""

from npmatch.columns import Joined
from npmatch.engines.batches import match_batches, phone_key
from npmatch.engines.plan import Plan, Terms, plan

__all__ = ["Joined", "Plan", "Terms", "match_batches", "phone_key", "plan"]
