"""What all pages share: who may read them, their two languages, and where their facts live."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale, Page, PageManager, PageViewRestriction, Site
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import BaseTranslatableField

from portal.languages import SOURCE_LANGUAGE, active_language
from portal.models import PublicFlag, User
from portal.slugs import slug_of
from portal.translations import page_at, refuse_missing

# Given where Wagtail would otherwise look up the site of the request, in a query, to compare it.
NO_SITE = Site()


class PortalPageQuerySet(PageQuerySet):
    """Pages by reader and by language."""

    def danish(self) -> Self:
        """Return the live Danish pages, the only ones that carry relations and facts."""
        return self.live().filter(locale__language_code=SOURCE_LANGUAGE)

    def readable_by(self, user: User | AnonymousUser) -> Self:
        """Return the live pages the user may read: all of them for staff, the open ones for others."""
        pages = self.live()
        return pages if user.is_authenticated else pages.filter(is_public=True, alias_of__isnull=True)

    def opened_to(self, user: User | AnonymousUser) -> Self:
        """Return those of these Danish pages that the user may read in the reader's language: all for staff."""
        if user.is_authenticated:
            return self
        opened = self.model._default_manager.readable_by(user).filter(locale__language_code=active_language())
        return self.filter(translation_key__in=opened.values("translation_key"))

    def in_reader_language(self) -> list[Any]:
        """Return these Danish pages in the reader's language, in one query.

        A page without a live page in that language comes in Danish, at the address of the translation
        where one has been begun. Each page has its Danish page as `source`. The order, the joins and the
        prefetches of this queryset are kept.
        """
        language = active_language()
        if language == SOURCE_LANGUAGE:
            danish = list(self)
            for page in danish:
                page.source = page
            return danish
        both = (
            self.model._default_manager.filter(
                Q(locale__language_code=SOURCE_LANGUAGE, live=True) | Q(locale__language_code=language),
                translation_key__in=self.values("translation_key"),
            )
            .select_related("locale", *_joins(self.query.select_related))
            .order_by(*self.query.order_by)
            .prefetch_related(*self._prefetch_related_lookups)
        )
        danish, translated = [], {}
        for page in both:
            if page.locale.language_code == SOURCE_LANGUAGE:
                danish.append(page)
            else:
                translated[page.translation_key] = page
        for page in danish:
            page.source = page
            in_language = translated.get(page.translation_key)
            if in_language and not in_language.live:
                page.draft = translated.pop(page.translation_key)
            elif in_language:
                in_language.source = page
        return [translated.get(page.translation_key, page) for page in danish]

    def in_reader_language_by_id(self) -> dict[int, Any]:
        """Return these Danish pages in the reader's language by the Danish page's id."""
        return {page.source.pk: page for page in self.in_reader_language()}


def _joins(tree: Any, prefix: str = "") -> list[str]:
    """Return the paths of a queryset's select_related."""
    if not isinstance(tree, dict):
        return []
    return [path for name, below in tree.items() for path in _joins(below, f"{prefix}{name}__") or [prefix + name]]


PortalPageManager = PageManager.from_queryset(PortalPageQuerySet)


