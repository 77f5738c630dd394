"""Polars: verdicts on a frame of pairs, a lazy one as well. Needs the extra ``polars``.

Of a join, the rows of one application have to be neighbours, as ``maintain_order="left"`` leaves them.
"""

from typing import TYPE_CHECKING, Any, TypeVar, Unpack

from npmatch.columns import phone_keys
from npmatch.engines.batches import run_table
from npmatch.engines.extras import load
from npmatch.engines.plan import Plan, Terms, plan

if TYPE_CHECKING:
    import polars as pl

Frame = TypeVar("Frame", "pl.DataFrame", "pl.LazyFrame")


def match(frame: Frame, **terms: Unpack[Terms]) -> Frame:
    """Return the verdicts on the pairs of a frame; see `npmatch.engines.match_batches`. A lazy one stays lazy.

    Raises as `npmatch.engines.plan`.
    """
    pl = load("polars", "polars")
    schema = frame.collect_schema()
    chosen = plan(schema.names(), **terms)
    given: Any = frame  # of either type; what comes back is of the same
    if not isinstance(frame, pl.LazyFrame):
        return of_frame(given, chosen)  # type: ignore[no-any-return]  # as it was given
    found = of_frame(pl.DataFrame(schema=schema), chosen).schema
    lazy: Frame = given.select(chosen.columns).map_batches(
        lambda part: of_frame(part, chosen), schema=found, streamable=not chosen.joined
    )
    return lazy


def of_frame(frame: "pl.DataFrame", chosen: Plan) -> Any:  # noqa: ANN401  # a frame, by a module loaded late
    """Return the verdicts on a frame."""
    return load("polars", "polars").from_arrow(run_table(chosen, frame.select(chosen.columns).to_arrow()))


def phone_key(numbers: "pl.Expr") -> "pl.Expr":
    """Return the key to join phone numbers by: null for what is no number."""
    pl = load("polars", "polars")
    return numbers.map_batches(lambda part: pl.Series(part.name, phone_keys(part), pl.String), pl.String)
