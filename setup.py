"""The compiled module of npmatch; where there is no compiler, the package does without it."""

from setuptools import Extension, setup

NATIVE = "src/npmatch/native"
PARTS = ("records.pxi", "columns.pxi", "pairs.pxi", "join.pxi")

setup(
    ext_modules=[
        Extension(
            "npmatch.native._kernel",
            [f"{NATIVE}/{name}" for name in ("_kernel.pyx", "kernel.c", "arrow.c", "pairs.c", "index.c", "join.c")],
            include_dirs=[NATIVE],
            depends=[f"{NATIVE}/{name}" for name in ("kernel.h", "arrow.h", "pairs.h", "lines.h", "join.h", *PARTS)],
            extra_compile_args=["-O3"],
            optional=True,
        )
    ]
)
