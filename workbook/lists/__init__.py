"""Foreign files: read in a capped child process, recognised by their headings, given out as clean rows."""

PASSWORD = "list-password"  # noqa: S105  the name of a question, no secret
"""The key of the question that opens a locked file."""
