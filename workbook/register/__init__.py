"""Clean rows into the register, each person once; every row of a list ends in exactly one bucket, with its reason."""
