"""The documentation site: Markdown pages by MyST, the API from its docstrings; `make site` builds it."""

from __future__ import annotations

from importlib.metadata import version as installed

project = "clausebank"
author = "The clausebank authors"
version = release = installed("clausebank")
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["screenshots/*.md"]


myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "separated"

html_theme = "furo"
html_title = "clausebank"
html_copy_source = False
html_show_sphinx = False
copybutton_prompt_text = "$ "
