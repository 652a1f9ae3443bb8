"""Collect, check and compile the interface's texts without gettext's system tools.

Babel reads Python; for templates Django's own `templatize` turns the translation tags into gettext calls first, as
makemessages does. The message ids are the English texts, so English needs no catalogue; should one be wanted for
a wording of its own, make locale/en/LC_MESSAGES/django.po: an empty text in it means the message id.

djangojs.po beside it is kept by hand: it translates texts that the editing interface's packages show by JavaScript and
have no translation of, and the project's own scripts hold no texts.
"""

import argparse
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from scripts.console import Failure, main, say
from scripts.project import APPS, LOCALE, ROOT

SOURCE_LANGUAGE = "en"
DOMAIN = "django"
SCRIPTS_DOMAIN = "djangojs"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
COMMENT_TAGS = ("Translators:",)
HEADER = "# Texts of the portal's interface. Written by `make messages`; the translations are by hand."
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")


def key(message: Message) -> tuple[str | None, str]:
    """Return what makes a message one of its own: its context and its (singular) id."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def sources(root: Path = ROOT) -> Iterator[Path]:
    """Yield the files that may hold texts: the apps' Python outside migrations, and every template."""
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path
    for folder in ("templates", *APPS):
        for pattern in ("*.html", "*.txt"):
            yield from (path for path in sorted((root / folder).rglob(pattern)) if "static" not in path.parts)


def messages_in(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    """Yield line, message id, translators' comments and context for every text in a file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # The rest of the template becomes X's; what indents them is no Python.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).split("\n"))
    yield from extract("python", io.BytesIO(source.encode()), KEYWORDS, COMMENT_TAGS, {"encoding": "utf-8"})


def collect(root: Path = ROOT) -> Catalog:
    """Return the catalogue of every text in the project.

    Raises:
        Failure: a file cannot be read as Python or as a template.
    """
    template = Catalog(domain=DOMAIN, charset="utf-8")
    for path in sources(root):
        name = path.relative_to(root).as_posix()
        try:
            for _line, message_id, comments, context in messages_in(path):
                # No line numbers: they would change the catalogue with every edit of a file.
                template.add(message_id, locations=[(name, 0)], auto_comments=comments, context=context)
        except (SyntaxError, ValueError) as error:
            raise Failure(f"{name}: its texts could not be read: {error}") from error
    return template


def catalogues(locale: Path = LOCALE) -> list[Path]:
    """Return the catalogues there are, one a language."""
    return sorted(locale.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def catalogues_by_hand(locale: Path = LOCALE) -> list[Path]:
    """Return the catalogues of texts that foreign scripts show."""
    return sorted(locale.glob(f"*/LC_MESSAGES/{SCRIPTS_DOMAIN}.po"))


def language_of(path: Path) -> str:
    """Return the language code of a catalogue."""
    return path.parent.parent.name


def read(path: Path) -> Catalog:
    """Return the catalogue in a file.

    Raises:
        Failure: the file is not a catalogue.
    """
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language_of(path), domain=DOMAIN, abort_invalid=True)
    except Exception as error:
        raise Failure(f"{path.relative_to(ROOT)} could not be read: {error}") from error


def update(path: Path, template: Catalog, drop_obsolete: bool) -> None:
    """Bring a catalogue in step with the sources, keeping texts no longer used at its end, marked as such."""
    catalogue = read(path)
    for message in list(catalogue.obsolete.values()):
        catalogue[message.id] = message  # a text that comes back brings its translation
    catalogue.obsolete.clear()
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    write(path, catalogue, drop_obsolete)


def write(path: Path, catalogue: Catalog, drop_obsolete: bool = False) -> None:
    """Write a catalogue sorted by text, so that two people's additions seldom meet."""
    catalogue.header_comment = HEADER
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, include_lineno=False, ignore_obsolete=drop_obsolete)


def compile_all() -> None:
    """Write the binary catalogue beside each one that has changed."""
    for path in (*catalogues(), *catalogues_by_hand()):
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= path.stat().st_mtime:
            with target.open("wb") as file:
                write_mo(file, read(path))


def placeholders(text: str) -> set[str]:
    """Return the names and marks a text has filled in; a doubled percent sign is one of them."""
    return set(PLACEHOLDER.findall(text))


