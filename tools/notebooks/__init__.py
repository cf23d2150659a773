"""The notebooks: made from the chapters, executed, and compared with a new run."""
