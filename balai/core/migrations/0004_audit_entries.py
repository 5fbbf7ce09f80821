"""The audit trail, and the triggers that keep it as it was written.

SQLite drops triggers when a later migration rebuilds the table: such a one makes them anew.
"""

from django.db import migrations, models

_SQLITE = [
    f"""
    CREATE TRIGGER core_auditentry_no_{event.lower()} BEFORE {event} ON core_auditentry
    BEGIN SELECT RAISE(ABORT, 'audit entries stay as they were written'); END
    """
    for event in ("UPDATE", "DELETE")
]
_SQLITE_BACK = [
    "DROP TRIGGER core_auditentry_no_update",
    "DROP TRIGGER core_auditentry_no_delete",
]
_POSTGRESQL = [
    """
    CREATE FUNCTION core_auditentry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'audit entries stay as they were written'
            USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER core_auditentry_stays BEFORE UPDATE OR DELETE ON core_auditentry
    FOR EACH ROW EXECUTE FUNCTION core_auditentry_stays()
    """,
]
_POSTGRESQL_BACK = [
    "DROP TRIGGER core_auditentry_stays ON core_auditentry",
    "DROP FUNCTION core_auditentry_stays()",
]


def _run(schema_editor, *, sqlite, postgresql):
    statements = sqlite if schema_editor.connection.vendor == "sqlite" else postgresql
    for statement in statements:
        schema_editor.execute(statement)


def keep_entries(apps, schema_editor):
    _run(schema_editor, sqlite=_SQLITE, postgresql=_POSTGRESQL)


def let_entries_go(apps, schema_editor):
    _run(schema_editor, sqlite=_SQLITE_BACK, postgresql=_POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("core", "0003_words_of_entries")]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by_number", models.BigIntegerField(db_index=True, null=True)),
                ("act", models.CharField(max_length=60)),
                ("thing", models.CharField(max_length=60)),
                ("thing_number", models.BigIntegerField()),
                ("area_code", models.CharField(blank=True, db_index=True, max_length=13)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("request_key", models.UUIDField(null=True)),
            ],
            options={
                "verbose_name_plural": "audit entries",
                "indexes": [
                    models.Index(fields=["thing", "thing_number"], name="core_audit_of_thing")
                ],
            },
        ),
        migrations.RunPython(keep_entries, let_entries_go),
    ]
