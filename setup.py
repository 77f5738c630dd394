"""The compiled module of npmatch; where there is no compiler, the package does without it."""

from setuptools import Extension, setup

NATIVE = "src/npmatch/native"
SOURCES = ("kernel.c", "fold.c", "alike.c", "arrow.c", "pairs.c", "index.c", "memory.c", "rows.c", "join.c")
HEADERS = ("kernel.h", "fold.h", "arrow.h", "lines.h", "pairs.h", "places.h", "memory.h", "rows.h", "join.h")
PARTS = ("records.pxi", "columns.pxi", "spread.pxi", "pairs.pxi", "join.pxi")

setup(
    ext_modules=[
        Extension(
            "npmatch.native._kernel",
            [f"{NATIVE}/{name}" for name in ("_kernel.pyx", *SOURCES)],
            include_dirs=[NATIVE],
            depends=[f"{NATIVE}/{name}" for name in (*HEADERS, *PARTS)],
            extra_compile_args=["-O3"],
            optional=True,
        )
    ]
)
