"""CEL, compiled to Python closures; it knows no Kubernetes object model."""
