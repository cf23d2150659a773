"""The student's side: all that a student's process needs, and all of dlcourse that it may see."""
