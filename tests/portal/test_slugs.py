import pytest

from home.models import ContentPage
from networks.models import Office
from portal.slugs import slug_of
from tests.conftest import Trees


def test_letters_are_written_out() -> None:
    assert slug_of("Æblerejse til Århus og Malmö, 2007") == "aeblerejse-til-aarhus-og-malmoe-2007"
    assert slug_of("Café Ærø") == "cafe-aeroe"


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["", "æblerejse-til-århus"])
def test_pages_and_facts_get_their_addresses_by_one_rule(trees: Trees, slug: str) -> None:
    page = trees.danish.add_child(instance=ContentPage(title="Æblerejse til Århus", slug=slug))
    office = Office(name_da="Æblerejse til Århus")
    office.clean()
    assert page.slug == office.slug == "aeblerejse-til-aarhus"
