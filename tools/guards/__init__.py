"""Guards before every build: the sources are whole, no check is switched off, nothing was lost."""
