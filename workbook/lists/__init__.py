"""Foreign files: read in a capped child process, recognised by their headings, given out as clean rows."""
