"""What the coordinator sets for the search, in the editing interface."""

from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.http import RFC3986_SUBDELIMS
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSetGroup

from portal.panels import bilingual_panels
from portal.viewsets import FactViewSet
from search.curation import BestBet, GlossaryGroup
from search.describing import LANGUAGES
from search.models import SearchDocument
from search.report import SearchReportView
from search.showing import language_of


class PrefilledCreateView(CreateView):
    """A form for something new, with the texts its address gives, as the report's links do."""

    def get_initial(self) -> dict[str, Any]:
        """Return what the address gives of the row's texts."""
        texts = {field.name for field in self.model._meta.concrete_fields if isinstance(field, TextField)}
        given = {name: self.request.GET[name] for name in texts & self.request.GET.keys()}
        return super().get_initial() | given


class GlossaryGroupViewSet(FactViewSet):
    """The glossary."""

    model = GlossaryGroup
    add_view_class = PrefilledCreateView
    icon = "openquote"
    menu_label = _("Words that mean the same")
    list_display = [Column("__str__", label=_("Words"))]
    search_fields = ["words"]
    panels = [FieldPanel("words", widget=forms.Textarea(attrs={"rows": 8})), FieldPanel("may_overlap")]


class BestBetForm(WagtailAdminModelForm):
    """A best bet; what it leads to is given by its address and kept as the thing found there."""

    address = forms.CharField(
        label=_("Leads to"),
        max_length=500,
        help_text=_(
            "The address of what comes first, as the browser shows it: a page, a person, an office or anything else "
            "that can be found, such as /netvaerk/eurocities/. Those who may not read it do not see it."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        document = documents_of(self.instance.model, self.instance.object_id).first()
        if document:
            self.initial["address"] = document.texts[language_of(document.texts)]["url"]

    def clean_address(self) -> str:
        """Find what stands at the address.

        Raises:
            ValidationError: nothing that can be found does, or it is outside the portal.
        """
        typed: str = self.cleaned_data["address"].strip()
        try:
            parts = urlsplit(typed)
        except ValueError:
            raise ValidationError(_("This is not an address.")) from None
        if parts.netloc and parts.netloc != urlsplit(settings.PORTAL_BASE_URL).netloc:
            raise ValidationError(_("The address has to be one in the portal."))
        # A thing may have parameters in its address; what else a browser shows there leads to the same page.
        document = document_at(parts) or document_at(parts._replace(query=""))
        if document is None:
            raise ValidationError(_("Nothing that can be found stands at this address."))
        self.instance.model, self.instance.object_id = document.model, document.object_id
        return typed


def document_at(address: SplitResult) -> SearchDocument | None:
    """Return what stands at an address of the portal for signed-in readers, whichever way its letters are encoded."""
    queries = {address.query, urlencode(parse_qsl(address.query, keep_blank_values=True))}
    spellings = [
        urlunsplit(("", "", path, query, fragment))
        for path in spelled(address.path) | spelled(address.path.rstrip("/") + "/")
        for query in queries
        for fragment in spelled(address.fragment)
    ]
    at = Q()
    for code in LANGUAGES:
        at |= Q(**{f"texts__{code}__url__in": spellings})
    return SearchDocument.objects.filter(at, audience=SearchDocument.Audience.STAFF).first()


def spelled(part: str) -> set[str]:
    """Return a part of an address with its letters as they are, and percent-encoded as Django does it."""
    plain = unquote(part)
    return {plain, quote(plain, safe=RFC3986_SUBDELIMS + "/~:@")}


def documents_of(model: str | OuterRef, object_id: int | OuterRef) -> QuerySet[SearchDocument]:
    """Return what a best bet leads to, as signed-in readers find it."""
    return SearchDocument.objects.filter(model=model, object_id=object_id, audience=SearchDocument.Audience.STAFF)


class TargetColumn(Column):
    """What a best bet leads to; its texts come with the row."""

    def get_value(self, instance: Any) -> Any:
        """Return its title, or that it is gone."""
        texts = instance.texts
        return texts[language_of(texts)]["title"] if texts else _("Not there any more")


class BestBetViewSet(FactViewSet):
    """Best bets."""

    model = BestBet
    add_view_class = PrefilledCreateView
    icon = "pick"
    menu_label = _("Best bets")
    list_display = [Column("__str__", label=_("Searches")), TargetColumn("texts", label=_("Leads to"))]
    search_fields = ["phrases", "note_da", "note_en"]
    edit_handler = ObjectList(
        [
            FieldPanel("phrases", widget=forms.Textarea(attrs={"rows": 5})),
            FieldPanel("address"),
            bilingual_panels("note"),
        ],
        base_form_class=BestBetForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the best bets with the texts of what they lead to."""
        documents = documents_of(OuterRef("model"), OuterRef("object_id"))
        return super().get_queryset(request).annotate(texts=Subquery(documents.values("texts")[:1]))


class ReportMenuItem(MenuItem):
    """The report's place in the menu, for those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether the user may see the report."""
        return request.user.has_perm("search.view_searchcount")


class SearchReportViewSet(ViewSet):
    """The report of what people search for."""

    name = "search_report"
    icon = "history"
    menu_label = _("What people search for")
    menu_item_class = ReportMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return its one address."""
        return [path("", SearchReportView.as_view(), name="index")]


class SearchViewSetGroup(SnippetViewSetGroup):
    """The menu of the search."""

    menu_label = _("The search")
    menu_icon = "search"
    menu_name = "portal-search"
    menu_order = 180
    items = (GlossaryGroupViewSet, BestBetViewSet, SearchReportViewSet)
