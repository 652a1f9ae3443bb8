"""The portal's two languages: short texts in paired columns and how they are read and sorted."""

from typing import Any, overload

from django.conf import settings
from django.db.models import F, Model, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language

SOURCE_LANGUAGE = settings.LANGUAGE_CODE


def active_language() -> str:
    """Return the code of the reader's language, such as "da" or "en"."""
    language = (get_language() or SOURCE_LANGUAGE).split("-")[0]
    return language if language in dict(settings.LANGUAGES) else SOURCE_LANGUAGE


class Bilingual:
    """Read a text stored in one column per language.

    `name = Bilingual()` beside the columns `name_da` and `name_en` gives the text in the reader's
    language, and the Danish text where the other is empty.
    """

    def __set_name__(self, owner: type[Model], name: str) -> None:
        self.name = name

    @property
    def columns(self) -> list[str]:
        """Return the names of the columns this text needs, one per language."""
        return [f"{self.name}_{code}" for code, _label in settings.LANGUAGES]

    @overload
    def __get__(self, instance: None, owner: type[Model]) -> "Bilingual": ...

    @overload
    def __get__(self, instance: Model, owner: type[Model]) -> str: ...

    def __get__(self, instance: Model | None, owner: type[Model]) -> "Bilingual | str":
        if instance is None:
            return self
        own: str = getattr(instance, f"{self.name}_{active_language()}")
        source: str = getattr(instance, f"{self.name}_{SOURCE_LANGUAGE}")
        return own or source


def localized_column(name: str, language: str | None = None) -> Coalesce:
    """Return an expression for the text `name` in a language, to sort or filter by in SQL.

    Args:
        name: the text's name without its language, such as "name" or "office__name".
        language: a language code; the reader's language when left out.
    """
    own = f"{name}_{language or active_language()}"
    return Coalesce(NullIf(F(own), Value("")), F(f"{name}_{SOURCE_LANGUAGE}"))


def bilingual_texts(model: type[Model]) -> dict[str, Bilingual]:
    """Return the model's bilingual texts by name."""
    found: dict[str, Any] = {}
    for owner in reversed(model.__mro__):
        found.update({name: value for name, value in vars(owner).items() if isinstance(value, Bilingual)})
    return found
