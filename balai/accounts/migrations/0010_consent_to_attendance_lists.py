"""One may agree to be on attendance lists.

SQLite rebuilds the table of consents for its new constraint, and drops the triggers that
keep it: they are read before, and made again as they were.
"""

from django.db import migrations, models

_kept = []


def remember_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
                ["accounts_consent"],
            )
            _kept[:] = [sql for (sql,) in cursor.fetchall()]


def make_triggers_again(apps, schema_editor):
    for statement in _kept:
        schema_editor.execute(statement)
    _kept.clear()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_second_keys_are_sealed"),
    ]

    operations = [
        migrations.RunPython(remember_triggers, make_triggers_again),
        migrations.RemoveConstraint(
            model_name="consent",
            name="accounts_consent_fits_its_thing",
        ),
        migrations.AlterField(
            model_name="consent",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("name", "name"),
                    ("contact", "number and address"),
                    ("picture", "photo"),
                    ("attendance", "being on attendance lists"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="consenttext",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("name", "name"),
                    ("contact", "number and address"),
                    ("picture", "photo"),
                    ("attendance", "being on attendance lists"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("purpose__in", ["name", "contact"]), ("thing", "registry.organisation")
                    ),
                    models.Q(("purpose__in", ["name", "picture"]), ("thing", "catalogue.listing")),
                    models.Q(("purpose__in", ["picture"]), ("thing", "catalogue.picture")),
                    models.Q(("purpose__in", ["attendance"]), ("thing", "activities.participant")),
                    _connector="OR",
                ),
                name="accounts_consent_fits_its_thing",
            ),
        ),
        migrations.RunPython(make_triggers_again, remember_triggers),
    ]
