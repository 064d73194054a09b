"""Names of accounts on Windows nodes.

https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/#windows-username-limitations
"""

from podlint.pattern import pattern

_CONTROL = pattern(r"[\x00-\x1f\x7f]")
_NET_BIOS = pattern(r'(?!\.)[^\\/:*?"<>|]{1,15}')
_DNS_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_DNS = pattern(rf"{_DNS_LABEL}(?:\.{_DNS_LABEL})*")
_NOT_IN_USER = frozenset('"/\\:;|=,+*?<>@[]')

_DOMAIN_LIMIT = 256
_USER_LENGTH = 104


def windows_user_name(text: str) -> str | None:
    r"""`runAsUserName`: `USER` or `DOMAIN\USER`, the domain by its NetBIOS or its DNS name."""
    domain, separator, user = text.rpartition("\\")
    if not text:
        return "is empty"
    if _CONTROL.search(text):
        return "has a control character"
    if "\\" in domain:
        return "has more than one backslash"
    return (separator and _domain(domain)) or _user(user)


def _domain(domain: str) -> str | None:
    if len(domain.encode()) >= _DOMAIN_LIMIT:
        return f"has a domain of {_DOMAIN_LIMIT} bytes or more"
    known = _NET_BIOS.fullmatch(domain) or _DNS.fullmatch(domain)
    return None if known else "has a domain that is neither a NetBIOS nor a DNS name"


def _user(user: str) -> str | None:
    if not user:
        return "has no user behind the backslash"
    if len(user.encode()) > _USER_LENGTH:
        return f"has a user of more than {_USER_LENGTH} bytes"
    if not user.strip(". "):
        return "has a user of nothing but dots and blanks"
    return 'has one of the characters "/\\:;|=,+*?<>@[] in its user' if _NOT_IN_USER.intersection(user) else None
