"""The Reviewdog Diagnostic Format as a JSON Schema, closed: what `proto/rdf/reviewdog.proto` of reviewdog allows."""

from typing import Any


def _message(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": list(required)}


TEXT = {"type": "string"}
NUMBER = {"type": "integer", "minimum": 1}
SEVERITY = {"enum": ["ERROR", "WARNING", "INFO"]}
POSITION = _message(("line",), line=NUMBER, column=NUMBER)
RANGE = _message(("start",), start=POSITION, end=POSITION)
LOCATION = _message(("path",), path=TEXT, range=RANGE)
SOURCE = _message(("name",), name=TEXT, url=TEXT)
CODE = _message(("value",), value=TEXT, url=TEXT)
DIAGNOSTIC = _message(
    ("message", "location"),
    message=TEXT,
    location=LOCATION,
    severity=SEVERITY,
    source=SOURCE,
    code=CODE,
    suggestions={"type": "array", "items": _message(("range", "text"), range=RANGE, text=TEXT)},
    original_output=TEXT,
    related_locations={"type": "array", "items": _message(("location",), message=TEXT, location=LOCATION)},
)
DIAGNOSTIC_RESULT = _message(
    ("diagnostics",), diagnostics={"type": "array", "items": DIAGNOSTIC}, source=SOURCE, severity=SEVERITY
)
