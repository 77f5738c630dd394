"""The compiled module of npmatch; where there is no compiler, the package does without it."""

from setuptools import Extension, setup

NATIVE = "src/npmatch/native"

setup(
    ext_modules=[
        Extension(
            "npmatch.native._kernel",
            [f"{NATIVE}/_kernel.pyx", f"{NATIVE}/kernel.c", f"{NATIVE}/pairs.c"],
            include_dirs=[NATIVE],
            depends=[f"{NATIVE}/{name}" for name in ("kernel.h", "pairs.h", "records.pxi", "pairs.pxi")],
            extra_compile_args=["-O3"],
            optional=True,
        )
    ]
)
