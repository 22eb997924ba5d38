"""Findings: what is wrong in the content, where, and how to mend it."""

from procdocs.diagnostics.price import Price
from procdocs.diagnostics.types import Diagnostic, Related, Rule, Severity, Span, finding

__all__ = ["Diagnostic", "Price", "Related", "Rule", "Severity", "Span", "finding"]
