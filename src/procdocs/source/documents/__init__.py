"""What writers type, file by file: the shapes of SHAPES.yml as strict pydantic models.

A document holds ids and texts as written. What they mean together is decided when the documents
are resolved into the model.
"""
