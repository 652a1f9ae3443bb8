"""Address of the coordination page."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from home import views

urlpatterns: list[URLPattern] = [
    path(_("coordination/"), views.coordination, name="coordination"),
]
