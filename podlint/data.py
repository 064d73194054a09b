"""Where podlint's own rules and schemas lie: in a wheel, an editable install and a plain checkout alike."""

import os

_PACKAGE = os.path.dirname(__file__)


def _folder(name: str) -> str:
    installed = os.path.join(_PACKAGE, name)
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(_PACKAGE), name)


def own_folders() -> tuple[str, ...]:
    """The folders of all that podlint is made of: code, rules, schemas."""
    return tuple(dict.fromkeys((_PACKAGE, _folder("rules"), _folder("schemas"))))


def rules_folder() -> str:
    return _folder("rules")


def heads_path() -> str:
    """Where a wheel has what the rules in the folder judge by."""
    return os.path.join(_PACKAGE, "rule-heads.json")


def build_path() -> str:
    """Where a wheel has the digest of all that it holds."""
    return os.path.join(_PACKAGE, "build")


def schema_path(name: str) -> str:
    """Path of `schemas/NAME.schema.json`."""
    return os.path.join(_folder("schemas"), f"{name}.schema.json")


def kubernetes_folder() -> str:
    """Where the API types and constraints of Kubernetes lie."""
    return os.path.join(_folder("schemas"), "kubernetes")
