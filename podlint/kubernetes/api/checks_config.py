"""Checks of ConfigMaps and Secrets: their size and what the type of a Secret asks for; finalizers of Namespaces.

https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/
"""

from binascii import a2b_base64
from collections.abc import Callable, Collection, Iterator

from podlint.kubernetes.api.errors import INVALID, REQUIRED, TOO_LONG, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import prefixed_name
from podlint.kubernetes.placeholders import is_placeholder

MAX_SIZE = 1024 * 1024
_BYTES_OF_A_CHARACTER = 4
_TOKEN = "kubernetes.io/service-account-token"
_ACCOUNT = "kubernetes.io/service-account.name"
_SSH_KEY = "ssh-privatekey"
_OWN_FINALIZERS = ("kubernetes", "orphan", "foregroundDeletion")

# By type: the keys that a Secret has to have.
_KEYS = {
    "kubernetes.io/dockercfg": (".dockercfg",),
    "kubernetes.io/dockerconfigjson": (".dockerconfigjson",),
    "kubernetes.io/ssh-auth": (_SSH_KEY,),
    "kubernetes.io/tls": ("tls.crt", "tls.key"),
}
_JSON_KEYS = (".dockercfg", ".dockerconfigjson")
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
    """What stands in stringData takes the place of its namesake in data."""
    texts = secret.get("stringData")
    encoded = [text for key, text in secret.get("data").items() if key not in texts]
    if (size := _size(texts.values(), encoded)) > MAX_SIZE:
        detail = f"has {size} bytes in all, {MAX_SIZE} are allowed"
        yield ApiError(TOO_LONG, secret, _data_field(secret), detail)


def _size(texts: Collection[str], encoded: Collection[str]) -> int:
    """The bytes of texts and base64; of what can't be too much a bound of them."""
    bound = _BYTES_OF_A_CHARACTER * sum(map(len, texts)) + sum(map(len, encoded))
    if bound <= MAX_SIZE:
        return bound
    return sum(len(text.encode()) for text in texts) + sum(len(a2b_base64(text)) for text in encoded)


def secret_type(secret: Struct) -> Iterator[ApiError]:
    """https://kubernetes.io/docs/concepts/configuration/secret/#secret-types"""
    kind = secret.get("type")
    keys = secret.get("data").keys() | secret.get("stringData").keys()
    if kind == "kubernetes.io/basic-auth":
        if not keys & set(_LOGIN):
            yield from (_missing(secret, key) for key in _LOGIN)
        return
    for key in _KEYS.get(kind, ()):
        if key not in keys or (key == _SSH_KEY and not _value(secret, key)):
            yield _missing(secret, key)
        elif key in _JSON_KEYS:
            yield from _registry_login(secret, key)


def _value(secret: Struct, key: str) -> str:
    texts = secret.get("stringData")
    return texts[key] if key in texts else a2b_base64(secret["data"][key]).decode("utf-8", "replace")


def _missing(secret: Struct, key: str) -> ApiError:
    detail = f"is required of a Secret of type {secret['type']}"
    return ApiError(REQUIRED, secret, _data_field(secret), detail, key)


def _data_field(secret: Struct) -> str:
    return "stringData" if "stringData" in secret and "data" not in secret else "data"


def _registry_login(secret: Struct, key: str) -> Iterator[ApiError]:
    """The value stays out of the error: it is secret."""
    content = _value(secret, key)
    if not is_placeholder(content) and not _is_json_object(content):
        field = "stringData" if key in secret.get("stringData") else "data"
        yield ApiError(INVALID, secret, field, "has to be a JSON object", key)


def _is_json_object(text: str) -> bool:
    """As encoding/json of Go decodes it into a map: null will do, constants such as NaN won't."""
    import json  # imported late: few manifests have a registry's login

    try:
        value = json.loads(text, parse_int=float, parse_constant=_no_constant)
    except RecursionError:  # deeper than is worth a look
        return True
    except ValueError:
        return False
    return value is None or isinstance(value, dict)


def _no_constant(name: str) -> None:
    raise ValueError(name)


def service_account(secret: Struct) -> Iterator[ApiError]:
    metadata = secret.get("metadata")
    if secret.get("type") == _TOKEN and not metadata.get("annotations").get(_ACCOUNT):
        yield ApiError(REQUIRED, metadata, "annotations", f"is required of a Secret of type {_TOKEN}", _ACCOUNT)


def namespace_finalizers(spec: Struct) -> Iterator[ApiError]:
    for index, finalizer in enumerate(spec.get("finalizers")):
        complaint = None if finalizer in _OWN_FINALIZERS else prefixed_name(finalizer)
        if complaint:
            yield ApiError(INVALID, spec, "finalizers", complaint, index, finalizer)


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.ConfigMap": (both_data, config_map_size),
    "core.v1.NamespaceSpec": (namespace_finalizers,),
    "core.v1.Secret": (secret_size, secret_type, service_account),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {}
