"""What every press changed, hash-chained; what was changed by hand since; undo."""
