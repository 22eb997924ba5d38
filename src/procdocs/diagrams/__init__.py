"""From views to geometry to SVG."""
