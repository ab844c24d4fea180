"""To which turn of a conversation a message goes back: to one of two, to the last answer."""
