"""The one reading of the book's sources, beneath theme, tools and tests."""
