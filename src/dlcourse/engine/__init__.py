"""Grading one submission: rebuilt from the source, tests and student code in separate processes."""
