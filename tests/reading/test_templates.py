"""Unrendered templates are told from manifests that hold braces."""

import pytest

from podlint.reading import Unreadable, read_source

TEMPLATES = {
    "value": "metadata:\n  name: {{ .Values.name }}\n",
    "flow key": "kind: Pod\nspec: {{ .Values.spec }}\n",
    "statement": "kind: Pod\n{{- if .Values.on }}\nspec: {}\n{{- end }}\n",
    "first line": "{{- if .Values.on }}\nkind: Pod\n{{- end }}\n",
    "item": "args:\n- {{ .Values.arg }}\n",
    "quotes inside quotes": 'kind: Pod\nname: "{{ include "x" . }}"\n',
    "jinja": "kind: Pod\n{% if x %}\nspec: {}\n{% endif %}\n",
    "one document of two": "kind: Pod\n---\nname: {{ x }}\n",
}
MANIFESTS = {
    "quoted": 'spec:\n  message: "{{ $labels.pod }} is down"\n',
    "plain": "spec:\n  image: web:{{ tag }}\n",
    "block scalar": "data:\n  run: |\n    {{ if .x }}\n    {{ end }}\n",
    "json": '{"spec": {"message": "{{workflow.name}}"}}',
    "jinja in a block scalar": "data:\n  run: |\n    {% if x %}\n",
}


@pytest.mark.parametrize("text", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_template(text: str) -> None:
    reading = read_source("template.yaml", text.encode())
    assert (reading.template, reading.documents, reading.unreadable) == (True, (), ())


@pytest.mark.parametrize("text", MANIFESTS.values(), ids=MANIFESTS.keys())
def test_manifest(text: str) -> None:
    reading = read_source("manifest.yaml", text.encode())
    assert (reading.template, len(reading.documents), reading.unreadable) == (False, 1, ())


def test_mistake_beside_quoted_braces_is_reported() -> None:
    text = "spec:\n  message: '{{ x }} is down'\n  hosts: [a\nkind: Rule\n"
    reading = read_source("manifest.yaml", text.encode())
    assert not reading.template
    (trouble,) = reading.unreadable
    assert isinstance(trouble, Unreadable)
    assert trouble.place.text == "["
