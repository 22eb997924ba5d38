"""Settings that all tests share."""

import os

from hypothesis import settings

# A change lands or not for what it changes: on CI the same examples are tried every time. At a
# desk they are drawn anew, and what they find is kept as a test of its own.
settings.register_profile("ci", derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")
