"""What people want to know: what a message asks, in what words, and of what its history tells."""
