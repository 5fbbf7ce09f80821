"""The words of search entries, kept as each database keeps words best."""

from django.core.exceptions import ImproperlyConfigured
from django.db import migrations

_OLDEST_SQLITE = (3, 43, 0)  # the first in which a contentless table can delete

_SQLITE = [
    # Every sign that balai.core.search puts into a lexeme is a letter of a token here.
    """
    CREATE VIRTUAL TABLE core_searchwords USING fts5(
        words, content='', contentless_delete=1, detail=none,
        tokenize="ascii tokenchars '=^#@~:._-'"
    )
    """,
    """
    CREATE TRIGGER core_searchentry_takes_its_words AFTER DELETE ON core_searchentry
    BEGIN
        DELETE FROM core_searchwords WHERE rowid = old.place;
    END
    """,
]
_SQLITE_BACK = [
    "DROP TRIGGER core_searchentry_takes_its_words",
    "DROP TABLE core_searchwords",
]
_POSTGRESQL = [
    "ALTER TABLE core_searchentry ADD COLUMN words tsvector NOT NULL",
    # Without a list of pending entries, which every search would have to read through.
    "CREATE INDEX core_searchentry_words ON core_searchentry"
    " USING gin (words) WITH (fastupdate = off)",
    "CREATE INDEX core_searchentry_place ON core_searchentry (place)",
    # Of each query the first places, until one of them has enough.
    #
    # Where so many entries match, by the planner's estimate, that enough of them must stand
    # among the first, GIN is asked for these alone: a place cut short by so many bits names a
    # stretch of the order, and every entry bears a lexeme for each stretch it lies in. What
    # they do not yield is asked for in a longer stretch, and at last without one. EXECUTE,
    # because a plan made for another word would be wrong; "+ 0", so that the planner does not
    # read in order of places through entries of which none may match.
    """
    CREATE FUNCTION core_search_places(
        wanted tsquery[], first_place bigint, last_place bigint, most int, cuts int[]
    ) RETURNS TABLE (nth int, at_place bigint) LANGUAGE plpgsql SET jit = off AS $$
    DECLARE
        query tsquery;
        plan json;
        entries float8;
        matches float8;
        to_read float8;
        found int;
        more int;
        reached bigint;
        top bigint;
        bottom bigint;
        stretches tsquery;
    BEGIN
        SELECT greatest(reltuples, 1) INTO entries
        FROM pg_class WHERE oid = 'core_searchentry'::regclass;
        nth := 0;
        FOREACH query IN ARRAY wanted LOOP
            EXECUTE format(
                'EXPLAIN (FORMAT JSON) SELECT FROM core_searchentry WHERE words @@ %L::tsquery',
                query
            ) INTO plan;
            matches := greatest((plan #>> '{0,Plan,Plan Rows}')::float8, 1);
            to_read := 1.3 * most * entries / matches;
            found := 0;
            reached := first_place - 1;
            LOOP
                stretches := NULL;
                IF to_read < 40 * matches AND to_read < entries / 2 THEN
                    SELECT place INTO top FROM core_searchentry
                    WHERE place > reached AND place <= last_place ORDER BY place LIMIT 1;
                    SELECT place INTO bottom FROM core_searchentry
                    WHERE place > reached AND place <= last_place
                    ORDER BY place OFFSET to_read::bigint LIMIT 1;
                    SELECT string_agg(format('%L', format('~%s:%s', cut, stretch)), ' | ')::tsquery
                    INTO stretches
                    FROM (
                        SELECT cut FROM unnest(cuts) AS cut
                        WHERE (bottom >> cut) - (top >> cut) < 16 ORDER BY cut LIMIT 1
                    ) AS finest, generate_series(top >> cut, bottom >> cut) AS stretch;
                END IF;
                IF stretches IS NULL THEN
                    bottom := last_place;
                END IF;
                RETURN QUERY EXECUTE
                    'SELECT $1, place FROM core_searchentry'
                    ' WHERE words @@ $2 AND place + 0 > $3 AND place + 0 <= $4'
                    ' ORDER BY place + 0 LIMIT $5'
                    USING nth, coalesce(query && stretches, query), reached, bottom, most - found;
                GET DIAGNOSTICS more = ROW_COUNT;
                found := found + more;
                EXIT WHEN found = most OR bottom = last_place;
                reached := bottom;
                to_read := to_read * 8;
            END LOOP;
            EXIT WHEN found = most;
            nth := nth + 1;
        END LOOP;
    END $$
    """,
]
_POSTGRESQL_BACK = [
    "DROP FUNCTION core_search_places(tsquery[], bigint, bigint, int, int[])",
    "DROP INDEX core_searchentry_place",
    "ALTER TABLE core_searchentry DROP COLUMN words",
]


def _run(schema_editor, *, sqlite, postgresql):
    if schema_editor.connection.vendor == "sqlite":
        version = schema_editor.connection.Database.sqlite_version_info
        if version < _OLDEST_SQLITE:
            raise ImproperlyConfigured(
                f"SQLite {'.'.join(map(str, version))} is too old for search: 3.43 or later"
            )
    statements = sqlite if schema_editor.connection.vendor == "sqlite" else postgresql
    for statement in statements:
        schema_editor.execute(statement, None)  # None: a % means itself


def keep_words(apps, schema_editor):
    _run(schema_editor, sqlite=_SQLITE, postgresql=_POSTGRESQL)


def forget_words(apps, schema_editor):
    _run(schema_editor, sqlite=_SQLITE_BACK, postgresql=_POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_words_to_search")]

    operations = [migrations.RunPython(keep_words, forget_words)]
