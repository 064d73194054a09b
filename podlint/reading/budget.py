"""How much a file may ask for: limits that no manifest meant for Kubernetes comes near."""

from podlint.reading.refusal import Refused

MAX_BYTES = 32 * 2**20
MAX_NESTING = 100
MAX_NODES = 1_200_000
"""In a file, every alias counted as often as it is used, with all it stands for."""
MAX_KEYS = 200_000
"""In a document, those that merges bring counted as well."""
MAX_DOCUMENTS = 50_000


class Budget:
    """What a file still has to spend."""

    __slots__ = ("keys", "nodes")

    def __init__(self) -> None:
        self.nodes = MAX_NODES
        self.keys = MAX_KEYS

    def spend_nodes(self, number: int, start: int, end: int) -> None:
        """Raises Refused when the file has too many."""
        self.nodes -= number
        if self.nodes < 0:
            raise Refused(start, end, "size", f"this file holds more than {MAX_NODES:,} values; podlint reads no more")

    def spend_expanded(self, number: int, start: int, end: int) -> None:
        """Raises Refused when the aliases of the file stand for too many nodes."""
        self.nodes -= number
        if self.nodes < 0:
            message = (
                f"written out, the aliases of this file are more than {MAX_NODES:,} values; no Kubernetes reads that"
            )
            raise Refused(start, end, "aliases", message)

    def spend_keys(self, number: int, start: int, end: int) -> None:
        """Raises Refused when the document has too many."""
        self.keys -= number
        if self.keys < 0:
            raise Refused(start, end, "size", f"this document holds more than {MAX_KEYS:,} keys; podlint reads no more")
