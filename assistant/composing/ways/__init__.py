"""Ways to answer without a model, each of a kind of question: which sentences are quoted."""
