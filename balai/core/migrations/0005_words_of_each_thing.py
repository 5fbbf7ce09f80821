"""On PostgreSQL every word also says of which thing it is, and the order is read by sampling."""

from django.db import migrations

# Before a lexeme stands the sign of its thing: a word of listings alone costs villages nothing.
_WORDS = [
    "DROP INDEX core_searchentry_words",
    """
    UPDATE core_searchentry SET words = (
        SELECT coalesce(
            array_to_tsvector(
                array_agg(
                    CASE
                        WHEN lexeme LIKE '~%' THEN lexeme
                        ELSE substr(
                            '0123456789abcdefghijklmnopqrstuv', (place >> 58)::int + 1, 1
                        ) || lexeme
                    END
                )
            ),
            ''
        )
        FROM unnest(tsvector_to_array(words)) AS lexeme WHERE lexeme NOT LIKE '@%'
    )
    """,
    "CREATE INDEX core_searchentry_words ON core_searchentry"
    " USING gin (words) WITH (fastupdate = off)",
]
_WORDS_BACK = [
    _WORDS[0],
    """
    UPDATE core_searchentry SET words = (
        SELECT array_to_tsvector(
            array_agg(CASE WHEN lexeme LIKE '~%' THEN lexeme ELSE substr(lexeme, 2) END)
            || ('@' || (place >> 58))
        )
        FROM unnest(tsvector_to_array(words)) AS lexeme
    )
    """,
    _WORDS[2],
]
# Of each query the first places, until one of them has enough.
#
# The first thousand entries are read in order, whatever they say. How many of them match tells
# how far the rest has to be sought: GIN is asked for a stretch of the order alone, that ends
# where the planner's histogram says so many entries lie. What it does not yield is asked for in
# a longer stretch, and at last without one. "+ 0", so that the planner does not read in order
# of places through entries of which none may match.
_FUNCTION = """
    CREATE OR REPLACE FUNCTION core_search_places(
        wanted tsquery[], first_place bigint, last_place bigint, most int, cuts int[]
    ) RETURNS TABLE (nth int, at_place bigint) LANGUAGE plpgsql
    SET jit = off SET max_parallel_workers_per_gather = 0 AS $$
    DECLARE
        sample CONSTANT int := 1000;
        query tsquery;
        entries float8;
        bounds bigint[];
        to_read float8;
        ahead float8;
        found int;
        more int;
        sampled bigint;
        reached bigint;
        bottom bigint;
        stretches tsquery;
    BEGIN
        SELECT greatest(reltuples, 1) INTO entries
        FROM pg_class WHERE oid = 'core_searchentry'::regclass;
        SELECT place INTO sampled FROM core_searchentry
        WHERE place >= first_place AND place <= last_place
        ORDER BY place OFFSET sample - 1 LIMIT 1;
        nth := 0;
        FOREACH query IN ARRAY wanted LOOP
            RETURN QUERY
                SELECT nth, first.place FROM (
                    SELECT place, words FROM core_searchentry
                    WHERE place >= first_place AND place <= last_place
                    ORDER BY place LIMIT sample
                ) AS first
                WHERE first.words @@ query ORDER BY first.place LIMIT most;
            GET DIAGNOSTICS found = ROW_COUNT;
            reached := coalesce(sampled, last_place);
            to_read := 1.3 * (most - found) * sample / greatest(found, 0.5);
            WHILE found < most AND reached < last_place LOOP
                bottom := NULL;
                stretches := NULL;
                IF to_read < entries / 2 THEN
                    IF bounds IS NULL THEN
                        SELECT histogram_bounds::text::bigint[] INTO bounds FROM pg_stats
                        WHERE schemaname = current_schema()
                        AND tablename = 'core_searchentry' AND attname = 'place';
                        bounds := coalesce(bounds, '{}');
                    END IF;
                    ahead := to_read * (cardinality(bounds) - 1) / entries;
                    IF cardinality(bounds) > 1 THEN
                        bottom := bounds[width_bucket(reached, bounds) + ceil(ahead)::int + 1];
                    END IF;
                    IF bottom > reached AND bottom < last_place THEN
                        SELECT string_agg(
                            format('%L', format('~%s:%s', cut, stretch)), ' | '
                        )::tsquery
                        INTO stretches
                        FROM (
                            SELECT cut FROM unnest(cuts) AS cut
                            WHERE (bottom >> cut) - (reached >> cut) < 16 ORDER BY cut LIMIT 1
                        ) AS finest, generate_series(reached >> cut, bottom >> cut) AS stretch;
                    END IF;
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
                reached := bottom;
                to_read := to_read * 8;
            END LOOP;
            EXIT WHEN found = most;
            nth := nth + 1;
        END LOOP;
    END $$
"""


def part_words(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in (*_WORDS, _FUNCTION):
            schema_editor.execute(statement, None)  # None: a % means itself


def join_words(apps, schema_editor):
    """Take the signs off. The function stays: it answers words with and without them."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in _WORDS_BACK:
            schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("core", "0004_audit_entries")]

    operations = [migrations.RunPython(part_words, join_words)]
