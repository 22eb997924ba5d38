"""The rules, one a file, over the model and its figures."""