def problems_with(message: Message) -> Iterator[str]:
    """Yield what is wrong with the translation of one text."""
    if message.fuzzy:
        yield "marked fuzzy"
    ids = (message.id,) if isinstance(message.id, str) else message.id
    texts = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    if len(texts) < len(ids) or not all(texts):
        yield "not translated"
        return
    allowed = set().union(*(placeholders(text) for text in ids))
    for text in texts:
        unknown = placeholders(text) - allowed
        # A singular may leave the number out ("one report"), so names may be missing in plurals only.
        missing = placeholders(ids[0]) - placeholders(text) if len(ids) == 1 else set()
        if unknown or missing:
            yield f"placeholders differ: {', '.join(sorted(unknown | missing))}"


def problems_in(path: Path, template: Catalog) -> list[str]:
    """Return what is wrong with a catalogue, a line each."""
    catalogue = read(path)
    wanted = {key(message): message for message in template if message.id}
    present = {key(message): message for message in catalogue if message.id}
    found = [
        (wanted_key, "missing in the catalogue; run make messages") for wanted_key in wanted.keys() - present.keys()
    ]
    found += [(old, "no longer used in the sources; run make messages") for old in present.keys() - wanted.keys()]
    for shared in wanted.keys() & present.keys():
        if wanted[shared].pluralizable != present[shared].pluralizable:
            found.append((shared, "has a plural in one place only; run make messages"))
        elif language_of(path) != SOURCE_LANGUAGE or present[shared].string:
            found += [(shared, problem) for problem in problems_with(present[shared])]
    return lines(path, found)


def problems_by_hand(path: Path) -> list[str]:
    """Return what is wrong with a catalogue kept by hand, a line each."""
    return lines(
        path, [(key(message), fault) for message in read(path) if message.id for fault in problems_with(message)]
    )


def lines(path: Path, found: list[tuple[tuple[str | None, str], str]]) -> list[str]:
    """Return a line for each problem with a text of a catalogue."""
    name = path.relative_to(path.parents[3]).as_posix()
    return [
        f"{name}: {text!r}{f' ({context})' if context else ''}: {problem}"
        for (context, text), problem in sorted(found, key=str)
    ]


def check() -> None:
    """Check every catalogue against the sources.

    Raises:
        Failure: a text is missing, stale, fuzzy or filled in differently.
    """
    template = collect()
    found = [problem for path in catalogues() for problem in problems_in(path, template)]
    found += [problem for path in catalogues_by_hand() for problem in problems_by_hand(path)]
    if found:
        raise Failure(f"{len(found)} problems with the translations\n    " + "\n    ".join(found))
    texts = sum(1 for message in template if message.id)
    say(f"{texts} texts, in step in {', '.join(language_of(path) for path in catalogues()) or 'no language'}")


def start_language(code: str) -> None:
    """Begin a catalogue for a language that has none.

    Raises:
        Failure: there is one already, or the code names no language.
    """
    path = LOCALE / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    if path.exists():
        raise Failure(f"{path.relative_to(ROOT)} is there already")
    try:
        catalogue = Catalog(
            locale=code,
            domain=DOMAIN,
            project="Udsyn",
            version="1",
            msgid_bugs_address="",
            last_translator="",
            language_team="",
            fuzzy=False,
        )
    except Exception as error:
        raise Failure(f"{code!r} names no language: {error}") from error
    write(path, catalogue)


def untranslated(catalogue: Catalog) -> int:
    """Return how many texts have no translation."""
    return sum(1 for message in catalogue if message.id and "not translated" in problems_with(message))


def translations() -> None:
    """Update, check or compile, as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["update", "check", "compile"])
    parser.add_argument("--language", help="begin a catalogue for this language first")
    parser.add_argument("--drop-obsolete", action="store_true", help="forget translations no longer used")
    arguments = parser.parse_args()
    if arguments.language:
        start_language(arguments.language)
    if arguments.action == "check":
        check()
    if arguments.action == "update":
        template = collect()
        for path in catalogues():
            update(path, template, arguments.drop_obsolete)
            say(f"{path.relative_to(ROOT)}: {untranslated(read(path))} texts without translation")
    if arguments.action != "check":
        compile_all()


if __name__ == "__main__":
    main(translations)
