"""Zipped files of strangers, unpacked no further than anybody writes.

Runs in a process of its own, see `portal/documents/reader.py`, so nothing here may import Django or the portal.
"""

import zipfile
from io import BytesIO
from typing import IO

# What the parts of a file may come to when they are unpacked.
MOST_UNPACKED = 100 * 1024 * 1024
CHUNK = 64 * 1024
# How a file of Word, Excel or PowerPoint begins that is older or locked, and what the latter has in it.
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
LOCKED = "EncryptedPackage".encode("utf-16-le")


class Encrypted(Exception):
    """The file is locked with a password."""


class Broken(Exception):
    """The file is not what its name says."""


class TooLarge(Exception):
    """The file is larger inside than anybody writes."""


class Budget:
    """How many bytes may still be unpacked."""

    def __init__(self, left: int) -> None:
        self.left = left


class Counted:
    """A part of an archive that stops when it becomes too large, whatever the archive says of its size."""

    def __init__(self, part: IO[bytes], budget: Budget) -> None:
        self._part, self._budget = part, budget

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes.

        Raises:
            TooLarge: there have been too many.
        """
        data = self._part.read(CHUNK if size < 0 else min(size, CHUNK))
        self._budget.left -= len(data)
        if self._budget.left < 0:
            raise TooLarge
        return data


def opened(data: bytes) -> zipfile.ZipFile:
    """Return a zipped file.

    Raises:
        Encrypted: it is locked.
        Broken: it is an older kind of file.
        BadZipFile: it is no archive.
    """
    if data.startswith(COMPOUND_FILE):
        raise Encrypted if LOCKED in data else Broken
    archive = zipfile.ZipFile(BytesIO(data))
    if any(part.flag_bits & 1 for part in archive.infolist()) or _says_it_is_locked(archive):
        raise Encrypted
    return archive


def unpacked(archive: zipfile.ZipFile, name: str, budget: Budget) -> bytes:
    """Return a part of an archive.

    Raises:
        TooLarge: the budget is used up.
    """
    with archive.open(name) as part:
        counted = Counted(part, budget)
        return b"".join(iter(counted.read, b""))


def _says_it_is_locked(archive: zipfile.ZipFile) -> bool:
    """Tell whether an OpenDocument file says that its parts are encrypted."""
    name = "META-INF/manifest.xml"
    if name not in archive.namelist():
        return False
    with archive.open(name) as manifest:
        return b"encryption-data" in manifest.read(CHUNK * 16)
