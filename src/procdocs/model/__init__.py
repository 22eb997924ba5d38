"""The model: what the code reasons about; frozen, resolved, each part with its place in the source."""
