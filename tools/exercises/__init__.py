"""The exercises: students' notebooks made from their sources, and the proof of their tests."""
