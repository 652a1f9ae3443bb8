"""Addresses that work without sign-in because only one person knows them: signed, so that nobody can make one up."""

import secrets
from datetime import timedelta
from typing import Self

from django.core.signing import BadSignature, Signer, TimestampSigner
from django.db import models


def sign(purpose: str, text: str) -> str:
    """Return a text as part of an address that holds for one purpose only, such as "unsubscribe"."""
    return _signer(purpose).sign(text)


def signed(purpose: str, token: str) -> str | None:
    """Return the text that was signed for a purpose; None where the token is not ours."""
    try:
        return _signer(purpose).unsign(token)
    except BadSignature:
        return None


def sign_dated(purpose: str, text: str) -> str:
    """Return the same with the time in it, for an address that holds only for a while."""
    return _dated_signer(purpose).sign(text)


def signed_within(purpose: str, token: str, age: timedelta) -> str | None:
    """Return the text that `sign_dated` signed for a purpose no longer ago; None where the token is older or not ours."""
    try:
        return _dated_signer(purpose).unsign(token, max_age=age)
    except BadSignature:
        return None


def new_key() -> str:
    """Return a key nobody can guess."""
    return secrets.token_urlsafe(16)


class FeedMixin(models.Model):
    """Something of one person's with a feed, read at a secret address that can be exchanged for another.

    The key alone does not make the address, so that a copy of the database opens no feed.
    """

    feed_key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)

    class Meta:
        abstract = True

    @property
    def feed_token(self) -> str:
        """Return what the address of the feed ends with."""
        return sign(self._feed_purpose(), self.feed_key)

    @classmethod
    def with_feed(cls, token: str) -> Self:
        """Return the row whose feed is read with a token.

        Raises:
            DoesNotExist: nothing has it, or no longer.
        """
        row: Self = cls._default_manager.get(feed_key=signed(cls._feed_purpose(), token) or "")
        return row

    def renew_feed(self) -> None:
        """Give the feed a new address; the one it had stops working."""
        self.feed_key = new_key()
        self.save(update_fields=["feed_key"])

    @classmethod
    def _feed_purpose(cls) -> str:
        return f"feed of {cls._meta.label_lower}"


def _signer(purpose: str) -> Signer:
    return Signer(sep=".", salt=f"portal.{purpose}")


def _dated_signer(purpose: str) -> TimestampSigner:
    # With a salt of its own, so that neither takes what the other signed.
    return TimestampSigner(sep=".", salt=f"portal.dated.{purpose}")
