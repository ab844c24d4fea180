"""The words by which things are asked for and named, in the 24 official EU languages."""
