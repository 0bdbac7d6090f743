.PHONY: run dev test check fmt bench shots

run: ## Build, make the demo company at the first start, and serve it.
	@scripts/run.sh

dev: ## Check the code on every save.
	@scripts/dev.sh

test: ## Everything that CI runs.
	@scripts/test.sh

check: ## The quick part: format, lints, rules of the tree.
	@scripts/check.sh

fmt: ## Format the code.
	@cargo fmt --all

shots: ## A picture of every page, in both languages and themes and on a phone, in var/shots.
	@scripts/setup.sh
	@scripts/e2e.sh shots

bench: ## The table of speed and size; docs/operate/speed.md says how to read it.
	@scripts/with-postgres.sh cargo bench --package tongguan-server --bench table
