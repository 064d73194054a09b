"""Which files are Dockerfiles, by their names."""

from posixpath import basename

_YAML = (".yaml", ".yml", ".json", ".dockerignore")


def is_dockerfile(name: str) -> bool:
    """Whether the name is one that people give to Dockerfiles: `Dockerfile`, `Dockerfile.prod`, `web.Dockerfile`."""
    if name.endswith(_YAML):
        return False
    lower = basename(name).lower()
    if "file" not in lower or lower.endswith(_YAML):
        return False
    named = lower in ("dockerfile", "containerfile") or lower.startswith(("dockerfile.", "containerfile."))
    return named or lower.endswith((".dockerfile", ".containerfile"))
