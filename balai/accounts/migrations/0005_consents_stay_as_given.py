"""The triggers that keep consents, and the texts they were given to, as they were written.

A consent may only be withdrawn, once; its proof may be emptied, which forgets a person;
and it follows its village to another code. SQLite drops triggers when a later migration
rebuilds the table: such a one makes them anew.
"""

from django.db import migrations

_KEPT = (
    "id", "giver_id", "purpose", "thing", "thing_number", "text_id", "given_at", "how",
    "recorded_by_id", "request_key", "example",
)  # fmt: skip


def _edits(differs):
    """Say what of a consent may not change, in the words of one engine."""
    kept = [f"OLD.{column} {differs} NEW.{column}" for column in _KEPT]
    return " OR ".join(
        [
            *kept,
            f"(OLD.proof {differs} NEW.proof AND (NEW.proof <> '' OR NEW.withdrawn_at IS NULL))",
            "(OLD.withdrawn_at IS NOT NULL AND"
            f" (OLD.withdrawn_at {differs} NEW.withdrawn_at"
            f" OR OLD.withdrawn_by_id {differs} NEW.withdrawn_by_id))",
        ]
    )


def _sqlite():
    stays = "BEGIN SELECT RAISE(ABORT, 'consents stay as they were given'); END"
    return [
        "CREATE TRIGGER accounts_consent_no_update BEFORE UPDATE ON accounts_consent"
        f" WHEN {_edits('IS NOT')} {stays}",
        "CREATE TRIGGER accounts_consenttext_no_update BEFORE UPDATE ON accounts_consenttext"
        f" {stays}",
        f"CREATE TRIGGER accounts_consent_no_delete BEFORE DELETE ON accounts_consent {stays}",
        "CREATE TRIGGER accounts_consenttext_no_delete BEFORE DELETE ON accounts_consenttext"
        f" {stays}",
    ]


def _postgresql():
    stays = "FOR EACH ROW EXECUTE FUNCTION accounts_consent_stays()"
    return [
        """
        CREATE FUNCTION accounts_consent_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'consents stay as they were given'
                USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
        "CREATE TRIGGER accounts_consent_no_update BEFORE UPDATE ON accounts_consent"
        f" FOR EACH ROW WHEN ({_edits('IS DISTINCT FROM')})"
        " EXECUTE FUNCTION accounts_consent_stays()",
        f"CREATE TRIGGER accounts_consent_no_delete BEFORE DELETE ON accounts_consent {stays}",
        "CREATE TRIGGER accounts_consenttext_no_update BEFORE UPDATE ON accounts_consenttext"
        f" {stays}",
        "CREATE TRIGGER accounts_consenttext_no_delete BEFORE DELETE ON accounts_consenttext"
        f" {stays}",
    ]


def keep_consents(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in _sqlite() if is_sqlite else _postgresql():
        schema_editor.execute(statement)


def let_consents_go(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in ("accounts_consent", "accounts_consenttext"):
        for event in ("update", "delete"):
            on = "" if is_sqlite else f" ON {table}"
            schema_editor.execute(f"DROP TRIGGER {table}_no_{event}{on}")
    if not is_sqlite:
        schema_editor.execute("DROP FUNCTION accounts_consent_stays()")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_consents_and_privacy_requests")]

    operations = [migrations.RunPython(keep_consents, let_consents_go)]
