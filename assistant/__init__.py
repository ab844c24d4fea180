"""Answers people's questions about the EU Internet Forum from the documents in the library."""
