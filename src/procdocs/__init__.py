"""procdocs: process documentation as code.

The public face: `open_project` loads, checks and analyses a portal's content, `build_portal`
writes the finished site, and what is wrong in the content is a `Diagnostic`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from procdocs.diagnostics import Diagnostic

if TYPE_CHECKING:
    from procdocs.portal.site import build_portal
    from procdocs.project import open_project

__version__ = "0.1.0"
__all__ = ["Diagnostic", "__version__", "build_portal", "open_project"]


def __getattr__(name: str) -> Any:
    """Load the two entry points when they are asked for: `import procdocs` stays cheap."""
    homes = {"open_project": "procdocs.project", "build_portal": "procdocs.portal.site"}
    if name not in homes:
        raise AttributeError(f"module 'procdocs' has no attribute {name!r}")
    return getattr(import_module(homes[name]), name)
