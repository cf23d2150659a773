"""The lecturer's command: release, collect, grade and return the book's exercises with nbgrader."""
