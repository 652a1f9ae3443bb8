"""Addresses of the sources page; the directory itself is a page in the tree."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from networks import views

urlpatterns: list[URLPattern] = [
    path(_("sources/"), views.source_list, name="sources"),
]
