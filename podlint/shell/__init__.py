"""Shell scripts read as programs: commands with their words and places, what they write, start and wait for."""
