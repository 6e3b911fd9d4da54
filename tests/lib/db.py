# SPDX-License-Identifier: MIT
"""SQL as the schema's owner (or whom a test names): looking at rows, and
moving their times back, since usher has no test clock."""
import psycopg2


class Database:
    """One connection; every statement is committed unless begun by hand."""

    def __init__(self, url, schema="usher"):
        self.connection = psycopg2.connect(url)
        self.connection.autocommit = True
        self.value("select set_config('search_path', quote_ident(%s) "
                   "|| ', pg_temp', false)", schema)

    def rows(self, query, *values):
        """All rows, as tuples."""
        with self.connection.cursor() as cursor:
            cursor.execute(query, values or None)
            return cursor.fetchall() if cursor.description else []

    def row(self, query, *values):
        """The one row."""
        rows = self.rows(query, *values)
        if len(rows) != 1:
            raise AssertionError(f"{len(rows)} rows: {query}")
        return rows[0]

    def value(self, query, *values):
        """The one value."""
        return self.row(query, *values)[0]

    def run(self, query, *values):
        """Run a statement; gives the number of rows it touched."""
        with self.connection.cursor() as cursor:
            cursor.execute(query, values or None)
            return cursor.rowcount

    def move_expiry(self, invitation, seconds=0):
        """Let an invitation expire so many seconds from now."""
        self.run("update invitation set expires_at = clock_timestamp() "
                 "+ %s * interval '1 second' where id = %s", seconds,
                 invitation)

    def rest(self, invitation, seconds=61):
        """Let so many seconds pass since an invitation was last sent again:
        enough for the next time, unless fewer are said."""
        self.run("update invitation set resent_at = resent_at "
                 "- %s * interval '1 second' where id = %s", seconds,
                 invitation)

    def counts(self):
        """How many rows every table has, by name."""
        tables = self.rows(
            "select relname from pg_class c join pg_namespace n "
            "on n.oid = c.relnamespace where n.nspname = current_schema() "
            "and c.relkind in ('r', 'p')")
        return {name: self.value(f'select count(*) from "{name}"')
                for (name,) in tables}

    def snapshot(self):
        """All rows of all tables, as text: equal if nothing has changed."""
        return {name: self.rows(f'select t::text from "{name}" t order by 1')
                for name in self.counts()}

    def close(self):
        self.connection.close()
