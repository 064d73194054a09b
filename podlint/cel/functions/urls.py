"""Kubernetes' URL library."""

from urllib.parse import quote, unquote_plus, unquote_to_bytes

from podlint.cel.errors import EvaluationError
from podlint.cel.functions.declaration import Function, function
from podlint.kubernetes.formats import uri
from podlint.namedtuple import NamedTuple

# The characters that Go's net/url leaves as they are in a path: in one that it escapes, and in one that comes escaped.
_UNESCAPED = "/$&+,:;=@~-._"
_MAY_STAY = frozenset(_UNESCAPED + "!'()*[]%")


class URL:
    """A URL by its parts, in the words of Go's net/url."""

    __slots__ = ("host", "path", "query", "scheme", "text")
    cel_type = "kubernetes.URL"

    def __init__(self, text: str) -> None:
        self.text = text
        scheme, colon, rest = text.partition(":")
        if not colon or "/" in scheme or "?" in scheme or text == "*":
            scheme, rest = "", text
        rest, _, self.query = rest.partition("?")
        self.scheme = scheme.lower()
        self.host = ""
        if scheme and rest.startswith("//"):
            authority, slash, path = rest[2:].partition("/")
            self.host = authority.rpartition("@")[2]
            rest = slash + path
        self.path = rest if rest.startswith("/") or rest == "*" else ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, URL) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


def _url(text: str) -> URL:
    if complaint := uri(text):
        raise EvaluationError(f"no URL: {text!r} {complaint}")
    return URL(text)


class Location(NamedTuple):
    """What a host is made of; an IPv6 address is without its brackets."""

    name: str
    port: str


def _location(url: URL) -> Location:
    if url.host.startswith("["):
        name, _, rest = url.host[1:].partition("]")
        return Location(name, rest.removeprefix(":"))
    name, _, port = url.host.partition(":")
    return Location(name, port)


def _escaped_path(url: URL) -> str:
    if url.path == "*" or all(
        (character.isascii() and character.isalnum()) or character in _MAY_STAY for character in url.path
    ):
        return url.path
    return quote(unquote_to_bytes(url.path), safe=_UNESCAPED)


def _query(url: URL) -> dict[str, list[str]]:
    query: dict[str, list[str]] = {}
    for pair in url.query.split("&"):
        if pair and ";" not in pair:
            key, _, value = pair.partition("=")
            query.setdefault(unquote_plus(key), []).append(unquote_plus(value))
    return query


FUNCTIONS: tuple[Function, ...] = (
    function("url(string) -> URL", _url, "The URL that a text is: an absolute URI or an absolute path.", _url),
    function("isURL(string) -> bool", lambda text: uri(text) is None, "Whether `url` takes the text."),
    function("URL.getScheme() -> string", lambda url: url.scheme, "The scheme in lower case, empty if there is none."),
    function("URL.getHost() -> string", lambda url: url.host, "Host name and port; IPv6 addresses in brackets."),
    function("URL.getHostname() -> string", lambda url: _location(url).name, "The host without port and brackets."),
    function("URL.getPort() -> string", lambda url: _location(url).port, "The port, empty if there is none."),
    function("URL.getEscapedPath() -> string", _escaped_path, "The path, its special characters escaped."),
    function("URL.getQuery() -> map<string,list<string>>", _query, "The parameters, each with all of its values."),
)
