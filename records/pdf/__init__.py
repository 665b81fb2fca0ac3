"""Finished documents as accessible PDF: tagged, marked, typeset from data in a process apart."""

from records.pdf.documents import Document, Log, Part, Pdf, Row, Section, make_pdf

__all__ = ["Document", "Log", "Part", "Pdf", "Row", "Section", "make_pdf"]
