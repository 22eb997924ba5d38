"""The swimlane engine, one phase a module; `layout` runs them in order."""
