"""podlint finds in Kubernetes manifests what would be rejected or break at run time."""

__version__ = "0.1.0"
