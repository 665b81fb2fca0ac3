"""Acts that leave something waiting."""

from access import services
from access.tests.factories import AccessRequestFactory, BreakGlassFactory, DiscoveryFactory
from agencies.models import User


def asks(obj, by):
    DiscoveryFactory(obj=obj, by=by)
    return AccessRequestFactory(obj=obj, by=by)


def breaks(obj, by):
    DiscoveryFactory(obj=obj, by=by)
    return BreakGlassFactory(obj=obj, by=by)


def again(user):
    return User.objects.get(pk=user.pk)


def rows(pairs):
    return [row for _, row in pairs]


def refuse(request, by):
    return services.decide_request(request=request, by=by, give=False, answer="No")


def question(request, by):
    return services.ask_for_more(request=request, by=by, question="Which case?")
