"""Which tests wait for an engine: those of engines that are not installed are left out, and pytest's header says so.

With ``NPMATCH_ENGINES=all`` in the environment, as in the build, nothing is left out: what is missing fails.
"""

import os
import shutil
from importlib.util import find_spec

_NEEDED = {
    "tests/engines/test_arrow.py": ["pyarrow"],
    "tests/engines/test_dask.py": ["pyarrow", "dask", "pandas"],
    "tests/engines/test_duckdb.py": ["pyarrow", "duckdb"],
    "tests/engines/test_polars.py": ["pyarrow", "polars"],
    "tests/engines/test_spark.py": ["pyarrow", "pyspark", "pandas", "java"],
    "docs/how-to/use-my-engine.md": ["pyarrow", "polars", "duckdb", "dask", "pandas"],
}


def _missing() -> dict[str, list[str]]:
    """Return the paths that need something that is not here, and what."""
    if os.environ.get("NPMATCH_ENGINES") == "all":
        return {}
    needed = {name for names in _NEEDED.values() for name in names}
    absent = {name for name in needed if not (shutil.which("java") if name == "java" else find_spec(name))}
    return {path: [name for name in names if name in absent] for path, names in _NEEDED.items() if absent & {*names}}


collect_ignore = list(_missing())


def pytest_report_header() -> list[str]:
    """Say what is left out."""
    return [f"left out: {path}, for want of {', '.join(names)}" for path, names in _missing().items()]
