"""Letters of the portal: plain text and HTML from templates/email/, in the reader's language, with a way to end them."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from smtplib import SMTPServerDisconnected
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string

from portal.models import User


class Addressee(Protocol):
    """Somebody a letter goes to."""

    @property
    def email(self) -> str:
        """Return the address."""


def absolute(path: str) -> str:
    """Return the whole address of a path of the portal."""
    return settings.PORTAL_BASE_URL.rstrip("/") + path


def preferred_language(reader: User) -> str:
    """Return the language the reader has chosen in the account settings, "" where none of the portal's is chosen."""
    profile = getattr(reader, "wagtail_userprofile", None)
    code = profile.preferred_language if profile else ""
    return code if code in dict(settings.LANGUAGES) else ""


def what_failed(error: BaseException) -> str:
    """Return what kind of failure it is, with the mail server's numbers; not its words, which may name the address."""
    codes = {code for code, _answer in getattr(error, "recipients", {}).values()} | {getattr(error, "smtp_code", None)}
    return " ".join([type(error).__name__, *(str(code) for code in codes if code)])


def letter(
    template: str, context: Mapping[str, Any], *, reader: Addressee, identity: str, unsubscribe_path: str = ""
) -> EmailMultiAlternatives:
    """Return a letter in the active language, ready to be sent.

    Args:
        template: "new_hits" for email/new_hits.subject.txt, email/new_hits.txt and email/new_hits.html.
        context: the templates' variables; `base`, `reader` and `unsubscribe_url` are added, then the `subject` as one line.
        reader: whose address it goes to.
        identity: the same for the same letter, so that one sent twice can be known as such.
        unsubscribe_path: where a POST without sign-in ends such letters (RFC 8058); "" for those about the reader's own work.
    """
    base = absolute("")
    unsubscribe_url = absolute(unsubscribe_path) if unsubscribe_path else ""
    variables = {**context, "base": base, "reader": reader, "unsubscribe_url": unsubscribe_url}
    variables["subject"] = " ".join(render_to_string(f"email/{template}.subject.txt", variables).split())
    message_id = sha256(identity.encode()).hexdigest()[:32]
    headers = {"Message-ID": f"<{message_id}@{urlsplit(base).hostname}>", "Auto-Submitted": "auto-generated"}
    if unsubscribe_url:
        headers |= {"List-Unsubscribe": f"<{unsubscribe_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMultiAlternatives(
        subject=variables["subject"],
        body=render_to_string(f"email/{template}.txt", variables).strip() + "\n",
        to=[reader.email],
        headers=headers,
    )
    message.attach_alternative(render_to_string(f"email/{template}.html", variables), "text/html")
    return message


def send_noted(
    letters: Sequence[EmailMultiAlternatives], note: Callable[[], bool], take_back: Callable[[], object]
) -> bool:
    """Send letters about one thing at most once, and say whether they have gone.

    Args:
        letters: the letters.
        note: notes that they go, before they do; False where another run has noted it already, and nothing is sent.
        take_back: undoes the note; called where the mail server has taken none of them for certain.

    Raises:
        Exception: one could not be sent; the others were tried all the same.
    """
    gone, trouble = 0, None
    # Connected first, so that little can happen between the note and the mail server's answer.
    with get_connection() as connection:
        if not note():
            return False
        for message in letters:
            message.connection = connection
            try:
                message.send()
                gone += 1
            except SMTPServerDisconnected:
                # The mail server may have taken it before its answer was lost or came too late.
                raise
            except BaseException as error:
                trouble = error
                if not isinstance(error, Exception):
                    break
    if trouble:
        if not gone:
            take_back()
        raise trouble
    return True
