"""The compiled module of npmatch; where there is no compiler, the package does without it."""

from setuptools import Extension, setup

NATIVE = "src/npmatch/native"

setup(
    ext_modules=[
        Extension(
            "npmatch.native._kernel",
            [f"{NATIVE}/_kernel.pyx", f"{NATIVE}/kernel.c"],
            include_dirs=[NATIVE],
            depends=[f"{NATIVE}/kernel.h", f"{NATIVE}/records.pxi"],
            extra_compile_args=["-O3"],
            optional=True,
        )
    ]
)
