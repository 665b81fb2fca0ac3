"""The list of referrals: its tabs and filters."""

from access.naming import Naming
from core import policy
from core.views import ListPage
from referrals.filters import TABS, ReferralFilter
from referrals.models import Referral
from referrals.parties import subjects_shown
from referrals.selectors import page_of, rows_of


class ReferralList(ListPage):
    """Referrals of the reader and of their teams, what waits longest first; what is over."""

    model, action = Referral, "referral.list"
    template_name = "referrals/referral_list.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.filter = ReferralFilter(request)

    def get_page(self):
        asked, user = self.filter, self.request.user
        rows = asked.narrow(rows_of(asked.tab, user))
        return page_of(asked.tab, user, rows, asked.after, size=asked.size)

    def subjects(self):
        return subjects_shown([referral.intervention for referral in self.page])

    def seen_detail(self):
        return self.filter.recorded()

    def get_context_data(self, **kwargs):
        names = Naming(self.request.user, manages=False)
        rows = [
            {
                "referral": one,
                "author": names.team(one.author_team),
                "to": self.receiver(names, one),
            }
            for one in self.page
        ]
        return super().get_context_data(
            filter=self.filter,
            rows=rows,
            tabs=self.tabs(),
            tab=self.filter.tab,
            may_start=policy.can(self.request.user, "referral.draft"),
            **kwargs,
        )

    @staticmethod
    def receiver(names, referral):
        return names.team(referral.to_team) if referral.to_team else ""

    def tabs(self):
        current = self.filter.tab
        return [
            {"label": label, "url": f"?tab={tab}", "current": tab == current}
            for tab, label in TABS.items()
        ]
