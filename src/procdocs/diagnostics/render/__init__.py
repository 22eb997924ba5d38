"""Renderers of findings, one format a module."""
