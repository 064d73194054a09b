"""What was found sound is remembered by its values alone: a schema that has judged much judges as a fresh one."""

from api_judging import rejected

from podlint.facts.api import schema_of

POD = """\
apiVersion: v1
kind: Pod
metadata: {{name: web}}
spec:
  containers:
  - name: web
    image: nginx
    ports: [{{containerPort: 80, name: {port}}}]
    env: [{{name: A, {env}}}]
    readinessProbe: {{httpGet: {{port: {target}}}, successThreshold: 2}}
    {probe}: {{httpGet: {{port: 80}}, successThreshold: 2}}
"""
SOUND = {"port": "http", "env": 'value: "1"', "target": "80", "probe": "startupProbe"}
WRONG = {
    "a port's name": {"port": "HTTP_"},
    "two sources of a variable": {"env": 'value: "1", valueFrom: {fieldRef: {fieldPath: metadata.name}}'},
    "a variable without a source": {"env": "valueFrom: {}"},
    "true in place of one": {"target": "true"},
    "a struct that is right elsewhere": {"probe": "livenessProbe"},
}


def test_a_schema_remembers_nothing_wrong() -> None:
    texts = [POD.format(**{**SOUND, **changes}) for changes in WRONG.values()]
    fresh = []
    for text in texts:
        schema_of.cache_clear()
        fresh.append(rejected(text))
    assert all(fresh)
    schema_of.cache_clear()
    for text in [*texts, *texts]:
        rejected(POD.format(**SOUND))
        assert rejected(text) == fresh[texts.index(text)]
