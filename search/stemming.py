"""Stems of Danish and English words, before folding."""

import re
import threading

import Stemmer

# PyStemmer's objects keep the word they work on, so that threads must not share one at the same moment.
_LOCK = threading.Lock()
_DANISH = Stemmer.Stemmer("danish", maxCacheSize=0)
_ENGLISH = Stemmer.Stemmer("english", maxCacheSize=0)
_SWEDISH_LETTERS = str.maketrans("öä", "øæ")
_HED = re.compile("(.{3,}?)hed(?:s|en|ens|er|ers|erne|ernes)?")


def danish_stem(word: str) -> str:
    """Return the Danish stem of a word in lower case.

    The stemmer keeps some of the endings in -hed (hjemløshederne); they go first, so that the noun meets its adjective.
    """
    word = word.translate(_SWEDISH_LETTERS)
    if "hed" in word and (found := _HED.fullmatch(word)):
        word = found[1]
    with _LOCK:
        stem: str = _DANISH.stemWord(word)
    return stem


def english_stem(word: str) -> str:
    """Return the English stem of a word in lower case."""
    with _LOCK:
        stem: str = _ENGLISH.stemWord(word)
    return stem
