"""Keeps and finds passages: the library (SQL, the truth), the dense index, and search over both."""
