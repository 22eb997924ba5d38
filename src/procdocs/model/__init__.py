"""The model: what the code reasons about.

Frozen dataclasses with references resolved: every id held by a `Ref` exists in the portal that
holds it. Each part knows its place in the source. A quantity that nobody gave is None, never 0.
"""
