"""Other formats to authored YAML."""
