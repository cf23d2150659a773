"""What the JavaScript engine must reproduce; written by tools.make_explorer_goldens."""
