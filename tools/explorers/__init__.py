"""The JavaScript of the live figures."""
