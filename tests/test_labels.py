"""Every field an editor sees is called by a text that is translated."""

from django.apps import apps
from django.utils.functional import Promise
from modelcluster.fields import ParentalKey

# The portal's own app has Wagtail's and Django's models of files and users, with names of their own.
OWN_APPS = ("networks", "focusareas", "home")


def test_fields_have_translated_names() -> None:
    unnamed = [
        f"{model.__name__}.{field.name}"
        for name in OWN_APPS
        for model in apps.get_app_config(name).get_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.editable and not field.auto_created and not isinstance(field, ParentalKey)
        if field.model.__module__.split(".")[0] in OWN_APPS
        if not isinstance(field.verbose_name, Promise)
    ]
    assert unnamed == []
