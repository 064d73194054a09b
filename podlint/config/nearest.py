"""Which configuration file holds in a folder."""

import os

FILE_NAME = ".podlint.yaml"


def find_config(folder: str) -> str | None:
    """The nearest .podlint.yaml in the folder or above it, up to the root of the git repository."""
    folder = os.path.abspath(folder)
    while True:
        candidate = os.path.join(folder, FILE_NAME)
        if os.path.isfile(candidate):
            return candidate
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = parent
