"""Strings as readers, documents and mischief bring them, and whether a query meets a text by its terms alone."""

from hypothesis import strategies as st

from search.analysis import DEFAULT_SPLITTER, CompoundSplitter, analyse
from search.glossary import Glossary, default_glossary
from search.query import Group, parse

LETTERS = "abeklmnoprstægøåäöéÅØ\u00ad\u030a'’-_\"“ \n.,1\0ß"
any_text = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=LETTERS, max_size=120),
    st.text(alphabet=st.characters(categories=["Cs", "Mn", "Lo", "Lu", "Ll", "Cf", "Nd", "No"]), max_size=60),
)


def meets(
    query: str,
    text: str,
    glossary: Glossary | None = None,
    splitter: CompoundSplitter = DEFAULT_SPLITTER,
) -> bool:
    """Say whether the text has every group of the query and none that is excluded, as an engine would."""
    parsed = parse(query, glossary=default_glossary() if glossary is None else glossary, splitter=splitter)
    analysed = analyse(text, splitter=splitter)
    terms = {*filter(None, analysed.plain), *analysed.forms}
    plain = " ".join(["", *analysed.plain, ""])

    def has(group: Group) -> bool:
        return (
            not group.terms.isdisjoint(terms)
            or (not group.is_quoted and not group.terms.isdisjoint(analysed.parts))
            or any(f" {' '.join(phrase)} " in plain for phrase in group.phrases)
            or any(term.startswith(prefix) for prefix in group.prefixes for term in terms)
        )

    return all(map(has, parsed.groups)) and not any(map(has, parsed.excluded))
