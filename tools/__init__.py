"""What builds and checks the book, in rooms; `python -m tools.<room>` is the door of each."""
