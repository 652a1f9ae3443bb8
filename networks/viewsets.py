"""The directory and the sources in the editing interface."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from networks.admin_forms import EditionForm
from networks.merging import with_uses
from networks.merging_views import ThemeEditView, ThemeIndexView, merge_theme
from networks.models import (
    DirectoryEdition,
    DocumentDifference,
    EditionEntry,
    Person,
    Place,
    SourceDocument,
    SourceReference,
    Theme,
)
from portal.panels import bilingual_panels, choice_panel, position_panel, sources_panel
from portal.viewsets import FactViewSet


class PersonViewSet(FactViewSet):
    """Contact persons."""

    model = Person
    icon = "user"
    menu_label = _("Contact persons")
    list_display = ["name", Column("title", label=_("Job title")), "office", "email", "phone", "is_active"]
    list_filter = ["office", "is_active"]
    search_fields = ["name", "title_da", "title_en", "email"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        bilingual_panels("title"),
        FieldPanel("office"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("user"),
        FieldPanel("is_active"),
    ]


class PlaceViewSet(FactViewSet):
    """Cities."""

    model = Place
    icon = "site"
    menu_label = _("Places")
    list_display = [Column("name", label=_("Name")), "country"]
    list_filter = ["country"]
    search_fields = ["name_da", "name_en"]
    panels = [
        bilingual_panels("name"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("country")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        sources_panel(),
    ]


class ThemeViewSet(FactViewSet):
    """Themes."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display = ["name_da", "name_en", Column("uses", label=_("Pages marked with it"), sort_key="uses")]
    search_fields = ["name_da", "name_en", "other_names"]
    panels = [bilingual_panels("name"), FieldPanel("slug"), FieldPanel("other_names")]
    index_view_class = ThemeIndexView
    edit_view_class = ThemeEditView

    def get_queryset(self, request: HttpRequest) -> QuerySet[Theme]:
        """Return the themes with how many pages are marked with each."""
        return with_uses(super().get_queryset(request))

    def get_urlpatterns(self) -> list[Any]:
        """Return the addresses, that of merging among them."""
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", merge_theme, name="merge")]


class DirectoryEditionViewSet(FactViewSet):
    """Editions of the directory."""

    model = DirectoryEdition
    icon = "calendar-alt"
    menu_label = _("Editions")
    list_display = ["year", "is_current"]
    edit_handler = ObjectList(
        [
            FieldRowPanel(
                [
                    FieldPanel("year"),
                    FieldPanel(
                        "is_current",
                        help_text=_("Readers see the edition from then on; the one before is kept as an earlier one."),
                    ),
                ]
            ),
            FieldPanel("begins_with_current"),
            bilingual_panels("note"),
            MultiFieldPanel(
                [choice_panel("sources"), FieldPanel("dating_is_stated")],
                heading=_("Printed document"),
                classname="collapsed",
            ),
        ],
        base_form_class=EditionForm,
    )


class EditionEntryViewSet(FactViewSet):
    """Entries of the editions, with the contacts of that year."""

    model = EditionEntry
    icon = "list-ul"
    menu_label = _("Entries")
    list_display = ["printed_name", "edition", "office", "position"]
    list_filter = ["edition", "office"]
    search_fields = ["printed_name", "theme_da", "theme_en", "purpose_da", "purpose_en"]
    panels = [
        FieldRowPanel([FieldPanel("edition"), position_panel()]),
        FieldPanel("network"),
        FieldPanel("printed_name"),
        bilingual_panels("group_heading"),
        bilingual_panels("theme"),
        bilingual_panels("purpose"),
        FieldPanel("office"),
        InlinePanel(
            "contacts",
            heading=_("Contacts"),
            label=_("Contact"),
            help_text=_("As they were that year; later changes to the person do not change them."),
            panels=[
                FieldPanel("person"),
                FieldPanel("name"),
                bilingual_panels("title"),
                bilingual_panels("office_name"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
            ],
        ),
    ]


class SourceDocumentViewSet(FactViewSet):
    """The documents the facts are read from."""

    model = SourceDocument
    icon = "doc-full"
    menu_label = _("Source documents")
    list_display = ["number", Column("title", label=_("Title")), "kind", "dating_is_stated"]
    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("kind")]),
        bilingual_panels("title"),
        bilingual_panels("dating"),
        FieldPanel("dating_is_stated"),
        bilingual_panels("description"),
        FieldPanel("sections"),
    ]


class SourceReferenceViewSet(FactViewSet):
    """Places in the documents."""

    model = SourceReference
    icon = "link"
    menu_label = _("Source references")
    list_display = ["document", "section"]
    list_filter = ["document"]
    search_fields = ["section"]
    panels = [FieldPanel("document"), FieldPanel("section")]


class DocumentDifferenceViewSet(FactViewSet):
    """Where the documents differ."""

    model = DocumentDifference
    icon = "transfer"
    menu_label = _("Differences")
    list_display = ["code", "kind", Column("subject", label=_("Subject"))]
    list_filter = ["kind"]
    search_fields = ["code", "subject_da", "subject_en"]
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
        bilingual_panels("subject"),
        InlinePanel(
            "statements",
            heading=_("What the documents say"),
            label=_("Statement"),
            panels=[FieldPanel("reference"), bilingual_panels("text")],
        ),
        bilingual_panels("resolution"),
    ]


class DirectoryViewSetGroup(SnippetViewSetGroup):
    """The menu of the directory."""

    menu_label = _("Directory")
    menu_icon = "group"
    menu_name = "directory"
    menu_order = 160
    items = (
        PersonViewSet,
        DirectoryEditionViewSet,
        EditionEntryViewSet,
        PlaceViewSet,
        ThemeViewSet,
    )


class SourceViewSetGroup(SnippetViewSetGroup):
    """The menu of the source documents."""

    menu_label = _("Sources")
    menu_icon = "doc-full"
    menu_name = "sources"
    menu_order = 190
    items = (SourceDocumentViewSet, SourceReferenceViewSet, DocumentDifferenceViewSet)
