"""Composers: from weighed evidence to what the answer says."""
