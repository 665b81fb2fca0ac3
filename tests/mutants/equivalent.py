"""Checks without which nothing can differ, each with the argument why."""

REACH = "Rule.reach asks is_someone again, and gives nobody any row"

ONE_KIND = "people are the only kind of record that is shared, until cases are"

EQUIVALENT: dict[str, str] = {
    "core/policy.py can: refusal gone: if … or not is_someone(user)": REACH,
    "core/policy.py require: refusal gone: if … or not is_someone(user)": REACH,
    "access/backends.py HoldBackend._codenames: refusal gone: if … or not is_someone(user)": (
        "visible_to asks is_someone again, and gives nobody any row"
    ),
    "access/crowds.py grants_to: filter(… object_type=model._meta.label_lower …) without it": (
        ONE_KIND
    ),
    "access/involved.py _statement: g.object_type = %(kind)s → TRUE": ONE_KIND,
    "access/involved.py _statement: b.object_type = %(kind)s → TRUE": ONE_KIND,
    "access/paging.py (module): b.user_id = %(user)s → TRUE": (
        "the places are the user's own already: it is there for the index"
    ),
    "access/paging.py (module): b.object_type = %(kind)s → TRUE": ONE_KIND,
    "access/explain.py _people: .filter(team_id__in=teams) gone": (
        "names of teams that nobody asks for: it is there for speed"
    ),
}
