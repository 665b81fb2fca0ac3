"""What the coordinator decides, what the officer answers, and who withdraws."""

from referrals import selectors, services
from referrals.forms import AcceptForm, WithdrewForm
from referrals.models import ReferralStep
from referrals.views.acting import OfParty, ReferralAct, ReferralSay


class ReferralAsk(ReferralSay):
    action, says, submit = "referral.decide", "question", "Ask the question"
    heading, asks = "Ask for more information", "What do you need to know?"
    missing, done_words = "Enter your question", "Asked. The officer has a task."
    service = staticmethod(services.ask_about_referral)


class ReferralAnswer(ReferralSay):
    action, says, submit = "referral.answer", "answer", "Send the answer"
    heading, asks = "Answer the question", "Your answer"
    missing, done_words = "Enter your answer", "Sent. The coordinator decides next."
    template_name = "referrals/referral_answer.html"
    service = staticmethod(services.answer_about_referral)

    def get_context_data(self, **kwargs):
        asked = self.object.steps.filter(what=ReferralStep.What.ASKED).last()
        question = asked if asked and self.entry.reads_words else None
        return super().get_context_data(question=question, **kwargs)


class ReferralDecline(ReferralSay):
    action, submit, heading = "referral.decide", "Decline the referral", "Decline"
    asks, missing = "Why are you declining it?", "Enter why you are declining it"
    done_words = "Declined. The reason is back with the officer."
    service = staticmethod(services.decline_referral)


class ReferralAccept(ReferralAct):
    """Accept a referral; the page says what followed."""

    action, form_class, heading = "referral.decide", AcceptForm, "Accept"
    service = staticmethod(services.accept_referral)
    explains = (
        "A case opens with the people in this referral. The officer’s team gets access to it "
        "where an agreement between the two agencies covers that."
    )

    def act(self, form):
        referral = self.save(form)
        case = referral.intervention.case
        team = self.names.team(referral.author_team)
        words = f"{team} has access to it."
        if not selectors.follows_case(referral, case):
            words = f"{team} has no access to it: you can give access on the case."
        return self.done(f"Accepted. Case {case.reference} is open. {words}")


class ReferralWithdraw(ReferralSay):
    action, submit, heading = "referral.withdraw", "Withdraw the referral", "Withdraw"
    asks, missing = "Why are you withdrawing it?", "Enter why you are withdrawing it"
    done_words = "Withdrawn."
    service = staticmethod(services.withdraw_referral)


class ConsentWithdraw(OfParty):
    """Record that somebody will take part no longer."""

    action, form_class, heading = "referral.end_consent", WithdrewForm, "Withdrew"
    explains = (
        "They need not say why. If the person harmed or the person responsible withdraws, the "
        "panel cannot go ahead, and a submitted referral ends."
    )
    template_name = "referrals/referral_party_form.html"
    service = staticmethod(services.end_consent)
    done_words = "Recorded."
