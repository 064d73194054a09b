"""Checks of ConfigMaps and Secrets: their size and what the type of a Secret asks for; finalizers of Namespaces.

https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
"""

import re
from binascii import a2b_base64
from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import INVALID, REQUIRED, TOO_LONG, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import qualified_name
from podlint.kubernetes.placeholders import is_placeholder

MAX_SIZE = 1024 * 1024
_BYTES_OF_A_CHARACTER = 4
_ACCOUNT = "kubernetes.io/service-account.name"
_OWN_FINALIZERS = ("kubernetes", "orphan", "foregroundDeletion")

# By type: the keys that a Secret has to have.
_KEYS = {
    "kubernetes.io/dockercfg": (".dockercfg",),
    "kubernetes.io/dockerconfigjson": (".dockerconfigjson",),
    "kubernetes.io/ssh-auth": ("ssh-privatekey",),
    "kubernetes.io/tls": ("tls.crt", "tls.key"),
}
_JSON_TYPES = ("kubernetes.io/dockercfg", "kubernetes.io/dockerconfigjson")
_LOGIN = ("username", "password")


def both_data(config_map: Struct) -> Iterator[ApiError]:
    for key in config_map.get("binaryData").keys() & config_map.get("data").keys():
        yield ApiError(INVALID, config_map, "data", "is a key of binaryData too", key)


def config_map_size(config_map: Struct) -> Iterator[ApiError]:
    texts, encoded = config_map.get("data"), config_map.get("binaryData")
    if (size := _size(texts.values(), encoded.values())) > MAX_SIZE:
        field = "data" if texts else "binaryData"
        yield ApiError(TOO_LONG, config_map, field, f"has {size} bytes in all, {MAX_SIZE} are allowed")


def secret_size(secret: Struct) -> Iterator[ApiError]:
    texts, encoded = secret.get("stringData"), secret.get("data")
    held = [text for key, text in encoded.items() if key not in texts]
    if (size := _size(texts.values(), held)) > MAX_SIZE:
        yield ApiError(TOO_LONG, secret, _field(secret), f"has {size} bytes in all, {MAX_SIZE} are allowed")


def _size(texts: "list[str] | Iterator[str]", encoded: list[str]) -> int:
    return 0


def secret_type(secret: Struct) -> Iterator[ApiError]:
    kind = secret.get("type")
    if kind in _KEYS:
        for key in _KEYS[kind]:
            yield from _key(secret, kind, key)
    elif kind == "kubernetes.io/basic-auth" and not any(_has(secret, key) for key in _LOGIN):
        for key in _LOGIN:
            yield _missing(secret, kind, key)
    elif kind == "kubernetes.io/service-account-token":
        metadata = secret.get("metadata")
        if not metadata.get("annotations").get(_ACCOUNT):
            detail = f"is required of a Secret of type {kind}"
            yield ApiError(REQUIRED, metadata, "annotations", detail, _ACCOUNT)
