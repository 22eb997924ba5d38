"""TEXT101: a text lacks one of the portal's languages."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import listed, sentence

RULE = Rule(
    code="TEXT101",
    name="missing-language",
    severity=Severity.INFO,
    summary="A text is written in several languages, but not in all of the portal's.",
)


def check_missing_language(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag texts that were translated, but not into every language.

    A text in one language only is not flagged: it falls back, and is marked on the page.

    Yields:
        One finding per text, at it.
    """
    languages = context.portal.languages
    if len(languages) < 2:
        return
    for written in context.texts:
        have = [code for code, _ in written.text.values]
        missing = [code for code in languages if code not in have]
        if missing and (len(have) > 1 or have[0] != context.portal.language):
            yield finding(
                RULE,
                sentence("the text is missing in {languages}", languages=", ".join(missing)),
                written.text.span,
                help=sentence("Add {keys}.", keys=listed([f"`{code}: …`" for code in missing])),
                subject=written.subject,
            )


CHECK = Check(rule=RULE, run=check_missing_language)
