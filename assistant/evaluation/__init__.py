"""Evaluation: a question set is asked, the answers are scored, and the scores reported."""
