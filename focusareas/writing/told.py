"""What of a file was not taken along, and why one cannot be read, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from portal.models import DocumentText

State = DocumentText.State

REFUSED = {
    State.BROKEN: gettext_lazy("The file cannot be read. It may be broken, or be something else than its name says."),
    State.ENCRYPTED: gettext_lazy("The file is locked with a password. Save it without one and try again."),
    State.TOO_LARGE: gettext_lazy(
        "The file is larger inside than a report can be. Make its pictures smaller and try again."
    ),
    State.TOO_HARD: gettext_lazy(
        "The file takes too long to read. Make it shorter or its pictures smaller and try again."
    ),
    State.EMPTY: gettext_lazy("There is no text in the file. It may be scanned."),
}
# What is still in the attached file, though the report does not show it.
STILL_THERE = {"comments", "deleted", "hidden"}
# What is counted, as `portal/documents/converted.py` does, in the order in which it is told.
COUNTED = {
    "comments": ngettext_lazy("%d comment is left out.", "%d comments are left out."),
    "deleted": ngettext_lazy(
        "%d deletion that the file keeps track of is left out.",
        "%d deletions that the file keeps track of are left out.",
    ),
    "inserted": ngettext_lazy(
        "%d addition that the file keeps track of is part of the text.",
        "%d additions that the file keeps track of are part of the text.",
    ),
    "hidden": ngettext_lazy("%d hidden stretch of text is left out.", "%d hidden stretches of text are left out."),
    "links": ngettext_lazy(
        "%d link that leads neither to the web nor to a mail address is plain text.",
        "%d links that lead neither to the web nor to a mail address are plain text.",
    ),
    "pictures": ngettext_lazy(
        "%d picture cannot be shown and is left out.", "%d pictures cannot be shown and are left out."
    ),
    "drawings": ngettext_lazy("%d chart or drawing is left out.", "%d charts or drawings are left out."),
    "embedded": ngettext_lazy("%d file within the file is left out.", "%d files within the file are left out."),
}


def told_in_words(told: Mapping[str, int]) -> list[str]:
    """Return what was left out or changed of a file, a sentence each.

    Args:
        told: how many there are of each of `COUNTED`, and "cut" where the end is left out.
    """
    words = [sentence % told[what] for what, sentence in COUNTED.items() if told.get(what)]
    if told.get("cut"):
        words.append(_("The file is longer than a report can be: its end is left out."))
    if STILL_THERE & told.keys():
        words.append(
            _(
                "The attached file still has what is left out here. Take it away below if not everybody should read that."
            )
        )
    return words
