"""Findings that somebody excused in the manifests, and what became of each excuse."""
