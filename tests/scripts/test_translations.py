"""Texts are collected from Python and templates, and a catalogue out of step is told apart from one in step."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from scripts import translations
from scripts.console import Failure
from scripts.translations import collect, key, problems_by_hand, problems_in, update

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy

class Thing:
    # Translators: the heading of the list
    heading = _("Reports")
    month = pgettext_lazy("calendar", "May")

    def label(self, count):
        return ngettext("%(count)d report", "%(count)d reports", count)
"""
TEMPLATE = """
{% load i18n %}
<ul>
    {% if thing %}
  <li title="{% translate 'Close' %}">{% trans "It's here" %}</li>
      {% endif %}
  {# Translators: shown on the front page #}
  {% translate "May" context "permission" %}
  {% blocktranslate count total=things|length trimmed %}
      {{ total }} thing
      found
  {% plural %}
      {{ total }} things
      found
  {% endblocktranslate %}
  {% blocktranslate with name=thing.name %}By {{ name }}, 100 % sure{% endblocktranslate %}
  {% include "x.html" with label=_("Next page") %}
</ul>
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a small project with an app, a template, a migration and a Danish catalogue."""
    for name, text in {
        "portal/models.py": PYTHON,
        "portal/migrations/0001.py": 'from x import _\n_("Not collected")\n',
        "templates/list.html": TEMPLATE,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def catalogue(project: Path, texts: dict[str | tuple[str, str], str | tuple[str, ...]], fuzzy: str = "") -> Path:
    """Write a Danish catalogue with these texts and return its path."""
    path = project / "locale" / "da" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    written = Catalog(locale="da", fuzzy=False)
    for message_id, text in texts.items():
        written.add(message_id, text, flags=["fuzzy"] if message_id == fuzzy else [])
    with path.open("wb") as file:
        write_po(file, written)
    return path


def test_texts_of_python_and_templates_are_collected(project: Path) -> None:
    found = {key(message) for message in collect(project) if message.id}
    assert found == {
        (None, "Reports"),
        ("calendar", "May"),
        (None, "%(count)d report"),
        (None, "Close"),
        (None, "It's here"),
        ("permission", "May"),
        (None, "%(total)s thing found"),
        (None, "By %(name)s, 100 %% sure"),
        (None, "Next page"),
    }


def test_plurals_and_comments_are_kept(project: Path) -> None:
    messages = {key(message): message for message in collect(project)}
    assert messages[None, "%(total)s thing found"].id == ("%(total)s thing found", "%(total)s things found")
    assert messages[None, "Reports"].auto_comments == ["Translators: the heading of the list"]


def test_a_template_that_cannot_be_read_is_named(project: Path) -> None:
    (project / "templates/broken.html").write_text("{% blocktranslate %}a {% if b %}{% endblocktranslate %}")
    with pytest.raises(Failure, match=r"templates/broken\.html"):
        collect(project)


def problems(project: Path, texts: dict[str | tuple[str, str], str | tuple[str, ...]], fuzzy: str = "") -> str:
    """Return what is wrong with a Danish catalogue of these texts, where the source holds two."""
    template = Catalog()
    template.add("Reports")
    template.add(("%(n)s report by %(who)s", "%(n)s reports by %(who)s"))
    return "\n".join(problems_in(catalogue(project, texts, fuzzy), template))


PLURAL = ("%(n)s report by %(who)s", "%(n)s reports by %(who)s")
GOOD: dict[str | tuple[str, str], str | tuple[str, ...]] = {
    "Reports": "Rapporter",
    PLURAL: ("Én rapport af %(who)s", "%(n)s rapporter af %(who)s"),
}


def test_a_catalogue_in_step_has_no_problems(project: Path) -> None:
    assert problems(project, GOOD) == ""


def test_missing_texts_are_found(project: Path) -> None:
    assert "'Reports': missing" in problems(project, {PLURAL: GOOD[PLURAL]})


def test_stale_texts_are_found(project: Path) -> None:
    assert "'Old': no longer used" in problems(project, GOOD | {"Old": "Gammel"})


def test_untranslated_texts_are_found(project: Path) -> None:
    assert "'Reports': not translated" in problems(project, GOOD | {"Reports": ""})
    assert "not translated" in problems(project, GOOD | {PLURAL: ("%(n)s rapport af %(who)s", "")})


def test_fuzzy_texts_are_found(project: Path) -> None:
    assert "'Reports': marked fuzzy" in problems(project, GOOD, fuzzy="Reports")


def test_other_placeholders_are_found(project: Path) -> None:
    assert "placeholders differ: %(x)s" in problems(project, GOOD | {"Reports": "Rapporter %(x)s"})


def test_update_adds_new_texts_and_revives_old_translations(project: Path) -> None:
    path = catalogue(project, {"Reports": "Rapporter", "Old": "Gammel"})
    template = Catalog()
    template.add("Reports")
    template.add("New")
    update(path, template, drop_obsolete=False)
    assert '#~ msgid "Old"' in path.read_text()
    template.add("Old")
    update(path, template, drop_obsolete=False)
    texts = {message.id: message.string for message in translations.read(path) if message.id}
    assert texts == {"Reports": "Rapporter", "New": "", "Old": "Gammel"}


def test_update_twice_changes_nothing(project: Path) -> None:
    path = catalogue(project, {"Reports": "Rapporter"})
    update(path, collect(project), drop_obsolete=False)
    once = path.read_text()
    update(path, collect(project), drop_obsolete=False)
    assert path.read_text() == once


def test_a_catalogue_kept_by_hand_is_checked_without_sources(project: Path) -> None:
    path = catalogue(project, {"Publish in %s": "Udgiv", "Save": "", "Yes": "Ja"}).rename(
        project / "locale/da/LC_MESSAGES/djangojs.po"
    )
    assert translations.catalogues_by_hand(project / "locale") == [path]
    assert problems_by_hand(path) == [
        "locale/da/LC_MESSAGES/djangojs.po: 'Publish in %s': placeholders differ: %s",
        "locale/da/LC_MESSAGES/djangojs.po: 'Save': not translated",
    ]
