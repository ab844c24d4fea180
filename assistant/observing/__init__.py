"""How the service does, for those who run it: its log, numbers and traces."""
