# Two commands are enough: "make run" and "make test". Each prepares .venv by itself.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
ENV := .venv/bin/python
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: help run test coverage lint bench screenshots rigs judges messages documents lock clean
.DEFAULT_GOAL := help

ifeq ($(strip $(PYTHON)),)
$(error tripplanner needs Python 3.11 or newer, and found none / tripplanner demande Python 3.11 ou plus récent)
endif

help:
	@echo "make run          the window on the sample trip (its documents, where there is no display)"
	@echo "make test         the whole suite, offscreen"
	@echo "make lint         style and types"
	@echo "make documents    the sample trip's documents into out/"
	@echo "make messages     texts of the code into the catalogues; lists what is not translated"
	@echo "make bench        speed, as ratios            make screenshots  pictures of every screen"
	@echo "make rigs         kills, power cuts, damage   make judges       other programs read our files"
	@echo "make lock         new requirements*.lock      make clean        removes what can be made again"

run:
	@$(PYTHON) tools/setup.py run
	@$(ENV) tools/start.py

documents:
	@$(PYTHON) tools/setup.py run
	@$(ENV) tools/start.py --documents

test:
	@$(PYTHON) tools/setup.py test
	@$(OFFSCREEN) $(ENV) -m pytest $(or $(ARGS),-n 2 --dist worksteal)

coverage:
	@$(PYTHON) tools/setup.py test
	@$(OFFSCREEN) $(ENV) -m pytest -n 2 --dist worksteal --cov --cov-report=term

lint:
	@$(PYTHON) tools/setup.py lint
	@$(ENV) -m ruff check .
	@$(ENV) -m pyright --pythonpath $(ENV)

messages:
	@$(PYTHON) tools/setup.py test
	@$(ENV) tools/messages.py

bench:
	@$(PYTHON) tools/setup.py bench
	@$(OFFSCREEN) $(ENV) -m bench $(ARGS)

screenshots:
	@$(PYTHON) tools/setup.py test
	@$(OFFSCREEN) $(ENV) tools/screenshots.py $(ARGS)

rigs:
	@$(PYTHON) tools/setup.py test
	@$(OFFSCREEN) TRIPPLANNER_RIGS=full $(ENV) -m pytest tests/rigs $(ARGS)

judges:
	@$(PYTHON) tools/setup.py judges
	@$(OFFSCREEN) $(ENV) tools/judges.py $(ARGS)

lock:
	@$(PYTHON) tools/lock.py

clean:
	rm -rf .venv out build dist .pytest_cache .ruff_cache .hypothesis .coverage*
