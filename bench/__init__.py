"""Measures how quick the site is with many people in it: `make bench`."""
