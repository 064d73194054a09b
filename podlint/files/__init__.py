"""Which files are read, and their bytes: paths, globs, .gitignore, standard input."""

from podlint.files.contents import STDIN, FileTrouble, read_bytes
from podlint.files.finding import Exclusion, Found, find_files

__all__ = ["STDIN", "Exclusion", "FileTrouble", "Found", "find_files", "read_bytes"]
