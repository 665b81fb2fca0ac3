"""What tests of transfers share."""

from access import services
from access.models import Transfer
from access.tests.factories import (
    LawfulBasisFactory,
)
from agencies.models import User
from profiles.models import Profile

Keep, State = Transfer.Keep, Transfer.State


def sees(user, obj, **limits):
    fresh = User.objects.get(pk=user.pk)
    return Profile.objects.visible_to(fresh, **limits).filter(pk=obj.pk).exists()


def accept(transfer, by):
    return services.accept_transfer(transfer=transfer, by=by, basis=LawfulBasisFactory())
