"""Findings to render, told by the token that they point at."""

from dataclasses import replace

from podlint.finding import BASELINE, SUPPRESSED, Evidence, Finding, ObjectId, Report, in_reading_order
from podlint.reading.places import Place, Source

SERVICE = Source(
    "manifests/service.yaml",
    """\
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: http
""",
)
DEPLOYMENT = Source(
    "manifests/deployment.yaml",
    "\n" * 12
    + """\
    spec:
      containers:
        - name: web
          image: shop/web:1
          ports:
            - containerPort: 8080
              name: web-http
""",
)
WEB_SERVICE = ObjectId("v1", "Service", "shop", "web")
WEB_DEPLOYMENT = ObjectId("apps/v1", "Deployment", "shop", "web")


def at(source: Source, token: str, after: str = "") -> Place:
    """The first `token` in `source`, looked for behind the first `after`."""
    start = source.text.index(token, source.text.index(after) + len(after))
    return Place(source, start, start + len(token))


def finding(
    place: Place,
    note: str = "",
    *evidence: Evidence,
    rule: str = "some-rule",
    severity: str = "error",
    confidence: str = "high",
    message: str = "Something is wrong",
    object: ObjectId | None = None,  # noqa: A002
    why: str = "",
    fix: str = "",
    suggestion: str | None = None,
) -> Finding:
    plain = Finding(
        rule=rule,
        topic="topic",
        severity=severity,
        confidence=confidence,
        message=message,
        place=place,
        note=note,
        object=object,
        path="/spec",
        why=why,
        fix=fix,
        fingerprint="f" * 64,
        evidence=evidence,
        suggestion=suggestion,
    )
    return in_reading_order(plain)


def report(*findings: Finding) -> Report:
    return Report(findings, files=14, objects=31, rules=48, seconds=0.1234)


UNMATCHED_PORT = finding(
    at(SERVICE, "http", after="targetPort: "),
    'looks for a container port named "http"',
    Evidence(at(SERVICE, "app: web"), "selects the 3 pods of Deployment shop/web", WEB_SERVICE),
    Evidence(at(DEPLOYMENT, "web-http"), "the only named port they have", WEB_DEPLOYMENT),
    rule="service-port-unmatched",
    message='Service sends port 80 to "http", but its pods have no port of that name',
    object=WEB_SERVICE,
    why="connections to shop/web:80 are refused; the API server logs nothing",
    fix="did you mean `web-http`?",
)


def left_out(suppressed: int, baselined: int) -> tuple[Finding, ...]:
    """So many findings that do not count."""
    one = finding(at(SERVICE, "http"))
    return (replace(one, status=SUPPRESSED, excuse="on purpose"),) * suppressed + (
        replace(one, status=BASELINE),
    ) * baselined
