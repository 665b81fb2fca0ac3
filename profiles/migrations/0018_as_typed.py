"""Phones are found however typed, postcodes may be longer, contacts go by time; warnings' source."""

import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models import F

# As `profiles.search.digits_of` does it in Python: a test holds them equal.
PHONE = r"""
CREATE OR REPLACE FUNCTION phone_for_search(number text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN replace(regexp_replace(
  regexp_replace(regexp_replace(number, '[^0-9+]', '', 'g'), '^(\+|00)440?|^44(?=[0-9]{10}$)', '0'),
  '^(\+|00)', ''), '+', '');
"""
PHONE_BEFORE = r"""
CREATE OR REPLACE FUNCTION phone_for_search(number text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN number ~ '^\s*(\+\s*44|0044)'
  THEN '0' || regexp_replace(regexp_replace(number, '[^0-9]', '', 'g'), '^(0044|44)0?', '')
  ELSE regexp_replace(number, '[^0-9]', '', 'g') END;
"""


def searched(name):
    """An index of three letters at a time."""
    column = {"address_search": "search_text", "phone_digits": "digits"}[name]
    trigrams = django.contrib.postgres.indexes.OpClass(column, name="gin_trgm_ops")
    return django.contrib.postgres.indexes.GinIndex(trigrams, name=name)


class Migration(migrations.Migration):
    dependencies = [("profiles", "0017_names_folded")]
    operations = [
        *(
            migrations.AddField(
                model,
                "source",
                models.CharField(blank=True, db_default="", max_length=150),
            )
            for model in ("warning", "historicalwarning")
        ),
        # Stored values are made again: by the new function, and of the longer postcode.
        migrations.RemoveIndex("phone", "phone_digits"),
        migrations.RemoveField("phone", "digits"),
        migrations.RunSQL(PHONE, PHONE_BEFORE),
        migrations.AddField(
            "phone",
            "digits",
            models.GeneratedField(
                db_persist=True,
                expression=models.Func("number", function="phone_for_search"),
                output_field=models.TextField(db_collation="C"),
            ),
        ),
        migrations.AddIndex("phone", searched("phone_digits")),
        migrations.RemoveIndex("address", "address_search"),
        migrations.RemoveField("address", "search_text"),
        migrations.AlterField("address", "postcode", models.CharField(blank=True, max_length=10)),
        migrations.AlterField(
            "historicaladdress", "postcode", models.CharField(blank=True, max_length=10)
        ),
        migrations.AddField(
            "address",
            "search_text",
            models.GeneratedField(
                db_persist=True,
                expression=models.Func("text", "postcode", function="address_for_search"),
                output_field=models.TextField(db_collation="C"),
            ),
        ),
        migrations.AddIndex("address", searched("address_search")),
        migrations.RemoveIndex("contact", "contact_of_profile"),
        migrations.AddIndex(
            "contact",
            models.Index(
                F("profile"),
                F("happened_on").desc(),
                F("happened_at_time").desc(nulls_last=True),
                F("id").desc(),
                name="contact_of_profile_by_time",
            ),
        ),
        migrations.AlterModelOptions(
            "contact",
            {
                "base_manager_name": "objects",
                "ordering": [
                    "-happened_on",
                    F("happened_at_time").desc(nulls_last=True),
                    "-pk",
                ],
            },
        ),
    ]
