"""The editing view of every page type has all it needs to draw and save its form."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from home.models import ContentPage, HomePage
from home.roles import WORKFLOW
from tests.conftest import Trees
from tests.factories import ContentPageFactory
from tests.test_access import PAGE_MODELS, make_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", PAGE_MODELS, ids=lambda model: model.__name__)
def test_every_file_of_the_form_is_there(model: type[Page], site: HomePage, client_as: Callable[[str], Client]) -> None:
    page = make_page(model, site)
    form = client_as("administrator").get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    files = set(re.findall(r'(?:src|href)="/static/([^"?#]+)', form))
    assert len(files) > 10
    assert sorted(name for name in files if not finders.find(name)) == []


def test_an_address_given_up_leads_to_the_new_one(
    site: HomePage, client_as: Callable[[str], Client], django_capture_on_commit_callbacks: Any
) -> None:
    page = make_page(ContentPage, site)
    page.slug = "nyt-navn"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    answer = client_as("reader").get("/siden/")
    assert (answer.status_code, answer["Location"]) == (301, "/nyt-navn/")


def test_approving_a_page_says_that_it_is_published(trees: Trees, client_as: Callable[[str], Client]) -> None:
    page = ContentPageFactory(parent=trees.danish, title="Arbejdsområdet", live=False)
    page.save_revision()
    Workflow.objects.get(name=WORKFLOW).start(page, None)
    texts = {"title": page.title, "slug": page.slug, "summary": ""}
    form = texts | {"body": streamfield([]), "comments": inline_formset([])}
    answer = client_as("coordinator").post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        nested_form_data(form) | {"action-workflow-action": "true", "workflow-action-name": "approve"},
        follow=True,
    )
    assert ContentPage.objects.get(pk=page.pk).live
    assert "Siden ”Arbejdsområdet” er udgivet." in answer.content.decode()
