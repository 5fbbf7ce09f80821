"""The wall: the database refuses a claim on what another claim has at that time.

Two claims may not share numbers and seconds, unless both are buffers. An exclusion
constraint says so on PostgreSQL: a claim proper spans all "rooms for buffers", a buffer
only the one of its own reservation, so that buffers of two reservations may overlap. On
SQLite, where one writes at a time, two triggers look before each row is written.

SQLite drops triggers when a later migration rebuilds the table: such a one makes them anew.
"""

from django.db import migrations

_POSTGRESQL = """
    ALTER TABLE reservations_claim ADD CONSTRAINT reservations_claims_never_overlap
    EXCLUDE USING gist (
        int8range(first_number, last_number, '[]') WITH &&,
        int8range(from_second, to_second) WITH &&,
        int8range(
            CASE WHEN is_buffer THEN reservation_id END,
            CASE WHEN is_buffer THEN reservation_id END, '[]'
        ) WITH &&
    )
"""
_SQLITE = """
    CREATE TRIGGER reservations_claims_never_overlap_{event} BEFORE {event} ON reservations_claim
    WHEN EXISTS (
        SELECT 1 FROM reservations_claim AS other
        WHERE other.venue_id = NEW.venue_id
        AND other.to_second > NEW.from_second AND other.from_second < NEW.to_second
        AND other.first_number <= NEW.last_number AND other.last_number >= NEW.first_number
        AND NOT (other.is_buffer AND NEW.is_buffer)
        AND other.id IS NOT NEW.id
    )
    BEGIN SELECT RAISE(ABORT, 'reservations_claims_never_overlap'); END
"""


def raise_wall(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("insert", "update"):
            schema_editor.execute(_SQLITE.format(event=event))
    else:
        schema_editor.execute(_POSTGRESQL)


def take_wall_down(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER reservations_claims_never_overlap_{event}")
    else:
        schema_editor.execute(
            "ALTER TABLE reservations_claim DROP CONSTRAINT reservations_claims_never_overlap"
        )


class Migration(migrations.Migration):
    dependencies = [("reservations", "0001_things_and_their_reservations")]

    operations = [migrations.RunPython(raise_wall, take_wall_down)]
