"""`python -m hooks.cli`."""

from hooks.cli import main

main()
