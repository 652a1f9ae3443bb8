"""Finds the front-end packages' files for collectstatic: only those the portal uses."""

from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# All of the design system's files take minutes to collect and compress; these are the ones the pages load.
USED = {
    "dkfds": (
        settings.BASE_DIR / "node_modules" / "dkfds" / "dist",
        ["css/dkfds.min.css", "js/dkfds.min.js", "img/*", "fonts/*/*.woff2"],
    ),
    "htmx": (settings.BASE_DIR / "node_modules" / "htmx.org" / "dist", ["htmx.min.js"]),
}


class PackageFinder(FileSystemFinder):
    """Serves the listed files of the packages in node_modules under the package's name."""

    def __init__(self, app_names: list[str] | None = None, *args: Any, **kwargs: Any) -> None:
        self.locations = [(prefix, str(folder)) for prefix, (folder, _patterns) in USED.items()]
        self.storages = {}
        for prefix, folder in self.locations:
            storage = FileSystemStorage(location=folder)
            storage.prefix = prefix  # type: ignore[attr-defined]  # Django's finders name the folder this way
            self.storages[folder] = storage

    def check(self, **kwargs: Any) -> list[Any]:
        """Return no messages: the folders are there once the packages are installed."""
        return []

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        """Yield the used files with their storage."""
        for path, storage in super().list(ignore_patterns):
            _folder, patterns = USED[storage.prefix]
            if any(fnmatch(path, pattern) for pattern in patterns):
                yield path, storage


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Names the collected files by their content; a package may refer to files the portal does not collect."""

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """Return the name with the content's hash, the plain name of a package's file that was left out.

        Raises:
            ValueError: one of the portal's own files is missing.
        """
        try:
            hashed: str = super().hashed_name(name, content, filename)
        except ValueError:
            if name.startswith(tuple(f"{package}/" for package in USED)):
                return name
            raise
        return hashed