class BasePage(PublicFlag, Page):
    """A page of the portal: for signed-in staff unless it is opened to everyone."""

    summary = models.TextField(
        _("summary"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences, shown in lists and search results."),
    )

    objects: ClassVar[Any] = PortalPageManager()
    # Facts fetched in the query that fetches the page and its translations.
    joins: ClassVar[Sequence[str]] = ()
    # A translation under way, at whose address this Danish page is shown meanwhile.
    draft: "BasePage | None" = None

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    # A restriction that is forgotten would leave a page open; `is_public` alone decides.
    private_page_options: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar[list[str]] = ["is_public"]
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [BaseTranslatableField("is_public")]

    class Meta:
        abstract = True

    @cached_property
    def relatives(self) -> dict[str, Self]:
        """Return this page in every language it exists in, by language code, itself included."""
        by_language = type(self).in_every_language(self.translation_key)
        for code, page in by_language.items():
            if page.pk == self.pk:
                return by_language | {code: self}
        return by_language | {self.locale.language_code: self}

    @classmethod
    def in_every_language(cls, translation_key: UUID) -> dict[str, Self]:
        """Return a page of this type and its translations, by language code."""
        pages = cls.objects.filter(translation_key=translation_key).select_related("locale", *cls.joins)
        return {page.locale.language_code: page for page in pages}

    @cached_property
    def language(self) -> str:
        """Return the code of the language whose tree the page stands in."""
        return next(code for code, page in self.relatives.items() if page is self)

    @property
    def is_untranslated(self) -> bool:
        """Tell whether the page stands in for a translation that has not been made."""
        return self.alias_of_id is not None

    @property
    def is_translation(self) -> bool:
        """Tell whether the page stands in another tree than the Danish one."""
        return self._language_when_saved() != SOURCE_LANGUAGE

    @property
    def content_language(self) -> str:
        """Return the code of the language the page's text is written in."""
        return SOURCE_LANGUAGE if self.is_untranslated else self.language

    @property
    def translations(self) -> dict[str, Self]:
        """Return the live pages with a text of their own, by language code, itself included."""
        return {code: page for code, page in self.relatives.items() if page.live and not page.is_untranslated}

    def is_readable_by(self, user: User | AnonymousUser) -> bool:
        """Tell whether the user may read the page: staff may, others only when it is open."""
        return user.is_authenticated or (self.is_public and self.live and not self.is_untranslated)

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Return nothing: `is_public` alone decides, since a view restriction left out opens a page."""
        return PageViewRestriction.objects.none()

    def get_url(self, request: HttpRequest | None = None, current_site: Site | None = None) -> str:
        """Return the page's address, relative as long as the portal is the only site; nothing outside a site."""
        if self.draft:
            return self.draft.get_url(request, current_site)
        return super().get_url(request, current_site or NO_SITE) or ""

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page at a path below this one in one query instead of one per level.

        Raises:
            Http404: no live page is there.
        """
        if not path_components:
            return super().route(request, path_components)
        url_path = f"{self.url_path}{'/'.join(path_components)}/"
        page = page_at(url_path)
        if page is None:
            raise Http404
        return RouteResult(with_relatives(page))

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return the page as a revision has it; whether it is open is the page's, not the revision's."""
        page: Self = super().with_content_json(content)
        page.is_public = self.is_public
        return page

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page, and take it off the site when it stops standing in for a translation.

        Its text is still the source language's then; publishing it is a decision of its own.
        """
        if kwargs.get("update_fields") == ["alias_of_id"] and not self.is_untranslated:
            self.live, self.has_unpublished_changes = False, True
            kwargs["update_fields"] = ["alias_of_id", "live", "has_unpublished_changes"]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Keep Danish text off the open internet and off the other languages' sites.

        Raises:
            ValidationError: the page is Danish and open, or translated, live and with texts missing.
        """
        super().clean()
        if self._language_when_saved() == SOURCE_LANGUAGE:
            if self.is_public:
                message = _("Only translated pages can be opened; Danish pages are for staff.")
                raise ValidationError({"is_public": message})
        elif self.live and not self.is_untranslated:
            refuse_missing(self)

    def _set_core_field_defaults(self) -> None:
        # Wagtail keeps the letters of other alphabets in an address, and so do the browser's suggestions.
        given: str = self.slug  # type: ignore[has-type]  # Wagtail gives it no type
        if not given and (made := slug_of(self.title)):
            self.slug = self._get_autogenerated_slug(made)
        elif not given.isascii():
            self.slug = slug_of(given)
        super()._set_core_field_defaults()

    def _language_when_saved(self) -> str:
        locale = self.locale if self.locale_id else self.get_default_locale()
        return locale.language_code


def with_relatives(page: Page) -> BasePage:
    """Return the page as the type it is, its relatives fetched in the same query."""
    relatives: dict[str, BasePage] = page.specific_class.in_every_language(page.translation_key)
    specific = next(each for each in relatives.values() if each.pk == page.pk)
    specific.relatives = relatives
    return specific


class SourcedPage(BasePage):
    """A page whose relations and facts belong to its Danish version and are read from there.

    List them in `source_only`, and those a Danish page must have in `source_required`. In the
    database they may be empty, since the page in another language never holds them.
    """

    source_only: ClassVar[Sequence[str]] = ()
    source_required: ClassVar[Sequence[str]] = ()

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.override_translatable_fields = [BaseTranslatableField(name) for name in ("is_public", *cls.source_only)]

    @cached_property
    def source(self) -> Self:
        """Return the Danish page; the page itself when it has none."""
        return self.relatives.get(SOURCE_LANGUAGE, self)

    def copy_for_translation(
        self,
        locale: Locale,
        copy_parents: bool = False,
        alias: bool = False,
        exclude_fields: Sequence[str] | None = None,
    ) -> Self:
        """Copy the page into a language, its prose only."""
        excluded = [*(exclude_fields or []), *self.source_only]
        return super().copy_for_translation(locale, copy_parents=copy_parents, alias=alias, exclude_fields=excluded)

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Tell whether a page can begin its life here: facts need a Danish page to stand on."""
        return bool(super().can_create_at(parent)) and parent.locale.language_code == SOURCE_LANGUAGE

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page, in another language than Danish without facts: aliases would bring a copy of them."""
        if self._language_when_saved() != SOURCE_LANGUAGE:
            for name in self.source_only:
                field: Any = self._meta.get_field(name)
                is_rows = field.one_to_many or field.many_to_many
                setattr(self, name, [] if is_rows else field.get_default())
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Require on the Danish page what only the Danish page holds.

        Raises:
            ValidationError: a fact in `source_required` is missing.
        """
        super().clean()
        if self._language_when_saved() != SOURCE_LANGUAGE:
            return
        missing = [name for name in self.source_required if getattr(self, name) is None]
        if missing:
            raise ValidationError({name: _("This field is required.") for name in missing})
