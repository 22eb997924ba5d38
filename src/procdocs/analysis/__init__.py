"""Pure functions over the model: figures, hand-offs, loads, comparisons."""
