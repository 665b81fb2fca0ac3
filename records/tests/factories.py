"""Makes drafts for tests, through the service."""

from django.http import QueryDict
from factory.django import DjangoModelFactory

from profiles.tests.factories import make_person
from records import services
from records.drafts import kind_named
from records.models import Draft


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = Draft

    @classmethod
    def _create(cls, model_class, *args, author=None, text="Seen at home.", **kwargs):
        person = make_person(by=author)
        sent = QueryDict(mutable=True)
        sent["text"] = text
        return services.save_draft(
            kind=kind_named("contact"), obj=person, by=author or person.created_by, data=sent
        )
