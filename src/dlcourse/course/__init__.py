"""A course: its folder, its students, its assignments, and what becomes of submissions."""
