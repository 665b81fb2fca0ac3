"""Where a program begins: what leads to everything else."""

from django.urls import reverse
from rest_framework.views import APIView

from api.routes import resource
from api.serializers.start import StartSerializer
from api.views.base import ApiOpen

LEADS_TO = {"documentation": "api:docs", "schema": "api:schema", "token": "api:token"}


class Start(ApiOpen, APIView):
    """Addresses of the documentation, of the OpenAPI document, and where a token is asked for."""

    page, answers = "start", StartSerializer

    def shown(self):
        return {name: reverse(address) for name, address in LEADS_TO.items()}


urlpatterns = [*resource("", "start", Start)]
