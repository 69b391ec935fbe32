"""What the workbook is, and the thinking behind it."""

VERSION = "0.1.0"
"""The program's version, as pyproject.toml and CHANGELOG.md have it."""

SCHEMA = 1
"""The number of the workbook's shape; each change of shape is one numbered step in `workbook.migrations`."""
