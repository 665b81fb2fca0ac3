"""Reads a file of people: what kind it is, its characters, its table, its headings."""

from imports.reading.files import MOST_MEGABYTES, ReadFile, read_file
from imports.reading.problems import UnreadableFile
from imports.reading.text import ENCODINGS

__all__ = ["ENCODINGS", "MOST_MEGABYTES", "ReadFile", "UnreadableFile", "read_file"]
