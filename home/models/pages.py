from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField

from home.front_page import front_page
from networks.models import SourceReference
from portal.blocks import RICH_TEXT_FEATURES, BodyStreamBlock
from portal.pages import BasePage, SourcedPage
from portal.panels import sources_panel


class HomePage(BasePage):
    """The front page of a language: newest reports, coming activities, the plan and the directory at a glance."""

    introduction = RichTextField(_("introduction"), blank=True, features=RICH_TEXT_FEATURES)
    public_introduction = RichTextField(
        _("introduction for visitors"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("What people who are not signed in read when the page is open."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("public_introduction")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "home.ContentPage",
        "focusareas.StrategyPage",
        "focusareas.ActionPlanPage",
        "focusareas.ReportIndexPage",
        "networks.NetworkIndexPage",
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")
        permissions = [("open_pages", gettext_noop("Can open pages to people who are not signed in"))]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what staff want at a glance, or the open pages for everybody else."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if request.user.is_authenticated:
            return context | front_page()
        return context | {"open_pages": ContentPage.objects.child_of(self).readable_by(request.user)}


class ContentPage(SourcedPage):
    """A page of running text, such as a work area or an example of good practice."""

    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("text"))
    sources = ParentalManyToManyField(SourceReference, blank=True, related_name="+", verbose_name=_("sources"))

    source_only = ("sources",)

    content_panels = [*SourcedPage.content_panels, FieldPanel("body"), sources_panel()]

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.ContentPage"]
    subpage_types: ClassVar[list[str]] = ["home.ContentPage"]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the page's sources and the pages below it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        below = ContentPage.objects.child_of(self.source).danish().order_by("path").in_reader_language()
        return context | {
            "sources": self.source.sources.select_related("document"),
            "pages": [page for page in below if page.is_readable_by(request.user)],
        }
