"""What each database keeps beside the documents; `search/engines` reads and writes it.

PostgreSQL has two more columns, which Django does not know and keeps through later changes of the table. SQLite has
tables of its own. There Django makes a changed table anew, which drops the trigger: a migration that changes
SearchDocument has to run `make_trigger` again.
"""

from typing import Any

from django.db import migrations

AUDIENCES = {1: "staff", 2: "everybody"}
DOCUMENTS = "search_searchdocument"

POSTGRESQL = [
    f"ALTER TABLE {DOCUMENTS} ADD COLUMN vector tsvector NOT NULL DEFAULT '',"
    " ADD COLUMN facets integer[] NOT NULL DEFAULT '{}'",
    # Nothing is compressed, since unpacking costs more than reading; and what is long stands apart, so that
    # going through dates and facets reads little.
    f"ALTER TABLE {DOCUMENTS} ALTER COLUMN vector SET STORAGE EXTERNAL, ALTER COLUMN texts SET STORAGE EXTERNAL,"
    " SET (toast_tuple_target = 256)",
    *(
        # Rows are first put on a list, so that many at once cost a third; searches read it too, so it is kept short.
        f"CREATE INDEX search_vector_{name} ON {DOCUMENTS} USING gin (vector) WITH (gin_pending_list_limit = 1024)"
        f" WHERE audience = {audience}"
        for audience, name in AUDIENCES.items()
    ),
    f'CREATE INDEX search_date ON {DOCUMENTS} (audience, "on" DESC NULLS LAST, id)',
    "CREATE INDEX search_term_beginning ON search_searchterm (audience, plain varchar_pattern_ops)",
]
NO_POSTGRESQL = [
    "DROP INDEX search_term_beginning",
    "DROP INDEX search_date",
    *(f"DROP INDEX search_vector_{name}" for name in AUDIENCES.values()),
    f"ALTER TABLE {DOCUMENTS} DROP COLUMN vector, DROP COLUMN facets",
]

SQLITE = [
    *(
        f"CREATE VIRTUAL TABLE search_terms_{name} USING fts5(a_keys, a_title, a_beside, c_body, c_beside,"
        " b_forms, d_forms, tokenize='ascii')"
        for name in AUDIENCES.values()
    ),
    *(
        f"CREATE VIRTUAL TABLE search_places_{name} USING fts5vocab(search_terms_{name}, instance)"
        for name in AUDIENCES.values()
    ),
    # Narrow, since every match is looked up here. The age is greater the older a thing is, and greatest without a date.
    "CREATE TABLE search_entry (id INTEGER PRIMARY KEY, audience INTEGER NOT NULL, age INTEGER NOT NULL,"
    " is_current INTEGER NOT NULL, facets BLOB NOT NULL)",
    "CREATE INDEX search_term_beginning ON search_searchterm (audience, plain)",
]
NO_SQLITE = [
    "DROP INDEX search_term_beginning",
    "DROP TRIGGER IF EXISTS search_entry_gone",
    "DROP TABLE search_entry",
    *(f"DROP TABLE search_{kind}_{name}" for kind in ("places", "terms") for name in AUDIENCES.values()),
]
TRIGGER = (
    f"CREATE TRIGGER search_entry_gone AFTER DELETE ON {DOCUMENTS} BEGIN"
    + "".join(f" DELETE FROM search_terms_{name} WHERE rowid = OLD.id;" for name in AUDIENCES.values())
    + " DELETE FROM search_entry WHERE id = OLD.id; END"
)


def make_trigger(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS search_entry_gone", params=None)
        schema_editor.execute(TRIGGER, params=None)


def make(apps: Any, schema_editor: Any) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)
    make_trigger(apps, schema_editor)


def unmake(apps: Any, schema_editor: Any) -> None:
    for statement in NO_POSTGRESQL if schema_editor.connection.vendor == "postgresql" else NO_SQLITE:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(make, unmake)]
