"""ConfigMaps, Secrets, ServiceAccounts and Namespaces."""

from base64 import b64encode

import pytest
from api_judging import rejected

MEBIBYTE = 1024 * 1024


def config_map(body: str) -> str:
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\n{body}\n"


def secret(kind: str, body: str, metadata: str = "name: a") -> str:
    return f"apiVersion: v1\nkind: Secret\nmetadata: {{{metadata}}}\ntype: {kind}\n{body}\n"


def encoded(text: str) -> str:
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("data: {a: b, A_b-c.d: e, ...a: b}", ["Invalid data[...a]"]),
        ("data: {.a: b, a..b: c, 'null': null}", []),
        ("data: {a b: c}", ["Invalid data[a b]"]),
        ("data: {a/b: c}", ["Invalid data[a/b]"]),
        ("data: {'': c}", ["Invalid data[]"]),
        ("data: {.: c}", ["Invalid data[.]"]),
        ("data: {..: c}", ["Invalid data[..]"]),
        (f"data: {{{'a' * 253}: c}}", []),
        (f"data: {{{'a' * 254}: c}}", [f"Invalid data[{'a' * 254}]"]),
        ("data: {'${KEY}': c}", []),
        ("binaryData: {a: YQ==}", []),
        ("binaryData: {a b: YQ==}", ["Invalid binaryData[a b]"]),
        ("data: {a: b}\nbinaryData: {b: YQ==}", []),
        ("data: {a: b, b: c}\nbinaryData: {b: YQ==}", ["Invalid data[b]"]),
    ],
)
def test_keys_of_config_maps(body: str, found: list[str]) -> None:
    assert rejected(config_map(body)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"data: {{a: {'b' * MEBIBYTE}}}", []),
        (f"data: {{a: {'b' * MEBIBYTE}, c: d}}", ["TooLong data"]),
        (f"data: {{a: {'ä' * (MEBIBYTE // 2)}, c: d}}", ["TooLong data"]),
        (f"binaryData: {{a: {encoded('b' * MEBIBYTE)}}}", []),
        (f"binaryData: {{a: {encoded('b' * MEBIBYTE)}, c: YQ==}}", ["TooLong binaryData"]),
        (f"data: {{c: d}}\nbinaryData: {{a: {encoded('b' * MEBIBYTE)}}}", ["TooLong data"]),
    ],
)
def test_size_of_config_maps(body: str, found: list[str]) -> None:
    assert rejected(config_map(body)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("data: {a: YQ==}\nstringData: {a: b, .c: d}", []),
        ("data: {a b: YQ==}", ["Invalid data[a b]"]),
        ("stringData: {..a: b}", ["Invalid stringData[..a]"]),
        (f"data: {{a: {encoded('b' * MEBIBYTE)}}}", []),
        (f"data: {{a: {encoded('b' * MEBIBYTE)}, c: YQ==}}", ["TooLong data"]),
        (f"stringData: {{a: {'b' * MEBIBYTE}, c: d}}", ["TooLong stringData"]),
        (f"data: {{a: {encoded('b' * MEBIBYTE)}}}\nstringData: {{a: b}}", []),
    ],
)
def test_data_of_secrets(body: str, found: list[str]) -> None:
    assert rejected(secret("Opaque", body)) == found


TOKEN = "kubernetes.io/service-account-token"
ACCOUNT = "kubernetes.io/service-account.name"


@pytest.mark.parametrize(
    ("metadata", "found"),
    [
        (f"name: a, annotations: {{{ACCOUNT}: default}}", []),
        ("name: a", [f"Required metadata.annotations[{ACCOUNT}]"]),
        ("name: a, annotations: {b: c}", [f"Required metadata.annotations[{ACCOUNT}]"]),
        (f"name: a, annotations: {{{ACCOUNT}: ''}}", [f"Required metadata.annotations[{ACCOUNT}]"]),
    ],
)
def test_tokens(metadata: str, found: list[str]) -> None:
    assert rejected(secret(TOKEN, "", metadata)) == found


