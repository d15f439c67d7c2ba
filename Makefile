# Everything here works on a bare machine with Python 3.11 or later and make.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: help demo test quick lint format docs site screenshots lock lowest release clean
help:            ## show this
	@grep -E '^[a-z]+: *.*##' Makefile | sed -E 's/: *[a-z$$()\/.]* *## */\t/' | expand -t 12

$(VENV)/ready: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "clausebank needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(VENV)/ready   ## check the annex and write its translation memory to build/
	@mkdir -p build
	$(BIN)/clausebank list
	$(BIN)/clausebank check a-66-359 | tee build/a-66-359.check.txt
	$(BIN)/clausebank export a-66-359 --to tmx --grain both --output build/a-66-359.tmx
	$(BIN)/clausebank show a-66-359 --unit pledge.k

test: $(VENV)/ready   ## run all tests
	$(BIN)/python -m pytest --quiet --numprocesses auto

quick: $(VENV)/ready  ## run all but the slow tests
	$(BIN)/python -m pytest --quiet --numprocesses auto -m "not slow and not omegat and not browser"

lint: $(VENV)/ready   ## style, types and directions of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/ready ## put the code in its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/ready   ## write the generated pages in docs/
	$(BIN)/typer aligner.cli.app utils docs --name clausebank --output docs/commands.md
	$(BIN)/python -m aligner.cli.manual > docs/clausebank.1
	$(BIN)/python -m aligner.exchange.reference > docs/formats.md
	$(BIN)/clausebank rule --markdown > docs/rules.md
	$(BIN)/python -m aligner.text.reference > docs/languages.md

site: $(VENV)/ready   ## build the documentation into build/site; a broken link stops it
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going docs build/site

screenshots: $(VENV)/ready ## take the pictures of the documentation anew, in Chromium
	$(BIN)/python docs/screenshots.py

lock: $(VENV)/ready ## write requirements.lock: what is installed for development, by version and hash
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	printf 'hatchling\neditables\n' | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
		--custom-compile-command 'make lock' --extra dev pyproject.toml - --output-file requirements.lock

lowest: pyproject.toml ## run the quick tests with the oldest versions of what is used directly
	$(PYTHON) -m venv --clear build/lowest
	build/lowest/bin/python -m pip install --quiet --disable-pip-version-check uv
	build/lowest/bin/uv pip install --quiet --python build/lowest/bin/python --resolution lowest-direct \
		--no-build-package sentencex --editable '.[dev]'
	build/lowest/bin/python -m pytest --quiet --numprocesses auto -m "not slow and not omegat and not browser"

release: $(VENV)/ready ## build what is published, check it, and try it as it is installed
	rm -rf dist
	$(BIN)/python -m build --outdir dist
	$(BIN)/twine check --strict dist/*.whl dist/*.tar.gz
	$(BIN)/check-wheel-contents dist/*.whl
	$(BIN)/cyclonedx-py environment --output-file dist/clausebank.cdx.json $(BIN)/python
	.ci/smoke dist/*.whl $(BIN)/python

clean:           ## remove what the targets above made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache
