"""The forms of restorative justice whose text is kept as a draft."""

from django.urls import reverse

from records.answers import SectionForm, form_of
from records.drafts import DraftKind, register
from referrals.models import ReferralFormPart

register(
    DraftKind(
        name="referral-section",
        words="Section of a referral",
        form=SectionForm,
        form_of=form_of,
        model=ReferralFormPart,
        action="referral_form.write",
        address=lambda part: reverse(
            "referrals:section", args=[part.form.referral.uuid, part.uuid]
        ),
        record=lambda part: part.form.referral,
        related=("form__referral", "section"),
    )
)
