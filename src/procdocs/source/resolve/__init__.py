"""From documents to the model: references, defaults, flows and matrices."""
