"""Questions that no sentence answers in their words, each kind by itself."""
