"""The assistant in Slack: a door like the web's, with the same answers and the same numbers."""
