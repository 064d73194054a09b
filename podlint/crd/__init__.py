"""What the API server makes of custom resources: their definitions, and what these ask of them."""

from podlint.crd.definition import Definition, Version, definition_of
from podlint.crd.errors import SchemaError
from podlint.crd.judging import judge_custom

__all__ = ["Definition", "SchemaError", "Version", "definition_of", "judge_custom"]
