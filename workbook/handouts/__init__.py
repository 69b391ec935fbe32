"""Call sheets that leave the house: who gets whom, what stands in a caller's file, and the answers that come back."""
