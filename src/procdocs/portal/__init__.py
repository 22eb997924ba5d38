"""The whole portal as a tree of files: assembled, written, published."""
