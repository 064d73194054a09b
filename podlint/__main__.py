"""`python -m podlint`."""

from podlint.cli import main

if __name__ == "__main__":
    main()
