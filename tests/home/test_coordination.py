import datetime as dt

from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from home.models import ContactGroupMember, CoordinationDuty, CoordinationRole, DutyWording
from tests.conftest import Trees
from tests.networks.factories import OfficeFactory, PersonFactory, SourceDocumentFactory, SourceReferenceFactory


def make_rows(count: int) -> None:
    """Fill the page with rows of each kind, each duty worded by two documents."""
    sources = [SourceReferenceFactory(document=SourceDocumentFactory(number=f"90{number}")) for number in range(2)]
    for number in range(count):
        role = CoordinationRole.objects.create(
            slug=f"rolle-{number}", name_da=f"Rolle {number}", name_en=f"Role {number}", tasks_da="Opgaver"
        )
        role.sources.set(sources)
        duty = CoordinationDuty.objects.create(code=f"P{number}", text_da=f"Pligt {number}", text_en=f"Duty {number}")
        for source in sources:
            DutyWording.objects.create(
                duty=duty, source=source, text_da=f"Ordlyd i {source.document.number}", text_en="A wording"
            )
        office = OfficeFactory()
        ContactGroupMember.objects.create(office=office, person=PersonFactory(office=office))


def test_roles_duties_and_members_are_shown(trees: Trees, reader_client: Client, language: str) -> None:
    make_rows(2)
    html = reader_client.get(reverse("coordination")).content.decode()
    for text in {"da": ("Rolle 1", "Pligt 1", "Ordlyd i 900"), "en": ("Role 1", "Duty 1", "A wording")}[language]:
        assert text in html
    assert html.count("<h1") == 1


def test_who_has_a_role_can_be_asked(trees: Trees, reader_client: Client, language: str) -> None:
    make_rows(2)
    person = PersonFactory(name="Kim Eksempel", email="kim@example.dk", phone="+45 33 17 00 99")
    CoordinationRole.objects.filter(slug="rolle-1").update(person=person)
    html = reader_client.get(reverse("coordination")).content.decode()
    contact = html.split("<main")[1].split("<section")[0]
    for text in (person.name, "mailto:kim@example.dk", "tel:+4533170099", {"da": "Rolle 1", "en": "Role 1"}[language]):
        assert text in contact
    assert {"da": "Rolle 0", "en": "Role 0"}[language] not in contact


def test_a_document_without_the_duty_is_told(trees: Trees, reader_client: Client) -> None:
    make_rows(1)
    duty = CoordinationDuty.objects.create(code="P9", text_da="Kun her")
    DutyWording.objects.create(duty=duty, source=DutyWording.objects.first().source, text_da="Ordlyd")
    response = reader_client.get("/en/coordination/")
    assert response.content.decode().count("Not mentioned") == 1
    assert [len(cells) for _duty, cells in response.context["duties"]] == [2, 2]


def test_members_who_have_left_are_not_shown(trees: Trees, reader_client: Client) -> None:
    for until in (None, dt.date(2000, 1, 1), dt.date(2999, 1, 1)):
        ContactGroupMember.objects.create(office=OfficeFactory(), until=until)
    response = reader_client.get(reverse("coordination"))
    assert [member.until for member in response.context["members"] if member.until] == [dt.date(2999, 1, 1)]
    assert len(response.context["members"]) == 2


def test_empty_lists_say_so(trees: Trees, reader_client: Client) -> None:
    assert reader_client.get("/en/coordination/").content.decode().count("empty-state") == 3


def test_it_takes_as_many_queries_however_much_there_is(
    trees: Trees, reader_client: Client, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_rows(15)
    reader_client.get(reverse("coordination"))
    with django_assert_max_num_queries(8):
        assert reader_client.get(reverse("coordination")).status_code == 200
