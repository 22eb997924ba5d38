"""`procdocs diff`: what changed in meaning."""

import sys
from pathlib import Path

import click

from procdocs.cli.diff_sides import Sides, opened_sides, process_id
from procdocs.cli.session import EXIT_FINDINGS, config_option, example, refuse, refusing
from procdocs.exports.review_html import render_review_html
from procdocs.exports.review_json import render_review_json
from procdocs.exports.review_markdown import render_review_markdown
from procdocs.project import ProjectError
from procdocs.views.review_report import (
    ReviewView,
    view_review,
    view_variant_review,
)

FORMATS = ("markdown", "json", "html")


@click.command()
@config_option
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(FORMATS),
    default="markdown",
    show_default=True,
    help="How the review is written.",
)
@refusing
@example(
    "procdocs diff main\n"
    "procdocs diff v1.0 HEAD --format html > review.html\n"
    "procdocs diff ../portal-before . --format json\n"
    "procdocs diff process:credit-check-to-be"
)
def diff(config_file: Path, base: str, head: str | None, format_name: str) -> None:
    """Tell what changed in meaning from BASE to HEAD, for the review of a pull request.

    BASE and HEAD are revisions of git (a branch, a tag, a commit, HEAD~1) or folders (a portal's,
    with its mkdocs.yml, or a content folder). HEAD left out is the work tree. Order of keys,
    comments and white space are no change. Neither the work tree nor the index is touched.

    process:ID in place of both compares two processes; one alone that is a to-be or a local variant
    is compared with its base.
    """
    with opened_sides(config_file) as sides:
        review = _review(sides, base, head)
        if format_name == "json":
            text = render_review_json(review)
        elif format_name == "html":
            text = render_review_html(review, _draw(review))
        else:
            text = render_review_markdown(review)
    # The bytes are those of the report, whatever the terminal is set to.
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
    if not review.compared:
        sys.exit(EXIT_FINDINGS)


def _review(sides: Sides, base: str, head: str | None) -> ReviewView:
    found = _processes(sides, base, head)
    if found is not None:
        return found
    before = sides.named(base)
    return view_review(before, sides.work_tree() if head is None else sides.named(head))


def _processes(sides: Sides, base: str, head: str | None) -> ReviewView | None:
    """Compare two processes of the work tree, where the arguments name such."""
    named = [name for name in (base, head) if name is not None]
    if not all(name.startswith("process:") for name in named):
        if any(name.startswith("process:") for name in named):
            refuse("a process is compared with a process: write process:ID for both")
        return None
    side = sides.work_tree()
    project = side.project
    if project.portal is None:
        raise ProjectError("portal.yml cannot be read; `procdocs check` says why")
    ids = []
    for name in named:
        id_ = process_id(name, side)
        if id_ is None:
            refuse(f"there is no process {name.removeprefix('process:')!r}")
        ids.append(id_)
    if len(ids) == 1:
        process = project.portal.processes[ids[0]]
        base_ref = process.variant_of or process.extends
        if base_ref is None:
            refuse(
                f"process {ids[0]!r} is a variant of no other; name two: "
                "procdocs diff process:ONE process:OTHER"
            )
        ids.insert(0, base_ref.id)
    return view_variant_review(project, ids[0], ids[1])


def _draw(review: ReviewView) -> dict[int, str]:
    """Draw the flows that change: laid out on all cores, kept nowhere."""
    from procdocs.diagrams.svg import render_swimlane_svg
    from procdocs.portal.cache import PictureCache
    from procdocs.portal.studio import FlowRequest, Studio

    views = {
        place: each.picture for place, each in enumerate(review.objects) if each.picture is not None
    }
    studio = Studio(PictureCache(None))
    studio.prepare(FlowRequest(view=view, prefix=view.id) for view in views.values())
    return {
        place: render_swimlane_svg(view, studio.scene(view), f"flow-{place + 1}")
        for place, view in views.items()
    }
