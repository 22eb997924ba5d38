"""Links in Markdown to objects of the portal: `[text](process:credit-check#register)`."""

import re
from collections.abc import Iterator

from procdocs.source.cursor import Origin, Path
from procdocs.source.gather import Gathered
from procdocs.source.markdown_policy import split_front_matter
from procdocs.source.nearest import nearest
from procdocs.source.origins import TextOrigin
from procdocs.source.registry import KINDS, Registry
from procdocs.source.rules import BAD_URL, BROKEN_LINK
from procdocs.source.yaml_marks import Places

LINK_KINDS = {
    "process": "process",
    "policy": "policy",
    "role": "role",
    "unit": "unit",
    "party": "party",
    "system": "system",
    "document": "document",
    "kpi": "kpi",
    "risk": "risk",
    "control": "control",
    "term": "term",
    "value-stream": "stream",
}
"""What may stand before the colon of a link, and the kind it names."""

_TARGET = re.compile(
    r"\]\(\s*<?(?P<inline>[^)\s>]+)|^ {0,3}\[[^\]\n]+\]:\s*<?(?P<defined>[^\s>]+)", re.MULTILINE
)
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<rest>.*)", re.DOTALL)
_CODE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_ALLOWED = ("http", "https", "mailto", "tel")


def check_links(gathered: Gathered) -> None:
    """Report links of every Markdown text and page that lead nowhere."""
    context = gathered.context
    for text, cursor, subject in context.markdown:
        for _, words in text.values:
            if "](" not in words and "]:" not in words:
                continue
            seen: dict[str, int] = {}
            for target in link_targets(words):
                nth = seen.get(target, 0)
                seen[target] = nth + 1
                _check(gathered, target, subject, cursor.origin, cursor.path, nth)
    for page in gathered.pages:
        _, body = split_front_matter(page.text)
        origin = TextOrigin(Places(file=page.source, text=page.text), body, len(page.text))
        counts: dict[str, int] = {}
        for target in link_targets(page.text[body:]):
            nth = counts.get(target, 0)
            counts[target] = nth + 1
            _check(gathered, target, None, origin, (), nth)


def link_targets(markdown: str) -> Iterator[str]:
    """Find the targets of links and pictures of a Markdown text, code passed over."""
    shown = _CODE.sub(lambda code: " " * len(code.group()), markdown)
    for found in _TARGET.finditer(shown):
        yield found["inline"] or found["defined"]


def explain_target(registry: Registry, scheme: str, rest: str) -> tuple[str, str | None] | None:
    """Say what is wrong with a link to an object.

    Args:
        registry: All ids.
        scheme: What stands before the colon, of `LINK_KINDS`.
        rest: An id, with `#` and a part where there is one.

    Returns:
        Message and help; None where the link is right.
    """
    kind = LINK_KINDS[scheme]
    id_, _, part = rest.partition("#")
    found = registry.find(kind, id_)
    if found is None:
        return None if registry.may_exist(kind, id_) else registry.explain(kind, id_)
    if not part:
        return None
    if kind not in ("process", "policy"):
        return (
            f"a {KINDS[kind]} has no parts, so `#{part}` leads nowhere",
            f"Write `{scheme}:{id_}`.",
        )
    if registry.find_part(kind, found, part) is None:
        return registry.explain_part(kind, found, part)
    return None


def _check(
    gathered: Gathered, target: str, subject: str | None, origin: Origin, path: Path, nth: int
) -> None:
    found = _SCHEME.fullmatch(target)
    if found is None:
        return
    scheme = found["scheme"].lower()
    if scheme in LINK_KINDS:
        wrong = explain_target(gathered.context.registry, scheme, found["rest"])
        if wrong is None:
            return
        span = origin.find(path, target, nth)
        gathered.context.findings.add(
            BROKEN_LINK, f"the link leads nowhere: {wrong[0]}", span, help=wrong[1], subject=subject
        )
    elif scheme not in _ALLOWED:
        meant = nearest(scheme, LINK_KINDS)
        rule = BROKEN_LINK if meant else BAD_URL
        span = origin.find(path, target, nth)
        gathered.context.findings.add(
            rule,
            f"a link cannot start with `{scheme}:`"
            + (f", did you mean `{meant}:`?" if meant else ""),
            span,
            help="Link by https, http, mailto, a relative path, or a kind such as `process:`.",
            subject=subject,
        )
