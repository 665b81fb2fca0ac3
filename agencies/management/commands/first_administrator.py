"""`manage.py first_administrator`: the account from which all others are invited."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from agencies.management.asking import in_one_line, password_twice, said
from agencies.models import Agency, Area
from agencies.services import make_first_administrator
from agencies.services.set_up import LINK_HOURS, NewAdministrator

KINDS = Agency.Kind.values


class Command(BaseCommand):
    """Asks for what the options do not say."""

    help = (
        "Make the first area administrator of a new site. What is not said by an option is asked. "
        f"Kinds of agency: {', '.join(KINDS)}."
    )

    def add_arguments(self, parser):
        parser.add_argument("--area", help="a police force area, as load_areas has brought it")
        parser.add_argument("--agency", help="the name of their agency")
        parser.add_argument("--kind", help=f"the kind of the agency: {', '.join(KINDS)}")
        parser.add_argument("--team", help="their team; default: the area and “Administration”")
        parser.add_argument("--username", help="what they sign in with")
        parser.add_argument("--name", help="their own name")
        parser.add_argument("--email", default="", help="for links and warnings")
        parser.add_argument(
            "--another",
            action="store_true",
            help="a second administrator for an area, or the first of another area",
        )
        how = parser.add_mutually_exclusive_group()
        how.add_argument(
            "--link", action="store_true", help="print a link by which they choose a password"
        )
        how.add_argument("--password-file", help="read the password from a file; - for input")

    def handle(self, *args, **options):
        new = self.asked(options)
        secret = None if options["link"] else password_twice(options["password_file"])
        try:
            user, token = make_first_administrator(
                new=new, password=secret, another=options["another"]
            )
        except ValidationError as problem:
            raise CommandError(in_one_line(problem)) from problem
        self.stdout.write(f"{user.name} is administrator for {new.area.name}: {user.username}")
        if token:
            address = settings.SITE_ADDRESS + reverse("agencies:invitation", args=[token])
            self.stdout.write(f"This link works once, for {LINK_HOURS} hours: {address}")

    def asked(self, options):
        if not Area.objects.exists():
            raise CommandError("There are no areas yet. Run: manage.py load_areas")
        area = self.area(said(options, "area", "Police force area"))
        agency = said(options, "agency", "Agency")
        known = Agency.objects.named(agency).first()
        if known is None:
            kind = said(options, "kind", "Kind of agency", KINDS)
        else:
            agency, kind = known.name, known.kind
        return NewAdministrator(
            username=said(options, "username", "User name"),
            name=said(options, "name", "Their name"),
            email=options["email"],
            area=area,
            agency=agency,
            kind=kind,
            team=options["team"] or f"{area.name} Administration",
        )

    def area(self, name):
        forces = Area.objects.filter(level=Area.Level.FORCE)
        found = forces.filter(name__iexact=name).first()
        if found is None:
            raise CommandError(
                f"There is no police force area {name!r}. Choose one of: "
                f"{', '.join(forces.values_list('name', flat=True))}."
            )
        return found
