"""Who may do what to a person's record: the whole table, to be read and signed.

A row is an action, a column an actor. `y` is yes, `·` is no.
"""

ACTORS = {
    "practitioner": "practitioner of the owner team",
    "lead": "the record's lead, practitioner of the owner team",
    "manager": "manager of the owner team",
    "viewer": "member of a team given the log, to read",
    "adder": "member of a team given the log, to read and add",
    "named": "named person given the log, to read",
    "teammate": "colleague of the named person, in the team they were named in",
    "finder": "practitioner of the area who found the record by its identifier",
    "outsider": "practitioner of another force",
    "administrator": "area administrator of the owner team's area",
    "control": "control room of the area",
    "auditor": "auditor",
    "excluded": "manager of the owner team, excluded from the record",
    "disabled": "manager of the owner team, account closed",
    "left": "practitioner who has left the owner team",
}

TABLE = """
action                       practitioner lead manager viewer adder named teammate finder outsider administrator control auditor excluded disabled left
profile.view                 y            y    y       y      y     y     ·        ·      ·        ·             ·       ·       ·        ·        ·
profile.list                 y            y    y       y      y     y     ·        ·      ·        ·             ·       ·       ·        ·        ·
profile.print                y            y    y       y      y     y     ·        ·      ·        ·             ·       ·       ·        ·        ·
profile.view_log             y            y    y       y      y     y     ·        ·      ·        ·             ·       ·       ·        ·        ·
profile.view_risk            y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
profile.view_contact_details y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
profile.view_reports         y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
profile.view_missing_plan    y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
missing_plan.write           y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
history.view                 y            y    y       y      y     y     ·        ·      ·        ·             ·       ·       ·        ·        ·
profile.edit                 y            y    y       ·      y     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
profile.assign_lead          ·            ·    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
warning.use_restricted       ·            ·    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
custody.dismiss              ·            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
log.add                      y            y    y       ·      y     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
log.print                    y            y    y       y      y     y     ·        ·      ·        ·             ·       ·       ·        ·        ·
profile.view_programmes      y            y    y       y      y     y     ·        ·      ·        ·             ·       ·       ·        ·        ·
programme.edit               y            y    y       ·      y     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
profile.view_needs           y            y    y       y      y     y     ·        ·      ·        ·             ·       ·       ·        ·        ·
need.raise                   y            y    y       ·      y     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
risk.assess                  y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
contact_details.edit         y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
report.start                 y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
profile.view_documents       y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
document.add                 y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
photo.add                    y            y    y       ·      y     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
task.send                    y            y    y       y      y     y     ·        ·      ·        ·             ·       ·       ·        ·        ·
access.explain               y            y    y       y      y     y     ·        ·      ·        y             ·       ·       ·        ·        ·
access.grant                 ·            y    y       ·      ·     ·     ·        ·      ·        y             ·       ·       ·        ·        ·
access.change                ·            y    y       ·      ·     ·     ·        ·      ·        y             ·       ·       ·        ·        ·
access.end                   ·            y    y       ·      ·     ·     ·        ·      ·        y             ·       ·       ·        ·        ·
access.restrict              ·            ·    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
access.exclude               ·            ·    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
access.decide                ·            ·    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
access.review                ·            ·    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
owner.transfer               ·            ·    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
access.stub                  y            y    y       y      y     y     y        y      ·        ·             ·       ·       ·        ·        ·
access.request               ·            ·    ·       ·      ·     ·     y        y      ·        ·             ·       ·       ·        ·        ·
access.break_glass           ·            ·    ·       ·      ·     ·     y        y      ·        ·             ·       ·       ·        ·        ·
access.find                  y            y    y       ·      ·     ·     ·        y      ·        ·             ·       ·       ·        ·        ·
"""

# Of a case, with those who hold its actions where people have the log.
CASES = """
action                       practitioner lead manager viewer adder named teammate finder outsider administrator control auditor excluded disabled left
case.view                    y            y    y       y      y     y     ·        ·      ·        ·             ·       ·       ·        ·        ·
case.list                    y            y    y       y      y     y     ·        ·      ·        ·             ·       ·       ·        ·        ·
case.view_actions            y            y    y       y      y     y     ·        ·      ·        ·             ·       ·       ·        ·        ·
case.view_people             y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
case.view_documents          y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
case.add_documents           y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
case.edit                    y            y    y       ·      y     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
case.assign_lead             ·            ·    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
case.close                   y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
case.hand_over               ·            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
case.reopen                  y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
case.link                    y            y    y       ·      y     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
action.add                   y            y    y       ·      y     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
action.print                 y            y    y       y      y     y     ·        ·      ·        ·             ·       ·       ·        ·        ·
action.disclose              y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
incident.add                 y            y    y       ·      y     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
participant.add              y            y    y       ·      ·     ·     ·        ·      ·        ·             ·       ·       ·        ·        ·
"""

