"""The API: what the pages show, as JSON, by the same rule and into the same log."""
