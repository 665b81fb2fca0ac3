"""How people come into teams in a story: invited, admitted, agreed to; and their addresses."""

from django.core import mail

from agencies.models import JoiningProposal, User
from agencies.services import accounts, joining
from agencies.services.memberships import add_membership
from tests.story.sides import Sides


class JoiningSteps(Sides):
    """Inviting, adding and asking; agreeing and refusing; new addresses and links."""

    def admit(self, by, user, team, role):
        outcome = self._both(
            by,
            "admit",
            lambda giver: add_membership(
                team=self._team(team), by=giver, user=self._account(user), role=role
            ),
            *(user, team, role),
        )
        return self._note_place(outcome)

    def _account(self, name):
        return User.objects.get(pk=self.base.users[name].pk)

    def _note_place(self, outcome):
        """A place that began, or one that waits."""
        if outcome == "done":
            waits = isinstance(self.result, JoiningProposal)
            rows = self.world.joinings if waits else self.world.places
            assert rows[-1].pk is None, "the product: waits" if waits else "the product: begins"
            rows[-1].pk = self.result.pk
        return outcome

    def invite(self, by, team, role):
        """Somebody new, whom nobody else knows."""
        name = f"new{len(self.taken)}"
        outcome = self._both(
            by,
            "invite",
            lambda giver: accounts.invite_user(
                team=self._team(team),
                by=giver,
                username=name,
                name=name,
                email=f"{name}@example.org",
                role=role,
            ),
            *(name, team, role),
        )
        if outcome == "done":
            account = self.base.users[name] = self.result
            waiting, begun = account.proposals.all(), account.memberships.all()
            assert waiting.count() + begun.count() == 1
            self.result = waiting.first() or begun.first()
            self._note_place(outcome)
            self.invited.append(name)
        return outcome

    def ask(self, by, team, role):
        outcome = self._both(
            by,
            "ask",
            lambda asker: joining.propose_joining(
                team=self._team(team), by=asker, role=role, reason="x"
            ),
            *(team, role),
        )
        return self._note_place(outcome)

    def agree(self, by, number):
        outcome = self._decide(by, "agree", joining.second_joining, number)
        return self._note_place(outcome)

    def refuse(self, by, number):
        return self._decide(by, "refuse", joining.refuse_joining, number, reason="x")

    def _decide(self, by, act, service, number, **more):
        asked = self._pick(self.world.joinings, -1 - number)
        return asked and self._both(
            by,
            act,
            lambda second: service(
                proposal=JoiningProposal.objects.get(pk=asked.pk), by=second, **more
            ),
            asked,
        )

    def new_address(self, by, user):
        address = f"{user}{len(self.taken)}@example.org"
        return self._both(
            by,
            "new_address",
            lambda keeper: accounts.edit_user(
                user=self._account(user), by=keeper, name=user, email=address, phone=""
            ),
            user,
        )

    def confirm(self, by, user):
        return self._both(
            by,
            "confirm",
            lambda second: accounts.confirm_address(user=self._account(user), by=second),
            user,
        )

    def send_link(self, by, user):
        """A link goes to the address of the account, and to no other."""
        before = len(mail.outbox)
        outcome = self._both(
            by,
            "send_link",
            lambda keeper: accounts.renew_invitation(user=self._account(user), by=keeper),
            user,
        )
        assert len(mail.outbox) - before == (outcome == "done")
        return outcome

    def check_invited(self):
        """People who were invited read what the rule gives them in their places: no more."""
        for name in self.invited:
            account = self._account(name)
            wanted = [p for p in self.world.records if self.world.reads(name, p)]
            found = [
                p
                for p, one in self.base.people.items()
                if type(one).objects.visible_to(account).filter(pk=one.pk).exists()
            ]
            assert found == wanted, f"{name}: {found}; the rule: {wanted}"
