"""The published site: build it, serve it, check it."""
