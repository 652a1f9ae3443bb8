"""A bar that tells how far a command is."""

from django.core.management.base import OutputWrapper

WIDTH = 40


class ProgressBar:
    """Draws itself over and over on a line of a terminal; elsewhere it stays silent.

    Args:
        output: the command's output.
        is_wanted: False for no bar at all.
    """

    def __init__(self, output: OutputWrapper, *, is_wanted: bool = True) -> None:
        self._output = output
        self._is_shown = is_wanted and output.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Show how many of all are done, and end the line with the last."""
        if not self._is_shown:
            return
        filled = WIDTH * done // total if total else WIDTH
        percent = 100 * done // total if total else 100
        bar = "#" * filled + "-" * (WIDTH - filled)
        self._output.write(f"\r[{bar}] {percent:3} % {done}/{total}", ending="\n" if done >= total else "")
        self._output.flush()
