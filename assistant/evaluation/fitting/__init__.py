"""What answering depends on, fitted and trained on the tuning part: `euif evaluate --calibrate`."""
