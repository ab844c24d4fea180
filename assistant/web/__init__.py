"""The HTTP door: the service's JSON and event streams, and pages for people."""
