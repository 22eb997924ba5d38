"""The words of the portal in each language."""
