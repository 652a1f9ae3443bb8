"""In SQLite a row of the index is written to one view, whose trigger puts it into the tables.

Both name SearchDocument's table, which Django makes anew for a change: a migration that changes SearchDocument has to run
`unmake` before and `make` afterwards, beside what the engine's first migration asks for; SQLite refuses it otherwise.
"""

from typing import Any

from django.db import migrations

AUDIENCES = {1: "staff", 2: "everybody"}
DOCUMENTS = "search_searchdocument"
KEY = ("model", "object_id", "audience")
KEPT = ("texts", "kind", '"on"', "edition", "is_current", "checksum", "analyser_version")
ENTRY = ("age", "standing", "facets")
TERMS = ("a_keys", "a_title", "a_beside", "c_body", "c_beside", "b_forms", "d_forms")

WRITTEN = f"FROM {DOCUMENTS} d WHERE " + " AND ".join(f"d.{name} = NEW.{name}" for name in KEY)


def new(names: tuple[str, ...]) -> str:
    return ", ".join(f"NEW.{name}" for name in names)


VIEW = "CREATE VIEW search_index AS SELECT " + ", ".join(f"NULL AS {name}" for name in (*KEY, *KEPT, *ENTRY, *TERMS))
TRIGGER = f"""
CREATE TRIGGER search_index_written INSTEAD OF INSERT ON search_index BEGIN
  INSERT INTO {DOCUMENTS} ({", ".join((*KEY, *KEPT))}) VALUES ({new((*KEY, *KEPT))})
  ON CONFLICT ({", ".join(KEY)}) DO UPDATE SET {", ".join(f"{name} = EXCLUDED.{name}" for name in KEPT)};
  INSERT OR REPLACE INTO search_entry (id, audience, {", ".join(ENTRY)}) SELECT d.id, d.audience, {new(ENTRY)} {WRITTEN};
""" + "".join(
    f"  INSERT OR REPLACE INTO search_terms_{name} (rowid, {', '.join(TERMS)})"
    f" SELECT d.id, {new(TERMS)} {WRITTEN} AND d.audience = {audience};\n"
    for audience, name in AUDIENCES.items()
) + "END"


def make(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(VIEW, params=None)
        schema_editor.execute(TRIGGER, params=None)


def unmake(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP VIEW search_index", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0006_letters_at_once"),
    ]

    operations = [
        migrations.RunPython(make, unmake),
    ]
