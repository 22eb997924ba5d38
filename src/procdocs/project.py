"""A portal's content, loaded, checked and analysed once: the whole story on one screen."""

import datetime
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from procdocs.analysis.analysis import Analysis, analyse_portal
from procdocs.analysis.kept_runs import kept_in
from procdocs.checks.registry import ALL_CHECKS, run_checks
from procdocs.checks.settings import SETTING_RULES, check_rule_settings
from procdocs.diagnostics import Diagnostic, Rule, Severity
from procdocs.diagnostics.collect import collect
from procdocs.diagnostics.suppress import ALLOW_RULES
from procdocs.model.portal import Portal
from procdocs.source.collector import collector_paused
from procdocs.source.kept import CACHE_FOLDER, KeptRuns
from procdocs.source.load import load_portal
from procdocs.source.rules import SOURCE_RULES
from procdocs.source.site_config import SiteConfig, read_site_config
from procdocs.source.what_if import Change

ALL_RULES: tuple[Rule, ...] = tuple(
    sorted(
        (*SOURCE_RULES, *ALLOW_RULES, *(check.rule for check in ALL_CHECKS), *SETTING_RULES),
        key=lambda rule: rule.code,
    )
)
"""Every rule there is, by code."""

MUST_BE_MENDED = frozenset(
    rule.code for rule in (*SOURCE_RULES, *SETTING_RULES) if rule.severity is Severity.ERROR
)
"""The codes that can neither be allowed nor turned down: behind them the model is wrong."""


class ProjectError(Exception):
    """The portal cannot be looked at at all: there is no such file or folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Everything that is known about one portal at one moment."""

    root: Path
    """The portal's folder: where mkdocs.yml is."""
    content: Path
    """The content folder."""
    portal: Portal | None
    """The model; None where portal.yml cannot be used."""
    analysis: Analysis | None
    """The figures; None without a model."""
    diagnostics: tuple[Diagnostic, ...]
    """Every finding, with the portal's severities, in order of file and place."""
    shown: tuple[Diagnostic, ...]
    """The findings that pages and files for others may hold: `diagnostics`, or in a build for an
    audience those that are still found in what the audience sees, so that none names a thing it
    does not see."""
    sources: Mapping[str, str]
    """Text of every file that was read, by its path from the root."""
    today: datetime.date
    """The day on which reviews are due or not."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that are errors."""
        return tuple(found for found in self.diagnostics if found.severity is Severity.ERROR)


def build_date() -> datetime.date:
    """Give the day of the build: SOURCE_DATE_EPOCH where it is set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
    return datetime.datetime.now(tz=datetime.UTC).date()


def open_project(
    config_file: Path,
    *,
    content: str | None = None,
    audience: str | None = None,
    today: datetime.date | None = None,
    change: Change | None = None,
    keep: bool = True,
) -> Project:
    """Load, check and analyse the portal that a mkdocs.yml describes.

    Args:
        config_file: Path of mkdocs.yml; only the plugin's options are read from it.
        content: The content folder, relative to the portal's folder; None: as configured.
        audience: The audience to show; None: everything.
        today: The day that counts for reviews; None: `build_date()`.
        change: What to try out on the authored trees (see `procdocs.source.what_if`).
        keep: Whether simulated figures are kept in `.cache/` for the next time.

    Raises:
        ProjectError: mkdocs.yml or the content folder does not exist, or the audience is unknown.
    """
    site = _read_config(config_file)
    root = config_file.resolve().parent
    folder = root / (content or site.content)
    if not folder.is_dir():
        raise ProjectError(
            f"There is no content folder {folder}. Make one with `procdocs init`, or name it in "
            f"{config_file.name} as the plugin's option `content`."
        )
    runs = KeptRuns(root / CACHE_FOLDER / "runs") if keep else None
    with collector_paused(), kept_in(runs):
        project = _look(
            root, folder, site, config_file.name, audience or site.audience, today, change
        )
    if runs is not None:
        runs.tidy()
    return project


def open_content(
    root: Path, content: Path, *, site: SiteConfig | None = None, today: datetime.date | None = None
) -> Project:
    """Load, check and analyse a content folder for every audience, with or without a mkdocs.yml.

    Args:
        root: The folder to which names in findings are relative.
        content: The content folder, under `root`.
        site: What was read from mkdocs.yml; None: there is none.
        today: The day that counts for reviews; None: `build_date()`.
    """
    return _look(root, content, site or SiteConfig(), "mkdocs.yml", None, today, None)


def _look(
    root: Path,
    folder: Path,
    site: SiteConfig,
    config_name: str,
    shown: str | None,
    today: datetime.date | None,
    change: Change | None,
) -> Project:
    """Load, check and analyse, and keep of it what an audience may see."""
    day = today or build_date()
    loaded = load_portal(root, folder, today=day, change=change)
    findings = [*site.diagnostics, *loaded.diagnostics]
    portal = loaded.portal
    analysis = None
    seen: tuple[Diagnostic, ...] | None = None
    if portal is not None:
        analysis = analyse_portal(portal, day)
        findings += run_checks(portal, analysis, day)
        known = {rule.code: rule for rule in ALL_RULES}
        findings += check_rule_settings(portal, known, MUST_BE_MENDED)
        if shown is not None:
            portal = _restrict(portal, shown)
            analysis = analyse_portal(portal, day)
            seen = run_checks(portal, analysis, day)
    levels = {
        code: setting.level
        for code, setting in (loaded.portal.rules if loaded.portal else {}).items()
        if setting.level is not None
    }
    diagnostics = collect(
        findings,
        levels=levels,
        suppressions=loaded.suppressions,
        known={rule.code for rule in ALL_RULES},
        fixed=MUST_BE_MENDED,
    )
    if seen is not None:
        seen = _found_again(diagnostics, collect(seen, levels=levels, fixed=MUST_BE_MENDED))
    return Project(
        root=root,
        content=folder,
        portal=portal,
        analysis=analysis,
        diagnostics=diagnostics,
        shown=diagnostics if seen is None else seen,
        sources={**loaded.sources, config_name: site.text},
        today=day,
    )


def _found_again(
    whole: tuple[Diagnostic, ...], seen: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """Keep of what is found in a part of the content what is found in the whole as well.

    What is only missing because it is hidden is nobody's fault, and what is allowed stays so.
    """
    known = {(found.code, found.subject, found.span) for found in whole}
    return tuple(found for found in seen if (found.code, found.subject, found.span) in known)


def _read_config(config_file: Path) -> SiteConfig:
    if not config_file.is_file():
        raise ProjectError(
            f"There is no {config_file}. Run the command in the portal's folder, name the file "
            "with --config-file, or make a new portal with `procdocs init`."
        )
    return read_site_config(config_file)


def _restrict(portal: Portal, audience: str) -> Portal:
    from procdocs.analysis.audience import restrict_portal

    if audience not in portal.audiences:
        raise ProjectError(
            f"There is no audience {audience!r}; portal.yml has {', '.join(portal.audiences)}."
        )
    return restrict_portal(portal, audience)
