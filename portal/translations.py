"""Translated pages: what is missing, entering texts, and going live only when nothing is missing.

Wagtail-localize fills what is not translated with the source language's text, and so would put Danish
live on the English site. docs/translations.md tells what the portal does instead.
"""

from collections import Counter
from datetime import datetime
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.text import capfirst
from django.utils.translation import ngettext
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from portal.languages import SOURCE_LANGUAGE
from portal.models import User
from portal.slugs import slug_of

SLUG = "slug"


class TextsDiffer(ValueError):
    """A page and its translation do not have the same texts to translate."""


def page_at(url_path: str) -> Page | None:
    """Return the live page at a path; while a translation is being made, the page it is made from."""
    page = Page.objects.filter(url_path=url_path).defer_streamfields().first()
    if page is None or page.live:
        return page
    source = Page.objects.live().filter(translation_key=page.translation_key, locale__language_code=SOURCE_LANGUAGE)
    return source.defer_streamfields().first()


def translation_into(page: Page, locale: Locale | None = None) -> Translation | None:
    """Return the translation that keeps the page in its own or the given language, if there is one."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=locale or page.locale_id, enabled=True
    ).first()


def missing_texts(translation: Translation) -> Counter[str]:
    """Return the names of the fields with texts that are not translated, each with how many.

    The address is none of them: it is made from the translated title where nobody gives one.
    """
    entered = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=translation.target_locale_id,
        has_error=False,
    )
    segments = StringSegment.objects.filter(~Exists(entered), source=translation.source_id).exclude(context__path=SLUG)
    model = translation.source.specific_content_type.model_class()
    paths = segments.order_by("order").values_list("context__path", flat=True)
    return Counter(_field_name(model, path) for path in paths)


def count_missing(translation: Translation) -> int:
    """Return how many texts are not translated."""
    return missing_texts(translation).total()


def missing_message(missing: Counter[str]) -> str:
    """Return what to tell somebody who publishes a translation with texts missing, and in which fields they are."""
    words = ngettext(
        "%(count)d text is not translated yet. Translate it before you publish the page: %(fields)s.",
        "%(count)d texts are not translated yet. Translate them before you publish the page: %(fields)s.",
        missing.total(),
    )
    fields = (f"{name} ({number})" if number > 1 else name for name, number in missing.items())
    return words % {"count": missing.total(), "fields": ", ".join(fields)}


def fill_address(translation: Translation) -> None:
    """Make the page's address from its translated title where nobody has given one."""
    segments = {
        segment.context.path: segment
        for segment in translation.source.stringsegment_set.filter(context__path__in=["title", SLUG]).select_related(
            "context"
        )
    }
    entered = StringTranslation.objects.filter(locale=translation.target_locale, has_error=False)
    slug = segments.get(SLUG)
    if slug is None or entered.filter(translation_of=slug.string_id, context=slug.context_id).exists():
        return
    title = segments["title"]
    text = entered.get(translation_of=title.string_id, context=title.context_id).data
    StringTranslation.objects.update_or_create(
        translation_of_id=slug.string_id,
        context_id=slug.context_id,
        locale=translation.target_locale,
        defaults={
            "data": slug_of(unescape(text)),
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "has_error": False,
            "field_error": "",
        },
    )


def refuse_missing(page: Page) -> None:
    """Check that a translated page has all its texts.

    Raises:
        ValidationError: some are missing, and the source language's would stand in their place.
    """
    translation = translation_into(page)
    if translation and (missing := missing_texts(translation)):
        raise ValidationError(missing_message(missing), code="untranslated")


def submit(page: Page, locale: Locale) -> tuple[Translation, bool]:
    """Begin the page's translation into a language, or bring it up to date with the page as it is now.

    Returns:
        the translation, and whether there is anything new in it.
    """
    before = TranslationSource.objects.get_for_instance_or_none(page)
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, is_new = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    return translation, is_new or before is None or before.last_updated_at != source.last_updated_at


def enter(translation: Translation, texts: dict[str, Any], user: User | None = None) -> int:
    """Enter the texts of a page's fields, whole fields as they are to read, as its translated texts.

    Returns:
        how many texts were new or changed.

    Raises:
        TextsDiffer: a field has other paragraphs, list items or blocks than the source's.
    """
    model = translation.source.specific_content_type.model_class()
    wanted = [segment for segment in extract_segments(model(**texts)) if isinstance(segment, StringSegmentValue)]
    segments = list(translation.source.stringsegment_set.select_related("context").order_by("order"))
    paths = [segment.context.path for segment in segments]
    if paths != [segment.path for segment in wanted]:
        odd = next(path for path in [*paths, *(item.path for item in wanted)] if _differs(path, paths, wanted))
        raise TextsDiffer(f"{translation.source.object_repr}: {odd} does not have the same texts in both languages")
    known = {
        (item.translation_of_id, item.context_id): item
        for item in StringTranslation.objects.filter(
            locale=translation.target_locale, context__object_id=translation.source.object_id
        )
    }
    changed = 0
    for segment, item in zip(segments, wanted, strict=True):
        key = (segment.string_id, segment.context_id)
        entered = known.get(key) or StringTranslation(
            translation_of_id=key[0], context_id=key[1], locale=translation.target_locale
        )
        if entered.data != item.string.data or entered.has_error:
            entered.data, entered.has_error, entered.field_error = item.string.data, False, ""
            entered.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
            entered.last_translated_by = user
            entered.save()
            changed += 1
        known[key] = entered
    return changed


@transaction.atomic
def publish(
    translation: Translation,
    user: User | None = None,
    *,
    is_public: bool | None = None,
    first_published_at: datetime | None = None,
) -> Page:
    """Put the translated page live and return it.

    Args:
        translation: the translation to publish.
        user: who publishes it.
        is_public: whether it is open without sign-in from now on; left as it is when not given.
        first_published_at: when it is to have been published first; now when not given.

    Raises:
        ValidationError: some texts are missing.
    """
    if missing := missing_texts(translation):
        raise ValidationError(missing_message(missing), code="untranslated")
    fill_address(translation)
    # The add-on publishes when the transaction ends, where a refusal could no longer undo it.
    translation.save_target(user=user, publish=False)
    page = translation.get_target_instance()
    if is_public is not None:
        type(page).objects.filter(pk=page.pk).update(is_public=is_public)
    if first_published_at is not None:
        Page.objects.filter(pk=page.pk).update(first_published_at=first_published_at)
    page.get_latest_revision().publish(user=user)
    return translation.get_target_instance()


def _differs(path: str, paths: list[str], wanted: list[StringSegmentValue]) -> bool:
    return paths.count(path) != sum(item.path == path for item in wanted)


def _field_name(model: Any, path: str) -> str:
    """Return the name of the field that a text belongs to, such as "Summary"."""
    field = model._meta.get_field(path.split(".")[0])
    return str(capfirst(getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural))
