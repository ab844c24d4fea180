"""What a follow-up leaves unsaid, and how it is said."""
