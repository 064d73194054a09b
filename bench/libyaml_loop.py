"""Prints the seconds that libyaml's own event loop needs for a file or folder of manifests: the floor of any reader."""

import sys
import time
from pathlib import Path

from _ruamel_yaml import CParser
from corpora import manifests


def seconds(path: Path) -> float:
    files = [path] if path.is_file() else manifests(path)
    parsers = [CParser(file.read_bytes()) for file in files]
    started = time.process_time()
    for parser in parsers:
        try:
            parser.raw_parse()
        except Exception as error:  # whatever it says of a file that is no YAML, it has read it up to there
            print(error, file=sys.stderr)
    return time.process_time() - started


if __name__ == "__main__":
    print(seconds(Path(sys.argv[1])))
