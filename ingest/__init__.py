"""Turns source documents into passages and brings the library in step with its sources."""
