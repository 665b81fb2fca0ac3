"""Pages of imports."""

from imports.views.deciding import ImportCancel, ImportChoose, ImportStart, ImportStop
from imports.views.looking import (
    ImportDetail,
    ImportList,
    ImportProgress,
    ImportRows,
    ProblemsFile,
)
from imports.views.preparing import ImportPrepare, TemplateBook, TemplateCsv

__all__ = [
    "ImportCancel",
    "ImportChoose",
    "ImportDetail",
    "ImportList",
    "ImportPrepare",
    "ImportProgress",
    "ImportRows",
    "ImportStart",
    "ImportStop",
    "ProblemsFile",
    "TemplateBook",
    "TemplateCsv",
]
