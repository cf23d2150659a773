"""Every number in the book's prose proves itself, or is stated with a reason."""
