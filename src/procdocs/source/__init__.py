"""From YAML and Markdown files to the model, with every fault reported at its place."""
