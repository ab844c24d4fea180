"""A message as it comes: how it is typed, what is said around what it asks, in which language."""