@pytest.mark.parametrize(("kind", "key"), [("dockercfg", ".dockercfg"), ("dockerconfigjson", ".dockerconfigjson")])
@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("{}", True),
        ('{"auths": {"a": {"auth": "b"}}}', True),
        ("null", True),
        ("[]", False),
        ('"a"', False),
        ("1", False),
        ("", False),
        ("not json", False),
        ('{"a": NaN}', False),
        ("{'a': 1}", False),
        ('{"a": 1' + "0" * 5000 + "}", True),
        ('{"a": ' + "[" * 5000 + "]" * 5000 + "}", True),
        ("${CONFIG}", True),
        ('{"auths": {{ .auths }}}', True),
    ],
)
def test_registry_logins(kind: str, key: str, text: str, accepted: bool) -> None:
    quoted = text.replace("'", "''")
    given = secret(f"kubernetes.io/{kind}", f"stringData: {{{key}: '{quoted}'}}")
    assert rejected(given) == ([] if accepted else [f"Invalid stringData[{key}]"])
    given = secret(f"kubernetes.io/{kind}", f"data: {{{key}: '{encoded(text)}'}}")
    assert rejected(given) == ([] if accepted else [f"Invalid data[{key}]"])


@pytest.mark.parametrize(
    ("kind", "body", "found"),
    [
        ("Opaque", "", []),
        ("''", "", []),
        ("example.com/any", "", []),
        ("bootstrap.kubernetes.io/token", "", []),
        ("kubernetes.io/dockercfg", "", ["Required data[.dockercfg]"]),
        ("kubernetes.io/dockerconfigjson", "stringData: {a: b}", ["Required stringData[.dockerconfigjson]"]),
        ("kubernetes.io/dockerconfigjson", "data: {.dockerconfigjson: '${X}'}", []),
        ("kubernetes.io/basic-auth", "", ["Required data[username]", "Required data[password]"]),
        ("kubernetes.io/basic-auth", "stringData: {username: ''}", []),
        ("kubernetes.io/basic-auth", "data: {password: YQ==}", []),
        ("kubernetes.io/ssh-auth", "stringData: {ssh-privatekey: any}", []),
        ("kubernetes.io/ssh-auth", "data: {ssh-publickey: YQ==}", ["Required data[ssh-privatekey]"]),
        ("kubernetes.io/ssh-auth", "data: {ssh-privatekey: ''}", ["Required data[ssh-privatekey]"]),
        ("kubernetes.io/tls", "stringData: {tls.crt: '', tls.key: any}", []),
        ("kubernetes.io/tls", "data: {tls.crt: ''}\nstringData: {tls.key: any}", []),
        ("kubernetes.io/tls", "data: {tls.crt: YQ==}", ["Required data[tls.key]"]),
        ("kubernetes.io/tls", "", ["Required data[tls.crt]", "Required data[tls.key]"]),
    ],
)
def test_types_of_secrets(kind: str, body: str, found: list[str]) -> None:
    assert rejected(secret(kind, body)) == found


def test_service_accounts_are_not_looked_into() -> None:
    body = "secrets: [{name: Any Name}]\nimagePullSecrets: [{name: Any Name}, {}]\n"
    assert rejected(f"apiVersion: v1\nkind: ServiceAccount\nmetadata: {{name: a}}\n{body}") == []


@pytest.mark.parametrize(
    ("finalizer", "accepted"),
    [("kubernetes", True), ("example.com/a", True), ("mine", False), ("a b", False), ("a/b/c", False)],
)
def test_finalizers_of_namespaces(finalizer: str, accepted: bool) -> None:
    text = f"apiVersion: v1\nkind: Namespace\nmetadata: {{name: a}}\nspec: {{finalizers: [{finalizer}]}}\n"
    assert rejected(text) == ([] if accepted else ["Invalid spec.finalizers[0]"])
