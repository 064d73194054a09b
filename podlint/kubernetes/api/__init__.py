"""What the API server makes of an object: decoding into typed values, defaults, validation; for each release known."""

from podlint.kubernetes.api.errors import ApiError
from podlint.kubernetes.api.schema import Schema
from podlint.kubernetes.api.validation import judge
from podlint.kubernetes.api.values import Struct

__all__ = ["ApiError", "Schema", "Struct", "judge"]
