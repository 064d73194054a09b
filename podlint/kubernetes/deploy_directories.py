"""Deploy directories: where Java application servers look for web archives, and what a mount there replaces."""

import re
from enum import StrEnum
from functools import lru_cache

from podlint.kubernetes.host_paths import normalise
from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern


class Extent(StrEnum):
    """What a mount takes the place of."""

    DIRECTORY = "directory"
    """The whole deploy directory: /usr/local/tomcat/webapps."""
    ARCHIVE = "archive"
    """One file: /usr/local/tomcat/webapps/shop.war."""
    APPLICATION = "application"
    """One unpacked application, or its classes: /usr/local/tomcat/webapps/shop."""
    HOME = "home"
    """The server with its deploy directory: /usr/local/tomcat."""


class DeployDirectory(NamedTuple):
    """A mount path where application code goes; `server` is empty if the path alone does not say which server."""

    extent: Extent
    server: str


_DIRECTORY = pattern(r".*/(?:webapps|standalone/deployments|deployments|autodeploy|dropins)")
_APPLICATION = pattern(
    r".*/webapps/[^/]+(?:/WEB-INF/(?:classes|lib))?|.*/(?:deployments|autodeploy|dropins)/[^/]+\.(?:war|ear)(?:/.*)?"
)
_ARCHIVE = pattern(r".*/[^/]+\.(?:war|ear|jar)", re.IGNORECASE)
_LIBRARY = pattern(
    r".*(?:/(?:lib|libs|ext|plugins|providers|modules|agents?|drivers?)/|agent)[^/]*\.jar", re.IGNORECASE
)

_SERVER_WORDS = {
    "tomcat": "tomcat",
    "catalina": "tomcat",
    "tomee": "tomee",
    "jetty": "jetty",
    "wildfly": "wildfly",
    "eap": "jboss-eap",
    "jboss": "jboss",
    "payara": "payara",
    "glassfish": "glassfish",
    "wlp": "open-liberty",
    "liberty": "open-liberty",
    "weblogic": "weblogic",
    "resin": "resin",
}
_HOMES = {
    "/usr/local/tomcat": "tomcat",
    "/opt/tomcat": "tomcat",
    "/opt/bitnami/tomcat": "tomcat",
    "/usr/local/tomee": "tomee",
    "/var/lib/jetty": "jetty",
    "/opt/jboss/wildfly": "wildfly",
    "/opt/jboss/wildfly/standalone": "wildfly",
    "/opt/eap": "jboss-eap",
    "/opt/eap/standalone": "jboss-eap",
    "/opt/payara": "payara",
    "/opt/ol/wlp/usr/servers/defaultServer": "open-liberty",
}
_DEFAULTS = {
    "tomcat": "/usr/local/tomcat/webapps",
    "tomee": "/usr/local/tomee/webapps",
    "jetty": "/var/lib/jetty/webapps",
    "wildfly": "/opt/jboss/wildfly/standalone/deployments",
    "jboss": "/opt/jboss/wildfly/standalone/deployments",
    "jboss-eap": "/opt/eap/standalone/deployments",
    "payara": "/opt/payara/deployments",
    "payara/*": "/opt/payara/deployments",
    "open-liberty": "/config/dropins",
    "websphere-liberty": "/config/dropins",
}


@lru_cache(maxsize=2048)
def deploy_directory(mount_path: str) -> DeployDirectory | None:
    """What of a server's application code a mount at this path replaces; None if nothing.

    Configuration, logs and uploads within a server's tree are nothing; nor are libraries and agents that are jars.
    Where `server` is empty, only a server's image beside it makes the path one: `/deployments`, `/app/shop.jar`.
    """
    path = normalise(mount_path)
    if not path.startswith("/"):
        return None
    if path in _HOMES:
        return DeployDirectory(Extent.HOME, _HOMES[path])
    extent = _extent(path)
    return DeployDirectory(extent, _server(path)) if extent else None


def _extent(path: str) -> Extent | None:
    if _LIBRARY.fullmatch(path):
        return None
    forms = ((Extent.ARCHIVE, _ARCHIVE), (Extent.DIRECTORY, _DIRECTORY), (Extent.APPLICATION, _APPLICATION))
    return next((extent for extent, form in forms if form.fullmatch(path)), None)


def _server(path: str) -> str:
    words = re.split(r"[^a-z]+", path.lower())
    return next((server for word, server in _SERVER_WORDS.items() if word in words), "")


def default_deploy_directory(server: str) -> str | None:
    """Where the server's official image looks for archives; `server` is a name of known_images.py."""
    return _DEFAULTS.get(server)
