"""XML of strangers: read without entities, and known by names without namespaces, which differ from one program to another."""

from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring


def parsed(content: bytes) -> Element:
    """Return the root of an XML file.

    Raises:
        ParseError: it is broken.
        DTDForbidden: it defines entities, as no office program does.
    """
    root: Element = fromstring(content, forbid_dtd=True)
    return root


def name_of(element: Element) -> str:
    """Return an element's name."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Return an attribute's value, "" where there is none."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")
