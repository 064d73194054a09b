"""A custom resource that tests judge: the Backup of example.com, and its definition as far as its schema."""

DEFINITION_HEAD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: backups.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: backups, kind: Backup}
  versions:
    - name: v1
      served: true
      storage: true
"""
BACKUP = "apiVersion: example.com/v1\nkind: Backup\nmetadata: {name: nightly}\nspec: {kept: 7}\n"
