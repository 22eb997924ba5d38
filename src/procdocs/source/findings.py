"""Where findings are gathered while files are read and resolved."""

from procdocs.diagnostics import Diagnostic, Related, Rule, Span, finding


class Findings:
    """Findings in the order in which they were seen; no two alike."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, Span, str], Diagnostic] = {}

    def add(
        self,
        rule: Rule,
        message: str,
        span: Span,
        *,
        help: str | None = None,  # noqa: A002 - the field is called help everywhere
        related: tuple[Related, ...] = (),
        subject: str | None = None,
    ) -> None:
        """Report a fault."""
        self.take(finding(rule, message, span, help=help, related=related, subject=subject))

    def take(self, diagnostic: Diagnostic) -> None:
        """Take over a finding that was made elsewhere."""
        key = (diagnostic.rule.code, diagnostic.span, diagnostic.message)
        self._found.setdefault(key, diagnostic)

    def all(self) -> tuple[Diagnostic, ...]:
        """Give all findings, ordered by file and place."""
        return tuple(sorted(self._found.values(), key=lambda found: found.sort_key))

    def __len__(self) -> int:
        return len(self._found)
