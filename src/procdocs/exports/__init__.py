"""Machine formats, one a module."""
