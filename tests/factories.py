"""Factories of what every app's tests need; each app has its own beside its tests."""

from typing import Any

import wagtail_factories
from django.contrib.auth.hashers import make_password
from factory.declarations import LazyAttribute, LazyFunction, Sequence
from factory.django import DjangoModelFactory
from factory.helpers import lazy_attribute

from home.models import ContentPage, HomePage
from portal.models import PortalDocument, PortalImage, User

PASSWORD = "international"


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        django_get_or_create = ("username",)

    username = Sequence(lambda number: f"reader{number}")
    email = LazyAttribute(lambda user: f"{user.username}@example.dk")
    first_name = "Rosa"
    last_name = Sequence(lambda number: f"Lund {number}")
    password = LazyFunction(lambda: make_password(PASSWORD))


class HomePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = HomePage

    title = "Internationalt arbejde"


class ContentPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ContentPage

    title = Sequence(lambda number: f"Arbejdsområde {number}")
    summary = "Kort fortalt."

    @lazy_attribute
    def body(self) -> list[dict[str, Any]]:
        return [{"type": "text", "value": "<p>Brødtekst.</p>"}]


class PortalImageFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = PortalImage


class PortalDocumentFactory(wagtail_factories.DocumentFactory):
    class Meta:
        model = PortalDocument
