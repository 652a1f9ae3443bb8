"""How the log is written: without what opens something to whoever has it, and without anybody's mail address."""

import re
from logging import Formatter, LogRecord

_KEY = re.compile(r"(/(?:feeds|unsubscribe)/\w+/|/follow-up/|/accounts/(?:password/reset/key|confirm-email)/)[^/\s]+")
# Begun where a word begins only: tried at each letter, a long line of letters would take as many steps as their square.
_MAIL_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w")


class DiscreetFormatter(Formatter):
    """Leaves keys of feeds, of links in letters and of new passwords out of each line, tracebacks too, and addresses."""

    def format(self, record: LogRecord) -> str:
        """Return the record as text without them."""
        return _MAIL_ADDRESS.sub("-@-", _KEY.sub(r"\1-", super().format(record)))
