"""Whom to ring now, why, in which order; and the answers taken back."""
