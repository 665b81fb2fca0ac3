"""Finished documents as accessible PDF: tagged, marked, typeset from data in a process apart."""

from records.pdf.documents import Document, Part, Pdf, Section, make_pdf

__all__ = ["Document", "Part", "Pdf", "Section", "make_pdf"]
