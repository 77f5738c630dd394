"""Ray Data: verdicts on a dataset of pairs, block by block. Needs the extra ``ray``."""

from typing import TYPE_CHECKING, Any, Unpack

from npmatch.engines.batches import phone_key as arrow_key
from npmatch.engines.batches import run_table
from npmatch.engines.extras import load
from npmatch.engines.plan import Plan, Terms, plan

if TYPE_CHECKING:
    import pyarrow as pa


def match(dataset: Any, *, blocks: int = 200, **terms: Unpack[Terms]) -> Any:  # noqa: ANN401  # a library that no check has at hand
    """Return the verdicts on the pairs of a dataset; see `npmatch.engines.match_batches`.

    Of a join, Ray puts the rows of an application into one of so many ``blocks``.

    Raises as `npmatch.engines.plan` at once.
    """
    load("ray.data", "ray")
    chosen = plan(dataset.schema().names, **terms)
    manner = {"fn_kwargs": {"chosen": chosen}, "batch_format": "pyarrow"}
    if chosen.joined:
        # As groupby does it, but with one call for a block and not for each application.
        dataset = dataset.repartition(blocks, keys=[chosen.joined.application], sort=True)
        return dataset.map_batches(of_block, batch_size=None, **manner)
    return dataset.map_batches(of_block, **manner)


def of_block(block: "pa.Table", chosen: Plan) -> "pa.Table":
    """Return the verdicts on one block."""
    if chosen.joined is not None:
        block = block.sort_by([(chosen.joined.application, "ascending"), (chosen.joined.contract, "ascending")])
    return run_table(chosen, block)


def phone_key(dataset: Any, column: str, key: str = "phone_key") -> Any:  # noqa: ANN401  # as above
    """Return the dataset with one column more, the key to join by: null for what is no number."""
    return dataset.map_batches(lambda block: block.append_column(key, arrow_key(block[column])), batch_format="pyarrow")
