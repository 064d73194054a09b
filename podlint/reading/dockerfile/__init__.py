"""Dockerfiles: text to instructions and stages, whose words know their places."""
