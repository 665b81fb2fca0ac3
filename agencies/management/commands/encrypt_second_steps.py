"""`manage.py encrypt_second_steps`: after a new key was put first in SECOND_STEP_KEYS."""

from django.core.management.base import BaseCommand
from django.db import transaction

from agencies.second_step_keys import encrypt_anew, every_authenticator


class Command(BaseCommand):
    """Encrypts the secrets of one-time-code apps and recovery codes with the first key."""

    help = "Encrypt the secrets of the second step with the first key of SECOND_STEP_KEYS."

    @transaction.atomic
    def handle(self, *args, **options):
        changed = encrypt_anew(every_authenticator())
        self.stdout.write(f"{changed} encrypted with the first key.")
