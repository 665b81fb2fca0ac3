"""Filters of pages, as programs use them: what cannot be used is refused, not left out."""

from api.parameters import kept_names
from api.problems import FieldProblem, ProblemError
from api.sending import SEND_DAY, is_day
from core.filters import DateFilter


def filter_names(asked):
    """The parameters by which a page's filter is asked, without those about the page alone."""
    names = [part.name for part in asked.parts]
    return [*names, *kept_names(asked), *(["sort"] if asked.orders else [])]


def refuse_unusable(asked):
    """A page leaves out what it cannot use and says so; a program is told, and nothing else."""
    wrong = [FieldProblem(part.name, _wrong_with(part)) for part in asked.parts if part.error]
    sort = asked.request.GET.get("sort", "").strip()
    if sort and sort not in asked.orders:
        listed = ", ".join(asked.orders) or "none"
        wrong.append(FieldProblem("sort", f"Choose one of these: {listed}."))
    if wrong:
        raise ProblemError(400, "wrong-parameter", "Correct these parameters.", wrong)


def _wrong_with(part):
    """What the page says of a filter; of a day that is written as people write it, how to."""
    is_typed = isinstance(part, DateFilter) and not is_day(part.typed)
    return SEND_DAY if is_typed else part.error
