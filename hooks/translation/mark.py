"""Marks messages in Python code for extraction, as gettext does with `N_`."""


def N_(message: str) -> str:  # noqa: N802 - gettext's name
    """The message itself; it is looked up where it is shown."""
    return message
