"""Offering help to the team that manages a record, and answering offers."""

from core.views import ChildMixin
from galleries import services
from galleries.forms import AnswerForm, OfferForm
from galleries.forms.entries import ACCEPT
from galleries.models import Offer
from galleries.views.entries import EntryAct


class OfferHelp(EntryAct):
    action, form_class, heading = "gallery.offer", OfferForm, "Offer help"
    explains = (
        "The team that manages the record answers you. An offer gives you no access to the record."
    )
    done_words = "Offered. You are told what they answer."
    service = staticmethod(services.offer_help)

    def get_initial(self):
        return {"phone": self.request.user.phone}


class OfferAnswer(EntryAct, ChildMixin):
    """Accept or decline an offer to one's own team."""

    action, form_class, heading = "gallery.view_entry", AnswerForm, "Answer the offer"
    child_model, child_action, child_of = Offer, "gallery.answer_offer", "entry"
    template_name = "galleries/offer_answer.html"
    explains = (
        "Your team still manages the record. Accepting gives no access: if they need to read the "
        "record, give them access."
    )

    def get_context_data(self, **kwargs):
        may_give = self.may("access.grant", self.object.profile)
        return super().get_context_data(offer=self.child, may_give=may_give, **kwargs)

    def save(self, form):
        return services.answer_offer(
            offer=self.child,
            by=self.request.user,
            accepts=form.cleaned_data["answer"] == ACCEPT,
            words=form.cleaned_data["words"],
        )

    def act(self, form):
        self.save(form)
        said = "Accepted" if form.cleaned_data["answer"] == ACCEPT else "Declined"
        return self.done(f"{said}. They are told. Your team still manages the record.")
