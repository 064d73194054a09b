"""Reading manifests as Kubernetes reads them: text in, documents out, every value with its place."""
