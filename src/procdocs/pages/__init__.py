"""From views to Markdown by Jinja templates that decide nothing."""
