"""Checks without which nothing can differ, each with the argument why."""

REACH = "Rule.reach asks is_someone again, and gives nobody any row"

EQUIVALENT: dict[str, str] = {
    "core/policy.py can: refusal gone: if … or not is_someone(user)": REACH,
    "core/policy.py require: refusal gone: if … or not is_someone(user)": REACH,
    "access/backends.py HoldBackend._codenames: refusal gone: if … or not is_someone(user)": (
        "visible_to asks is_someone again, and gives nobody any row"
    ),
}
