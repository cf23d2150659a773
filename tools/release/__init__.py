"""The wheel of dlcore and its record."""