# Actions whose object is something else than a person's record or a case; each has a test of its own.
ELSEWHERE = {
    "profile.create": "a team of the user's own",
    "case.open": "a team of the user's own",
    "participant.view": "a person in a case",
    "participant.edit": "a person in a case",
    "action.view": "an action of a case",
    "action.amend": "an action of a case",
    "action.record_result": "an action of a case that is planned",
    "owner.accept": "a proposal to the user's own team",
    "access.review_sample": "an unusual access to a record of the user's own team",
    "listing.ask": "a team whose records the user works with",
    "export.ask": "an export of the user's own, of a list that they open",
    "export.view": "an export of the user's own",
    "export.fetch": "an export of the user's own, of which they still see every row and know every team",
    "export.decide": "a colleague's export over the limit, in a team that the user manages",
    "listing.decide": "a colleague's wish to list more people, in a team that the user manages",
    "report.view": "a report about a person",
    "report.print": "a report about a person",
    "report.disclose": "a report that was submitted",
    "report.approve": "a report that waits for approval",
    "report.return": "a report that waits for approval",
    "report.withdraw": "a report that waits for approval, of the user's own team",
    "report.submit": "a draft of a report, of the user's own team",
    "report.discard": "a draft of a report, of the user's own team",
    "report.restore": "a discarded draft of a report, of the user's own team",
    "report.write": "a section of such a draft",
    "report.add_to": "a report that was submitted",
    "need.view": "a need of a person",
    "need.pick_up": "a need of a person",
    "need.hand_on": "a need of a person",
    "need.step": "a need of a person",
    "need.resolve": "a need of a person",
    "need.reopen": "a need of a person",
    "document.view": "a document of a record",
    "document.download": "a document that was not withdrawn",
    "document.edit": "a document that was not withdrawn",
    "document.withdraw": "a document that was not withdrawn",
    "photo.view": "a photo that was not withdrawn",
    "photo.withdraw": "a photo that was not withdrawn",
    "log.amend": "an entry of the log",
    "log.follow_up": "what is to follow an entry of the log",
    "api_client.list": "clients of the teams that the user looks after",
    "api_client.view": "a client of a team that the user looks after",
    "api_client.add": "a team that the user looks after",
    "api_client.agree": "a client that waits, made by somebody independent",
    "api_client.add_key": "a client that somebody agreed to",
    "api_client.revoke": "a client of a team that the user looks after",
    "client_key.revoke": "a key of such a client",
    "api.read": "the documentation, which is the same for everybody",
    "change.list": "what changed among the records that the user sees",
    "draft.list": "the user's own drafts",
    "draft.view": "the user's own drafts",
    "draft.save": "the user's own drafts",
    "draft.discard": "the user's own drafts",
    "draft.restore": "the user's own drafts",
    "form_kind.list": "kinds of forms, for administrators of an area",
    "form_kind.view": "a kind of form, for administrators of an area",
    "form_kind.copy": "a kind of form, for administrators of an area",
    "form_kind.add": "an area that the user administers",
    "form_kind.edit": "a kind of form of an area that the user administers",
    "form_section.edit": "a section of such a kind",
    "form_question.edit": "a question of such a kind",
    "update_period.add": "a team that works in a prison",
    "update_period.list": "the agreed reports of prisons",
    "update_period.edit": "an agreed report of a prison",
    "saved_view.add": "the user's own account",
    "saved_view.list": "the user's own saved views",
    "saved_view.rename": "the user's own saved views",
    "saved_view.delete": "the user's own saved views",
    "detail.edit": "a detail of a person",
    "task.message": "a team of the user's own",
    "task.list": "tasks of the user's teams",
    "task.view": "a task of the user's team",
    "task.read": "a task of the user's team, about nothing or about a record that the user reads",
    "task.comment": "a task that the user reads",
    "task.add_documents": "a task that the user reads",
    "task.accept": "a task that the user's team has",
    "task.decline": "a task that the user's team has",
    "task.hold": "a task that the user's team has",
    "task.reassign": "a task that the user's team has",
    "task.hand_back": "a task that the user's team has",
    "task.complete": "a task that the user's team has and the user reads",
    "task.hand_on": "a task that the user has, or that a team has which the user manages",
    "task.hand_over": "a task that the user has and reads, or whose team the user manages",
    "handover.list": "handovers of the user's own teams",
    "handover.view": "a handover of the user's own team, of a case or task that the user reads",
    "handover.acknowledge": "a handover to the user, or to the user's team by somebody else",
    "handover.withdraw": "a handover by the user, or to a team which the user manages",
    "task.reopen": "a task that the user's team sent",
    "task.withdraw": "a task that the user's team sent",
    "rj.search": "the register of the force areas of the user's teams",
    "rj.view": "an entry of such a register, or what a referral says that the user sees",
    "rj.history": "an entry that the user sees otherwise than for the control room",
    "rj.record": "a team of the user's own",
    "rj.edit": "an entry of the user's own team, or of a referral that waits for it",
    "rj.arrange": "an area that the user administers",
    "referral.draft": "a team of the user's own",
    "referral.list": "referrals that the user sees",
    "referral.view": "a referral, by the state in which it is",
    "referral.edit": "a referral of the user's own team",
    "referral.consult": "a referral of the user's own team",
    "referral.submit": "a referral of the user's own team",
    "referral.answer": "a referral of the user's own team",
    "referral.withdraw": "a referral of the user's own team",
    "referral.advise": "a question to the user as an RJ champion",
    "referral.decide": "a referral that the user's team has",
    "referral.run": "a referral that the user's team has",
    "referral.close": "a referral that has ended and that the user's side closes",
    "referral.end_consent": "a referral that the user's team wrote or has",
    "referralform.view": "the form of a referral that the user sees",
    "referralform.write": "a section of the form of a referral of the user's own team",
    "gallery.list": "galleries that the user sees",
    "gallery.view": "a gallery whose audience the user belongs to, or that the user curates",
    "gallery.print": "a gallery that the user sees",
    "gallery.add": "a gallery that the user curates",
    "gallery.make": "an area that the user administers",
    "gallery.manage": "a gallery of an area that the user administers",
    "gallery.view_entry": "an entry about somebody of whose record the user may know",
    "gallery.change_entry": "an entry of a gallery that the user curates",
    "gallery.end_entry": "such an entry, or one about a record of the user's own team",
    "gallery.offer": "an entry about a record of another team",
    "gallery.view_offer": "an offer to or of the user's own team",
    "gallery.answer_offer": "an offer about a record of the user's own team",
    "missing.report": "a team of the user's own",
    "missing.list": "episodes of cases that the user sees",
    "missing.figures": "episodes of cases that the user sees",
    "missing.view": "an episode of a case that the user sees",
    "missing.view_log": "an episode of a case whose actions the user reads",
    "missing.add": "such an episode, whose case is open",
    "missing.interview": "such an episode, whose case is open",
    "missing.assess": "an episode of the user's own unit",
    "missing.locate": "an episode of the user's own unit",
    "missing.link": "an episode of the user's own unit",
    "missing.print": "an episode of a case whose actions the user reads",
    "missing.arrange": "an area that the user administers",
    "statistics.view": "a team in which the user is practitioner or manager; each figure asks for itself",
    "import.prepare": "an open team that the user manages, or in an area that the user administers",
    "import.list": "imports for teams that the user manages, and an administrator’s own",
    "import.view": "imports for teams that the user manages, and an administrator’s own",
    "import.choose": "such an import, while it waits to begin; once compared with records, its team’s managers",
    "import.start": "an import for a team that the user manages",
    "import.stop": "an import for a team that the user manages",
    "import.cancel": "such an import, before it begins; once compared with records, its team’s managers",
    "access.name": "the teams and people of the directory",
    "notice.list": "the user's own notices",
    "notice.see": "the user's own notices",
    "notice.snooze": "the user's own notices, unless critical",
    "notice.hand_on": "the user's own notices, unless about the user",
    "notice.take": "a high or critical notice of a colleague, of which the user may be told",
    "notice.set_emails": "the user's own choice of e-mails",
    "email.list": "e-mails to people whom the administrator looks after",
    "email.send_again": "e-mails to people whom the administrator looks after",
    "factor.list": "trigger factors of the user's own teams",
    "factor.view": "a trigger factor of the user's own team",
    "factor.add": "a team that the user manages",
    "factor.edit": "a trigger factor of a team that the user manages",
    "factor.switch": "a trigger factor of a team that the user manages",
    "firing.view": "an alert of a trigger factor, about a record and sections that the user reads",
    "firing.judge": "an alert of a trigger factor, about a record and sections that the user reads",
    "webhook.view": "a webhook of a client that the user looks after; of a client, its own",
    "webhook.add": "a client that somebody agreed to",
    "webhook.change": "a webhook that is on, of a client that the user looks after",
    "webhook.switch_on": "such a webhook that is off",
    "webhook_message.retry": "a message that was given up, of a webhook that the user sees",
    "audit.search": "an event",
    "delivery.list": "a dead letter, for administrators",
    "delivery.retry": "a dead letter, for administrators",
    "audit.export": "the user's own exports of the log",
}


def cells(table=TABLE):
    """Every (action, actor, allowed) of a table."""
    header, *rows = [line.split() for line in table.strip().splitlines()]
    for action, *answers in rows:
        for actor, answer in zip(header[1:], answers, strict=True):
            yield action, actor, {"y": True, "·": False}[answer]
