"""Makes entries of the log, what is added to them and drafts, for tests."""

import factory
from django.http import QueryDict
from factory.django import DjangoModelFactory

from profiles import services
from profiles.models import (
    Amendment,
    Contact,
    ContactKind,
    ContactOutcome,
    FollowUp,
)
from profiles.tests.factories.people import TODAY, ProfileFactory, make_person
from records.drafts import kind_named
from records.models import Draft
from records.services import save_draft


def write_contact(profile, by, **fields):
    """An entry of the log, written through the service."""
    entry = {
        "kind": ContactKindFactory(),
        "happened_on": TODAY,
        "text": "Home visit.",
        "basis": "fact",
        **fields,
    }
    return services.add_contact(profile=profile, by=by, **entry)


class ContactKindFactory(DjangoModelFactory):
    class Meta:
        model = ContactKind
        django_get_or_create = ("code",)

    code = "visit"
    name = "Visit"


class ContactOutcomeFactory(DjangoModelFactory):
    class Meta:
        model = ContactOutcome
        django_get_or_create = ("code",)

    code = "not-at-home"
    name = "Was not at home"
    speaks_for_itself = True


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    @classmethod
    def _create(cls, model_class, *args, profile=None, by=None, **kwargs):
        profile = profile or ProfileFactory()
        return write_contact(profile, by or profile.created_by, **kwargs)


class FollowUpFactory(DjangoModelFactory):
    class Meta:
        model = FollowUp

    contact = factory.SubFactory(ContactFactory)
    what = "Ring the landlord"
    due_on = TODAY
    written_by = factory.SelfAttribute("contact.written_by")
    written_by_name = factory.SelfAttribute("contact.written_by_name")
    written_by_team = factory.SelfAttribute("contact.written_by_team")
    written_by_team_name = factory.SelfAttribute("contact.written_by_team_name")


class AmendmentFactory(DjangoModelFactory):
    class Meta:
        model = Amendment

    contact = factory.SubFactory(ContactFactory)
    text = "The date was the 2nd."
    written_by = factory.SelfAttribute("contact.written_by")
    written_by_name = factory.SelfAttribute("contact.written_by_name")
    written_by_team = factory.SelfAttribute("contact.written_by_team")
    written_by_team_name = factory.SelfAttribute("contact.written_by_team_name")


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = Draft

    @classmethod
    def _create(cls, model_class, *args, author=None, obj=None, text="Seen at home.", **kwargs):
        person = obj or make_person(by=author)
        sent = QueryDict(mutable=True)
        sent["text"] = text
        by = author or person.created_by
        return save_draft(kind=kind_named("contact"), obj=person, by=by, data=sent)
