"""Findings rendered, one module per format."""
