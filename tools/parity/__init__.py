"""The two languages say the same: compared block by block."""
