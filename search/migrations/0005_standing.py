"""In SQLite a row says of a document whether it holds today and whether it is read as a part of a page."""

from typing import Any

from django.db import migrations


def rename(schema_editor: Any, before: str, after: str) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"ALTER TABLE search_entry RENAME COLUMN {before} TO {after}", params=None)


def make(apps: Any, schema_editor: Any) -> None:
    rename(schema_editor, "is_current", "standing")


def unmake(apps: Any, schema_editor: Any) -> None:
    # What a part of a page has more than 1 is left out by the search of before.
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("UPDATE search_entry SET standing = standing & 1", params=None)
    rename(schema_editor, "standing", "is_current")


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0004_coordinator"),
    ]

    operations = [
        migrations.RunPython(make, unmake),
    ]
