# `make run` and `make test` are all the set-up there is: Python 3.11, make and a package index.

PYTHON ?= python3
BIN := .venv/bin
UV := uv==0.13.9
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Compiled modules halve every later start.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test test-fast test-debian try mutants proof check fix bench migrate demo populate lock assets lighthouse clean

run: .venv/.run
	@exec $(BIN)/python -m ecins.launch

test: .venv/.dev
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

test-fast: .venv/.dev
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not slow and not e2e and not faults" -q

# On Debian's own PostgreSQL: every migration, and the quick tests of the apps that make functions
# and triggers, of those between them, and of alerts and home (search, backups). The others make
# tables, indexes and rows, which the migrations try; their tests would take CI too long.
DEBIAN_POSTGRES ?= $(lastword $(sort $(wildcard /usr/lib/postgresql/*/bin)))
test-debian: .venv/.dev
	@test -n "$(DEBIAN_POSTGRES)" || { echo "Install it first: apt-get install postgresql"; exit 1; }
	@ECINS_POSTGRES_BIN=$(DEBIAN_POSTGRES) $(BIN)/python -m pytest -n 2 --dist loadgroup -q \
		core audit agencies records access documents profiles cases alerts home \
		-m "not slow and not e2e and not faults"

# An install from the how-to alone, on Debian's PostgreSQL, Redis, nginx and PgBouncer.
try:
	@$(PYTHON) deploy/try

# Takes away each permission check behind which something has changed, one at a time: a test must
# fail. Writes var/mutants.txt; commit what it changes in tests/mutants.
mutants: .venv/.dev
	@$(BIN)/python -m tests.mutants

# Before a release: every check taken away, 300 random stories, every browser story on every screen.
proof: export PROOF := 1
proof: .venv/.dev
	@failed=0; \
	$(BIN)/python -m tests.mutants --all --budget 3600 || failed=1; \
	$(BIN)/python -m pytest -n 2 --dist loadgroup || failed=1; \
	exit $$failed

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --lint --quiet templates */templates
	$(BIN)/python -m ecins.checks

fix: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# PROFILES=10000 for less. The database is kept in var/bench; results go to bench/results.
bench: .venv/.dev
	@$(BIN)/python -m bench --profiles $(or $(PROFILES),1000000) --growth
	@for part in api exports imports factors; do \
		$(BIN)/python -m bench --profiles $(or $(PROFILES),100000) --$$part || exit 1; \
	done

# These want a site that runs: `make run` in another window.
migrate: .venv/.run
	@$(BIN)/python manage.py migrate

demo: .venv/.run
	@$(BIN)/python manage.py load_areas
	@$(BIN)/python manage.py seed_demo

populate: .venv/.run
	@$(BIN)/python manage.py load_areas
	@$(BIN)/python manage.py populate --profiles $(or $(PROFILES),10000)

lock: .venv/.uv
	$(BIN)/uv pip compile -q --no-header --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --no-header --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links requirements-dev.in -o requirements-dev.txt

assets:
	cd assets && npm ci && npm run build

# Of a demo site that runs: `make run` in another window.
lighthouse:
	cd assets && npm install --no-save --silent lighthouse@12.8.2 \
	&& CHROME_PATH=$$(command -v chromium || command -v google-chrome) node lighthouse.mjs http://127.0.0.1:$(or $(PORT),8000)

clean:
	rm -rf .venv var

# ---- The virtual environment: uv where it can be had, plain pip where not ------------------------
.venv/.made:
	@$(PYTHON) ecins/launch/problems.py
	@$(PYTHON) -m venv --without-pip .venv
	@touch $@

# Python's own pip puts uv there; without one, the environment gets a pip first.
.venv/.uv: | .venv/.made
	@if $(PYTHON) -m pip --python $(BIN)/python install -qq $(UV) 2>/dev/null \
	|| { $(PYTHON) -m venv .venv && $(BIN)/pip install -qq $(UV); }; then touch $@; \
	else echo "uv cannot be had; pip does it, more slowly."; fi

# uv brings its own list of certificate authorities: behind a proxy with another, pip may know it.
install = if [ -x $(BIN)/uv ] \
	&& $(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r $(1) 2>.venv/uv.log; then :; \
	else echo "uv did not install (.venv/uv.log says why); pip does it, more slowly."; \
	$(PYTHON) -m pip --python $(BIN)/python install -qq --require-hashes -r $(1) \
	|| { $(PYTHON) -m venv .venv && $(BIN)/pip install -qq --require-hashes -r $(1); } \
	|| { echo "E-CINS was not installed: the package index cannot be reached. Behind a proxy with" \
	"a certificate authority of your own, set SSL_CERT_FILE and PIP_CERT to its file."; exit 1; }; fi

.venv/.run: requirements.txt | .venv/.made
	@echo "Installing what E-CINS runs on (once)…"
	@$(MAKE) -s .venv/.uv
	@$(call install,requirements.txt)
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	@echo "Installing what the tests need (once)…"
	@$(call install,requirements-dev.txt)
	@touch $@
