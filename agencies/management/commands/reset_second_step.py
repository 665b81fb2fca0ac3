"""`manage.py reset_second_step`: two people let in a third who has lost their phone."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.http import Http404

from agencies import attempts
from agencies.management.asking import in_one_line, password, said
from agencies.models import User
from agencies.services import reset_second_step

TERMINAL = "terminal"  # attempts at it are counted together


class Command(BaseCommand):
    """Each of the two types their own password."""

    help = (
        "Take away the second step of somebody who has lost it. Two people who look after their "
        "account, and are independent of each other, confirm with their passwords."
    )

    def add_arguments(self, parser):
        parser.add_argument("username", help="whose second step is lost")
        parser.add_argument("--by", help="user name of the first who confirms")
        parser.add_argument("--second", help="user name of the second who confirms")
        parser.add_argument("--reason", help="how you know that it is really they who ask")
        parser.add_argument("--by-password-file", help="instead of typing it; - for input")
        parser.add_argument("--second-password-file", help="instead of typing it; - for input")

    def handle(self, *args, **options):
        user = self.account(options["username"])
        by, second = (said(options, name, f"Confirmed by ({name})") for name in ("by", "second"))
        reason = said(options, "reason", "Why")
        if by.casefold() == second.casefold():
            raise CommandError("It takes two people. Name somebody else with --second.")
        first = self.confirmed(by, options["by_password_file"])
        other = self.confirmed(second, options["second_password_file"])
        try:
            reset_second_step(user=user, by=first, second=other, reason=reason)
        except (Http404, PermissionDenied) as refused:
            raise CommandError(
                f"Both must look after the account of {user.name}, and neither may be its owner: "
                "managers of all their teams, or administrators of their area."
            ) from refused
        except ValidationError as problem:
            raise CommandError(in_one_line(problem)) from problem
        self.stdout.write(
            f"The second step of {user.name} is gone, and every session has ended. "
            "They set up a new one when they sign in."
        )

    def account(self, username):
        found = User.objects.active().filter(username__iexact=username).first()
        if found is None:
            raise CommandError(f"There is no open account {username!r}.")
        return found

    def confirmed(self, username, path):
        """The person of this user name, who knows its password. Failures count as at sign-in."""
        typed = password(f"Password of {username}", path)
        try:
            attempts.refuse_while_waiting(username, TERMINAL)
        except ValidationError as problem:
            raise CommandError(in_one_line(problem)) from problem
        found = User.objects.active().filter(username__iexact=username).first()
        if found is None or not found.check_password(typed):
            with transaction.atomic():
                attempts.remember_failure(username, TERMINAL, "At the terminal")
            raise CommandError(f"This is not the password of an open account named {username}.")
        return found
