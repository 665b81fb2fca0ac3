"""Says how a date is understood while it is typed."""

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.views import View

from core.dates import day_of, format_when
from core.fields import LenientDateField, MomentField
from core.tidy import tidy
from core.views import NoRecord

LONGEST = 60


class DatePreview(NoRecord, View):
    """What a field for dates would make of a text, in words."""

    reason = "Reads a date; it shows no record."
    http_method_names = ["get"]

    def get(self, request):
        asked = request.GET
        flags = {
            name: True for name in ("past", "future", "ahead", "coming", "birth") if name in asked
        }
        kind = MomentField if asked.get("kind") == MomentField.kind else LenientDateField
        if kind is MomentField:
            flags.pop("birth", None)
        field = kind(required=False, label="The date", **flags)
        try:
            value = field.clean(tidy(asked.get("text", "")[:LONGEST]))
        except ValidationError as problem:
            return JsonResponse({"problem": " ".join(problem.messages)})
        if value is None:
            return JsonResponse({"understood": ""})
        return JsonResponse({"understood": f"{day_of(value):%A} {format_when(value)}"})
