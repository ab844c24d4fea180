"""The HTTP shapes, version 1: what the service reads and writes, and what its clients read."""
