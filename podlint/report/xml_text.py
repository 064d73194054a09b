"""XML that any parser takes: ASCII, without the characters that XML 1.0 forbids."""

from xml.etree import ElementTree

from podlint.report.characters import visible

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_FORBIDDEN = str.maketrans({"\ufffe": "\\u{fffe}", "\uffff": "\\u{ffff}"})
"""Beside control characters and surrogates, which become visible signs."""


def element(name: str, attributes: dict[str, str], text: str = "") -> ElementTree.Element:
    """An element whose attributes are one line each and whose text keeps its lines."""
    made = ElementTree.Element(name, {key: allowed(value) for key, value in attributes.items()})
    made.text = "\n".join(map(allowed, text.split("\n"))) or None
    return made


def document(root: ElementTree.Element) -> str:
    ElementTree.indent(root)
    return f"{_DECLARATION}{ElementTree.tostring(root, encoding='us-ascii', xml_declaration=False).decode('ascii')}\n"


def allowed(text: str) -> str:
    """One line without what XML 1.0 forbids."""
    return visible(text).translate(_FORBIDDEN)
