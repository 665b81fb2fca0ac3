"""Giving and ending access to all records of a filtered list: ask, check, do, say what was not."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from access import services
from access.bulk_preview import preview_bulk, referenced, shares_any
from access.forms import USUAL, EndManyForm, GiveManyForm
from access.kinds import address_of, subjects_of
from access.sentences import all_of, can_words, in_a_row, sections_in_words, until_words
from access.suggestions import directory_of
from access.views.giving import GiveAccessPage, answers_of
from core.views import RecordView, ServiceFormView
from core.wording import counted

SHOWN = 50
KEPT = "shared_many"


class ManyPage(RecordView, abstract=True):
    """What the pages about all records of a list have in common; subclasses give the list."""

    def records(self):
        """The records of the list, before it is asked what the reader may see of them."""
        raise NotImplementedError

    def words(self):
        """The words that the list is searched by."""
        return ""

    def list_address(self):
        """The address of the list."""
        raise NotImplementedError

    def load(self):
        super().load()
        if not shares_any(self.request.user):
            raise PermissionDenied(
                "You cannot give access to records. Ask a manager of your team."
            )

    def subjects(self):
        return []

    def get_context_data(self, **kwargs):
        plural = self.model._meta.verbose_name_plural
        return super().get_context_data(list_url=self.list_address(), plural=plural, **kwargs)


class NotAgreedError(Exception):
    """Done and taken back, the form's token too: the check says exactly what will happen."""

    def __init__(self, results, total):
        super().__init__()
        self.results, self.total = results, total


class ManyFormPage(ManyPage, ServiceFormView, abstract=True):
    """The page that asks, and the page that checks. Nothing is done before it was seen there."""

    template_name = "access/give_many.html"
    heading = verb = done_word = why = ""
    able_to = "share"

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "directory": directory_of(self.request.user),
            "names_url": address_of(self.model, "names"),
        }

    @cached_property
    def preview(self):
        return preview_bulk(self.records(), self.request.user, self.action, self.words())

    def get_context_data(self, **kwargs):
        try:
            kwargs["preview"] = self.preview
        except ValidationError as problem:
            kwargs["too_many"] = problem.messages[0]
        return super().get_context_data(
            heading=self.heading,
            verb=self.verb,
            done_word=self.done_word,
            able_to=self.able_to,
            **kwargs,
        )

    def form_valid(self, form):
        if "change" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            return super().form_valid(form)
        except NotAgreedError as problem:
            return self.check(form, problem.results, problem.total)

    def save(self, form):
        try:
            results = [(grantee, self.do(form, grantee)) for grantee in form.grantees]
        except ValidationError as problem:
            raise form.blame(problem) from problem
        total = sum(result.done for _, result in results)
        if not total or self.confirmed != str(total):
            raise NotAgreedError(results, total)
        return results

    def act(self, form):
        return self.finish(self.save(form))

    @property
    def confirmed(self):
        """The number that was agreed to, if the page was checked."""
        return self.request.POST.get("confirmed")

    def do(self, form, grantee):
        """Do it, for this team or person: the result for each record."""
        raise NotImplementedError

    def sentence(self, form, number):
        """What this does, in words."""
        raise NotImplementedError

    def check(self, form, results, total):
        self.template_name = "access/give_many_check.html"
        return self.render_to_response(
            self.get_context_data(
                form=form,
                answers=answers_of(form),
                agreed=total,
                changed=self.confirmed is not None,
                sentence=self.sentence(form, total),
                why=form.cleaned_data[self.why],
                results=[in_short(grantee, result) for grantee, result in results],
            )
        )

    def finish(self, results):
        """The outcome goes through the session, so that a page reloaded does nothing again."""
        self.request.session[KEPT] = {
            "done_word": self.done_word,
            "list": self.list_address(),
            "results": [in_short(grantee, result) for grantee, result in results],
        }
        return redirect(address_of(self.model, "many-done"))

    def whom(self, form):
        return in_a_row([all_of(grantee) for grantee in form.grantees])

    def number_of(self, number):
        meta = self.model._meta
        return counted(number, meta.verbose_name, meta.verbose_name_plural)


class GiveManyPage(ManyFormPage, abstract=True):
    """Give one team or several named people access to all of a list."""

    action = "access.grant"
    form_class = GiveManyForm
    verb, done_word, why = "Give access", "shared", "purpose"
    done_already = GiveAccessPage.done_already

    def get_initial(self):
        return {"how_long": USUAL}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "kind": self.model}

    def do(self, form, grantee):
        return services.give_access_to_many(
            records=self.records(),
            words=self.words(),
            by=self.request.user,
            team=grantee.team,
            membership=grantee.membership,
            **form.as_terms(),
        )

    def sentence(self, form, number):
        terms = form.as_terms()
        number = f"{self.number_of(number)} ({sections_in_words(self.model, terms['sections'])})"
        can = f"{can_words(terms['level'])} the records of {number}"
        return f"{self.whom(form)} will be able to {can} {until_words(form)}."


class EndManyPage(ManyFormPage, abstract=True):
    """End the access of one team or several named people to all of a list."""

    action = "access.end"
    form_class = EndManyForm
    verb, done_word, why = "End access", "ended", "because"
    able_to = "end access to"
    done_already = "You have ended this access already. It was ended once."

    def do(self, form, grantee):
        return services.end_access_to_many(
            records=self.records(),
            words=self.words(),
            by=self.request.user,
            team=grantee.team,
            membership=grantee.membership,
            because=form.cleaned_data["because"],
        )

    def sentence(self, form, number):
        return f"{self.whom(form)} will no longer have this access to {self.number_of(number)}."


class ManyDonePage(ManyPage, TemplateView, abstract=True):
    """What was done, and the references of what was not."""

    action = "access.grant"
    template_name = "access/give_many_done.html"

    def load(self):
        self.outcome = self.request.session.get(KEPT)
        if self.outcome is None:
            raise Http404
        super().load()

    @cached_property
    def shown(self):
        """The records named on the page, as far as the reader may still read them."""
        references = [
            reference
            for result in self.outcome["results"]
            for _, _, some in result["skipped"]
            for reference in some
        ]
        return referenced(self.model, self.request.user, list(dict.fromkeys(references)))

    def subjects(self):
        return subjects_of(self.shown)

    def list_address(self):
        return self.outcome["list"]

    def get_context_data(self, **kwargs):
        links = {row.reference: row.get_absolute_url() for row in self.shown}
        results = [
            {
                **result,
                "skipped": [
                    (reason, number, [(one, links[one]) for one in some if one in links])
                    for reason, number, some in result["skipped"]
                ],
            }
            for result in self.outcome["results"]
        ]
        return super().get_context_data(
            results=results, done_word=self.outcome["done_word"], shown=SHOWN, **kwargs
        )


def in_short(grantee, result):
    """What came of one team or person: how many, and of the others some references by reason."""
    skipped, room = [], SHOWN
    for reason, references in result.skipped.items():
        skipped.append((reason, len(references), references[:room]))
        room -= len(references[:room])
    return {
        "who": grantee.name,
        "done": result.done,
        "left": result.left,
        "skipped": skipped,
    }
