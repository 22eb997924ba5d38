"""View contexts out of a few lines of YAML, for tests."""

from collections.abc import Mapping
from pathlib import Path

from tests.support.portals import TODAY, portal_from

from procdocs.analysis.analysis import analyse_portal
from procdocs.checks.registry import run_checks
from procdocs.views.context import ViewContext, make_context


def context_from(
    folder: Path, files: Mapping[str, str], language: str | None = None
) -> ViewContext:
    """Load a portal, check it, and make the context of its views.

    Args:
        folder: An empty folder, such as `tmp_path`.
        files: Text by path below content/; what is missing has the defaults of `portal_from`.
        language: Language of the pages.
    """
    loaded = portal_from(folder, files)
    assert loaded.portal is not None, loaded.diagnostics
    analysis = analyse_portal(loaded.portal, TODAY)
    findings = (*loaded.diagnostics, *run_checks(loaded.portal, analysis, TODAY))
    return make_context(loaded.portal, analysis, findings, today=TODAY, language=language)
