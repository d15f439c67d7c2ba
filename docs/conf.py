"""The documentation site: Markdown pages by MyST, the API from its docstrings; `make site` builds it."""

from __future__ import annotations

from importlib.metadata import version as installed

project = "clausebank"
author = "The clausebank authors"
version = release = installed("clausebank")
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]

# Notebooks are run when the site is built; a cell that fails stops it.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120


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
