"""How Sphinx builds the documentation: ``sphinx-build -W -b html docs docs/_build/html``."""

# ruff: noqa: INP001  # Sphinx runs it by its path

import npmatch

project = "npmatch"
author = "The npmatch authors"
project_copyright = "The npmatch authors"
release = npmatch.__version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
nitpicky = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
suppress_warnings: list[str] = []

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = False

html_theme = "furo"
html_title = f"npmatch {release}"
html_copy_source = False
html_show_sourcelink = False
