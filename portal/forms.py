"""Forms for uploaded files."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from portal.models import PUBLISH_OPENLY


class OpeningFormMixin:
    """Offers to open a file to everyone only to those with the permission."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)  # type: ignore[call-arg]  # Wagtail's form comes next
        if user is None or not user.has_perm(PUBLISH_OPENLY):
            self.fields.pop("is_public", None)


class ImageForm(OpeningFormMixin, BaseImageForm):
    """A picture, as people upload or edit it."""


class DocumentForm(OpeningFormMixin, BaseDocumentForm):
    """A document, as people upload or edit it; it says whether the search finds the file's text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].help_text = self.instance.reading_note
