"""The compiled module of npmatch; where there is no compiler, the package does without it."""

import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

NATIVE = "src/npmatch/native"
SOURCES = ("kernel.c", "fold.c", "alike.c", "arrow.c", "pairs.c", "index.c", "memory.c", "rows.c", "join.c")
HEADERS = ("kernel.h", "fold.h", "arrow.h", "lines.h", "pairs.h", "places.h", "memory.h", "rows.h", "join.h")
PARTS = ("records.pxi", "columns.pxi", "spread.pxi", "pairs.pxi", "join.pxi")


class BuildWithTables(build_ext):
    """Writes the tables of the rule as C, from those of the package, before the module is compiled."""

    def run(self) -> None:
        """Write the tables, and compile."""
        sys.path.insert(0, str(Path("src").resolve()))
        from npmatch.native.as_c import shipped  # noqa: PLC0415  # from where the line above says

        written = Path(NATIVE, "shipped.c")
        source = shipped()
        if not written.exists() or written.read_text("utf-8") != source:  # what is not new is not compiled again
            written.write_text(source, "utf-8")
        for extension in self.extensions:
            extension.sources.append(str(written))
        super().run()


setup(
    cmdclass={"build_ext": BuildWithTables},
    ext_modules=[
        Extension(
            "npmatch.native._kernel",
            [f"{NATIVE}/{name}" for name in ("_kernel.pyx", *SOURCES)],
            include_dirs=[NATIVE],
            depends=[f"{NATIVE}/{name}" for name in (*HEADERS, *PARTS)],
            extra_compile_args=["-O3"],
            optional=True,
        )
    ],
)
