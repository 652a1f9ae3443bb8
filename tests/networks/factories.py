"""Factories of the facts and pages of the directory."""

import datetime as dt

import factory
import wagtail_factories

from networks.models import (
    DirectoryEdition,
    DocumentDifference,
    DocumentStatement,
    EditionContact,
    EditionEntry,
    NetworkIndexPage,
    NetworkMeeting,
    NetworkName,
    NetworkPage,
    Office,
    OfficeName,
    Person,
    Place,
    SourceDocument,
    SourceReference,
    Theme,
)


class OfficeFactory(factory.django.DjangoModelFactory[Office]):
    class Meta:
        model = Office

    slug = factory.Sequence(lambda number: f"kontor-{number}")
    name_da = factory.Sequence(lambda number: f"Kontor {number}")
    name_en = factory.Sequence(lambda number: f"Office {number}")


class OfficeNameFactory(factory.django.DjangoModelFactory[OfficeName]):
    class Meta:
        model = OfficeName

    office = factory.SubFactory(OfficeFactory)
    name = factory.Sequence(lambda number: f"Det gamle navn {number}")


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    class Meta:
        model = Person

    slug = factory.Sequence(lambda number: f"person-{number}")
    name = factory.Sequence(lambda number: f"Signe Holm {number}")
    title_da = "Specialkonsulent"
    title_en = "Senior adviser"
    office = factory.SubFactory(OfficeFactory)
    email = factory.Sequence(lambda number: f"signe{number}@example.dk")
    phone = "+45 33 17 00 01"


class PlaceFactory(factory.django.DjangoModelFactory[Place]):
    class Meta:
        model = Place

    slug = factory.Sequence(lambda number: f"by-{number}")
    name_da = factory.Sequence(lambda number: f"By {number}")
    name_en = factory.Sequence(lambda number: f"City {number}")
    country = "SE"
    latitude = 59.33
    longitude = 18.07


class ThemeFactory(factory.django.DjangoModelFactory[Theme]):
    class Meta:
        model = Theme

    slug = factory.Sequence(lambda number: f"tema-{number}")
    name_da = factory.Sequence(lambda number: f"Tema {number}")
    name_en = factory.Sequence(lambda number: f"Theme {number}")


class SourceDocumentFactory(factory.django.DjangoModelFactory[SourceDocument]):
    class Meta:
        model = SourceDocument
        django_get_or_create = ("number",)

    number = "000"
    title_da = "International handlingsplan"
    title_en = "International action plan"
    kind = SourceDocument.Kind.ACTION_PLAN
    dating_da = "før marts 2007"
    dating_en = "before March 2007"


class SourceReferenceFactory(factory.django.DjangoModelFactory[SourceReference]):
    class Meta:
        model = SourceReference

    document = factory.SubFactory(SourceDocumentFactory)
    section = factory.Sequence(lambda number: f"Bilag 2 ({number})")


class DocumentDifferenceFactory(factory.django.DjangoModelFactory[DocumentDifference]):
    class Meta:
        model = DocumentDifference

    code = factory.Sequence(lambda number: f"K{number:02}")
    kind = DocumentDifference.Kind.NAME
    subject_da = factory.Sequence(lambda number: f"Navnet på sag {number}")
    subject_en = factory.Sequence(lambda number: f"The name of case {number}")
    resolution_da = "Ét navn"
    resolution_en = "One name"


class DocumentStatementFactory(factory.django.DjangoModelFactory[DocumentStatement]):
    class Meta:
        model = DocumentStatement

    difference = factory.SubFactory(DocumentDifferenceFactory)
    reference = "000 §4"
    text_da = "Det ene navn"
    text_en = "The one name"


class NetworkIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = NetworkIndexPage

    title = "Netværk"
    slug = "netvaerk"


class NetworkPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = NetworkPage

    title = factory.Sequence(lambda number: f"Forum {number}")
    summary = "Kort om forummet."
    purpose = "<p>Udveksling af viden.</p>"


class NetworkNameFactory(factory.django.DjangoModelFactory[NetworkName]):
    class Meta:
        model = NetworkName

    name = factory.Sequence(lambda number: f"FORUM NR. {number}")
    source = "003 Bilag 2"


class NetworkMeetingFactory(factory.django.DjangoModelFactory[NetworkMeeting]):
    class Meta:
        model = NetworkMeeting

    period_text_da = "maj 2007"
    period_text_en = "May 2007"
    start = dt.date(2007, 5, 1)
    end = dt.date(2007, 5, 31)
    text_da = "seminar"
    text_en = "seminar"


class DirectoryEditionFactory(factory.django.DjangoModelFactory[DirectoryEdition]):
    class Meta:
        model = DirectoryEdition
        django_get_or_create = ("year",)

    year = 2008
    is_current = factory.LazyAttribute(lambda edition: edition.year == 2008)


class EditionEntryFactory(factory.django.DjangoModelFactory[EditionEntry]):
    class Meta:
        model = EditionEntry

    edition = factory.SubFactory(DirectoryEditionFactory)
    position = factory.Sequence(lambda number: number)
    printed_name = factory.LazyAttribute(lambda entry: entry.network.title.upper())
    theme_da = "Hjemløseområdet"
    theme_en = "Homelessness"
    purpose_da = "Fælles indikatorer"
    purpose_en = "Shared indicators"


class EditionContactFactory(factory.django.DjangoModelFactory[EditionContact]):
    class Meta:
        model = EditionContact

    name = factory.LazyAttribute(lambda contact: contact.person.name)
    title_da = "Konsulent dengang"
    title_en = "Adviser then"
    person = factory.SubFactory(PersonFactory)
    email = factory.Sequence(lambda number: f"dengang{number}@example.dk")
    phone = "+45 33 17 00 09"
