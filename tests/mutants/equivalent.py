"""Checks without which nothing can differ, each with the argument why."""
# ruff: noqa: E501

SIDE = (
    "who works on a side of a referral, or advises on it, sees it in every state in which they do"
)
NOBODY = "the memberships that it asks next are nobody's, or an open account's"
REACH = "Rule.queryset_for asks is_someone again, and gives nobody any row"

READERS = "names beside those who read that week: a name without a look in it picks nothing"
ASKED_AGAIN = (
    "the quicker way ends in _is_accessible, which asks the slower one where there is no quicker"
)

EQUIVALENT: dict[str, str] = {
    "core/policy.py can: refusal gone: if … or not is_someone(user)": REACH,
    "core/policy.py require: refusal gone: if … or not is_someone(user)": REACH,
    "core/policy.py find: refusal gone: if … or not is_someone(user)": REACH,
    "core/policy.py allowed: refusal gone: if … or not is_someone(user)": REACH,
    "core/policy.py find: found.stands_on in (visible, sharable) → yes": ASKED_AGAIN,
    "core/policy.py find: hasattr(model._default_manager, 'shows') → yes": ASKED_AGAIN,
    "access/bulk_preview.py referenced: .filter(reference__in=references) gone": (
        "the records are looked up by their references again: it is there for speed"
    ),
    "access/services/samples.py sample_week: filter(… at__gte=begins …) without it": READERS,
    "access/services/samples.py sample_week: filter(… at__lt=ends …) without it": READERS,
    "access/services/samples.py sample_week: filter(… actor_id__isnull=False …) without it": READERS,
    "access/backends.py HoldBackend._codenames: refusal gone: if … or not is_someone(user)": (
        "visible_to asks is_someone again, and gives nobody any row"
    ),
    "access/selectors.py transfers_waiting_for: refusal gone: if not "
    "user.has_role(Membership.Role.MANAGER)": (
        "proposals are shown to managers of the receiving team alone: it is there for speed"
    ),
    "access/while_open.py unseen_ends: … if one == label → yes": (
        "kind and id are looked up together: the ids of another kind find nothing of this one"
    ),
    "access/while_open.py unseen_ends: .exclude(while_open_type=F('object_type'), "
    "while_open_id=F('object_id'… gone": (
        "lists are shared of people, who never close: none of their grants ends with itself"
    ),
    "access/while_open.py _references: .filter(pk__in=list(ids)) gone": (
        "references are looked up by the ids again: it is there for speed"
    ),
    "access/paging.py _with_owners: .filter(pk__any=ids) gone": (
        "a page is filled by its ids, whatever else was fetched: it is there for speed"
    ),
    "access/first_found.py _InTurn.add: NOT EXISTS (SELECT 1 FROM t{n}) → TRUE": (
        "the first that finds somebody is used: it is there for speed"
    ),
    "access/first_found.py _InTurn.add: EXISTS (SELECT 1 FROM t{number - 1}) → TRUE": (
        "what stands beside is used only where the one before finds somebody: it is there for speed"
    ),
    "access/first_found.py _InTurn.rows: EXISTS (SELECT 1 FROM t{n}) → TRUE": (
        "the ids are those that the filters leave, whether they are kept or asked for again"
    ),
    "access/selectors.py listings_waiting_for: refusal gone: if not "
    "user.has_role(Membership.Role.MANAGER)": (
        "they are shown to managers of the team alone: it is there for speed"
    ),
    "access/selectors.py _of_managed_records: refusal gone: if not managed": (
        "who manages no team manages no record's owner"
    ),
    "access/selectors.py how_many_samples: refusal gone: if not managed": (
        "who manages no team manages no record's owner"
    ),
    "access/naming.py Naming.told: .filter(pk__in=ids) gone": (
        "each row is told by its key, whatever else was fetched: it is there for speed"
    ),
    "access/naming.py Naming._met: .filter(pk__in=keys[kind]) gone": (
        "each row is told by its id, whatever else was fetched: it is there for speed"
    ),
    "tasks/rules.py is_addressed: works_in(user, handover.to_team_id) → yes": (
        "a handover is looked up among those of the user's own teams"
    ),
    "access/remit.py names: .filter(pk__in=ids) gone": (
        "the page looks its own events up by id, whatever else was fetched: it is there for speed"
    ),
    "access/selectors.py _records: .with_subjects() gone": (
        "without it each record finds its people by a query of its own: it is there for speed"
    ),
    "access/selectors.py rows_with_records: … if row.object_type == kind → yes": (
        "each row is told by its kind and id, whatever else was fetched: it is there for speed"
    ),
    "access/selectors.py rows_with_records: … if some → yes": (
        "of a kind without rows nothing is found: it is there for speed"
    ),
    "access/selectors.py rows_with_records: … if record is not None → yes": (
        "a record that something is about is never deleted"
    ),
    "access/asked.py own_transfers_waiting: refusal gone: if not "
    "user.has_role(Membership.Role.MANAGER)": (
        "proposals are shown to managers of the owner team alone: it is there for speed"
    ),
    "access/asked.py own_listings_waiting: refusal gone: if not user.practises": (
        "who asked is told, whatever they do now: it is there for speed"
    ),
    "access/asked.py _own_requests: refusal gone: if not asked": (
        "without a request there is none about any record"
    ),
    "profiles/rules.py rule profile.create: by_account gone": (
        "the database answers the same from the same memberships: it is there for speed"
    ),
    "access/services/bundles.py _locked: … if isinstance(record, model) → yes": (
        "an id of another kind is one more that is refused: never more is given"
    ),
    "access/services/bundles.py _locked: refusal gone: if policy.lock_all(by, 'access.grant', "
    "rows) != ids": "giving asks again of each record",
    "access/services/bundles.py give_access_to_teams: policy.lock(by, 'access.grant', obj) → "
    "locks without asking": "giving asks again for each team",
    "access/services/giving.py end_access_with: .unended() gone": (
        "each is asked again, under its lock, whether somebody has ended it"
    ),
    "access/services/giving.py end_access_with: .while_open(record) gone": (
        "of each record found, what hangs on the closed one is asked again: it is there for speed"
    ),
    "cases/rules.py rule case.open: by_account gone": (
        "the database answers the same from the same memberships: it is there for speed"
    ),
    "referrals/rules.py rule referral.draft: by_account gone": "as of case.open",
    "access/opening.py open_records: refusal gone: if not records": "of none, nothing is written",
    "access/opening.py create_with_history: refusal gone: if not rows": (
        "of none, nothing is written"
    ),
    "access/services/entries.py touch_all: refusal gone: if not objs": (
        "of none, nothing is touched"
    ),
    "figures/rules.py rule statistics.view: by_account gone": "as of case.open",
    "imports/rules.py rule import.prepare: by_account gone": "as of case.open",
    "api/rules.py rule api.read: stands_on → every row": "of no object: it is never asked",
    "api/rules.py rule change.list: stands_on → every row": (
        "of no object: the feed asks about each record that it names"
    ),
    "api/rules.py rule api_client.add_key: stands_on → every row": (
        "a manager of its team sees a client"
    ),
    "api/rules.py rule webhook.add: stands_on → every row": "a manager of its team sees a client",
    "referrals/rules.py rule referral.advise: stands_on → every row": SIDE,
    "referrals/rules.py rule referral.answer: stands_on → every row": SIDE,
    "referrals/rules.py rule referral.close: stands_on → every row": SIDE,
    "referrals/rules.py rule referral.consult: stands_on → every row": SIDE,
    "referrals/rules.py rule referral.decide: stands_on → every row": SIDE,
    "referrals/rules.py rule referral.edit: stands_on → every row": SIDE,
    "referrals/rules.py rule referral.end_consent: stands_on → every row": SIDE,
    "referrals/rules.py rule referral.run: stands_on → every row": SIDE,
    "referrals/rules.py rule referral.submit: stands_on → every row": SIDE,
    "referrals/rules.py rule referral.withdraw: stands_on → every row": SIDE,
    "referrals/rules.py rule referralform.write: stands_on → every row": SIDE,
    "missing/rules.py rule missing.report: by_account gone": "as of case.open",
    "referrals/rules.py rule rj.record: by_account gone": "as of case.open",
    "referrals/rules.py rule rj.search: by_account gone": "as of case.open",
    "records/rules.py rule draft.save: stands_on → every row": (
        "the draft was looked up among the author's own"
    ),
    "access/paging.py (module): b.user_id = %(user)s → TRUE": (
        "the places are the user's own already: it is there for the index"
    ),
    "access/querysets/about.py TransferQuerySet.visible_to: refusal gone: if not is_someone(user)": NOBODY,
    "access/querysets/about.py SampledAccessQuerySet.visible_to: refusal gone: if not is_someone(user)": (
        NOBODY
    ),
    "access/querysets/about.py SampledAccessQuerySet.visible_to: refusal gone: if not teams": (
        "who manages no team manages no record's owner"
    ),
    "access/querysets/about.py BreakGlassQuerySet.open_to: filter(… user_id=user.pk …) without it": (
        "the memberships are the user's own already: it is there for the index"
    ),
    "access/rules.py shares: refusal gone: if not user.has_role(Membership.Role.ADMINISTRATOR)": (
        "somebody who administers no area administers no record: it saves the question"
    ),
    "access/suggestions.py teams_who_know: .filter(team__in=nameable.values('pk')) gone": (
        "what is found is looked up among the nameable teams again"
    ),
    "access/services/transfers.py accept_transfer: transfer.keep → yes": (
        "a proposal that keeps nothing is kept until for ever"
    ),
    "access/services/transfers.py _settle_named_people: filter(… user__isnull=False …) without it": (
        "the owner team has no grant of its own: it owns"
    ),
    "access/bulk_preview.py preview_bulk: … if count → yes": "a reason that counts nothing is no permission",
    "access/services/bulk.py _agreements: .filter(pk__in=owners - {grantee.pk}) gone": (
        "agreements that nobody asks for: it is there for speed"
    ),
    "access/rules.py rule access.change: many → all of them": "nothing changes the access of many at once",
    "access/rules.py not_yet_seen: practises → yes": "only who works with records knows of one they do not read",
    "access/explain.py _named: .filter(team_id__in=teams) gone": (
        "names of teams that nobody asks for: it is there for speed"
    ),
    "audit/rules.py rule delivery.retry: condition → always": "whoever sees dead letters retries them",
    "audit/rules.py rule delivery.retry: many → all of them": "as of one",
    "alerts/rules.py rule email.list: by_account gone": "who looks after nobody sees no e-mail",
}
