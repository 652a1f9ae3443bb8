"""A rebuild counts the words too, so that another spelling can be offered."""

import pytest
from django.core.management import call_command

from networks.models import Theme
from search.models import SearchTerm

pytestmark = pytest.mark.django_db


def test_the_words_of_the_texts_are_known_after_a_rebuild() -> None:
    Theme.objects.create(slug="hjemloeshed", name_da="Hjemløshed", name_en="Homelessness")
    call_command("rebuild_search", verbosity=0)
    assert SearchTerm.objects.filter(word__in=["hjemløshed", "homelessness"]).count() == 2
