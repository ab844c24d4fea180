"""What a message asks, thing by thing, apart from what only stands beside that."""
