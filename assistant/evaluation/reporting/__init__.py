"""What came of a run, or of one after another, for people to read."""
