"""Who may see what, and why: grants, the holds they project onto, exclusions, requests.

The rule
  querysets         `visible_to`, `known_to`, `administrable_by`: the only definitions of sight
  effective_access  by which paths one user may read one record (the rule, asked of one)
  paging            pages, counts and ids of what a user may read (the rule, from the indexes)
  filter_sql        SQL conditions for the filters of those pages
  section_access    which sections of a record a user holds, at which level
  rules             what may be done with access; the permission text of this app
  backends          the same answers for Django's `user.has_perm`
  levels, kinds     levels and section bits; which models are shared records

What changes access
  services/         one function for each act: give, end, restrict, exclude, ask, transfer, write
  ledger            enters and closes one grant
  projection        makes the holds of one record what its grants imply
  bundles           records that go with a record: the cases of a person
  bulk_grants       ledger and projection for thousands of records, in SQL
  bulk_preview      what sharing a whole list would do, before it is done
  while_open        access that ends when a record is closed: which record, and in words
  checks, agreements  who can be given access, and which agreement that needs
  opening           opens a new shared record: reference, holds, history
  leaving           passes on what somebody who leaves a team is responsible for

What people read about access
  explain           everyone who can see a record now, or could on a day, and why
  access_summary    the same as a short list, for the record's first page
  naming            which teams and people a text may name to its reader: asked by all of them
  selectors         rows for the sharing pages: requests, transfers, emergencies, samples
  suggestions, sentences, filters  teams to offer; acts in words; the day looked back to
  sampling          picks unusual accesses each week for managers to review
  remit             which records an auditor's areas cover

A new kind of shared record
  models/, operations, triggers  abstract bases, and the migration operation for their triggers
  sharing_urls, views/           its sharing pages, from one call
"""
