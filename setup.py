"""The compiled module of npmatch; where there is no compiler, the package does without it."""

from setuptools import Extension, setup

NATIVE = "src/npmatch/native"

setup(
    ext_modules=[
        Extension(
            "npmatch.native._kernel",
            [f"{NATIVE}/{name}" for name in ("_kernel.pyx", "kernel.c", "fold.c", "arrow.c")],
            include_dirs=[NATIVE],
            depends=[f"{NATIVE}/{name}" for name in ("kernel.h", "fold.h", "arrow.h", "records.pxi", "columns.pxi")],
            extra_compile_args=["-O3"],
            optional=True,
        )
    ]
)
