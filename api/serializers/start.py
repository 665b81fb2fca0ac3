"""Where a program begins, in JSON."""

from rest_framework import serializers

from api.serializers.fields import Text


class StartSerializer(serializers.Serializer):
    """Addresses that lead to everything else."""

    documentation = Text()
    schema = Text()
    token = Text()
