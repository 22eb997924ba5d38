"""Every rule that reading and resolving can report, by code."""

from procdocs.diagnostics import Rule, Severity
from procdocs.source.yaml_rules import FILE_RULES, YAML_RULES

_found: list[Rule] = []


def _rule(code: str, name: str, summary: str, severity: Severity = Severity.ERROR) -> Rule:
    made = Rule(code=code, name=name, severity=severity, summary=summary)
    _found.append(made)
    return made


UNKNOWN_KEY = _rule("KEY001", "unknown-key", "A key is written that nothing reads.")
MISSING_KEY = _rule("KEY002", "missing-key", "A key is missing that the entry cannot do without.")
MISPLACED_KEY = _rule(
    "KEY003", "misplaced-key", "A key stands where it has no meaning, such as branches on a join."
)

WRONG_SHAPE = _rule(
    "VAL001", "wrong-shape", "A list, mapping or text stands where another of them belongs."
)
NOT_ALLOWED = _rule("VAL002", "value-not-allowed", "A value is none of those that its key allows.")
BAD_ID = _rule("VAL003", "bad-id", "An id or a reference has characters that ids do not have.")
EMPTY_TEXT = _rule("VAL004", "empty-text", "A text is empty.")
BAD_NUMBER = _rule("VAL005", "bad-number", "A number is missing, or outside its limits.")
BAD_SHARE = _rule("VAL006", "bad-share", "A share is neither a percentage nor from 0 to 1.")
BAD_DATE = _rule("VAL007", "bad-date", "A date is not written as 2026-03-01, or does not exist.")
BAD_URL = _rule(
    "VAL008", "bad-address", "An address is neither http, https, mailto nor a path under assets/."
)
BAD_VOLUME = _rule("VAL009", "bad-volume", "A volume is not written as 1200/month.")
BAD_RATE = _rule("VAL010", "bad-rate", "A rate of pay is not written as 62/h or 62 EUR/h.")
BAD_MONEY = _rule("VAL011", "bad-money", "An amount of money is not written as 25.50 EUR.")
BAD_PERIOD = _rule("VAL012", "bad-period", "A period on the calendar is not spelled out.")
BAD_LANGUAGE = _rule(
    "VAL013", "unknown-language", "A text is in a language that portal.yml does not list."
)
BAD_COLOUR = _rule("VAL014", "bad-colour", "A colour is not written as #rrggbb.")
OTHER_CURRENCY = _rule(
    "VAL015", "other-currency", "A rate of pay is in another currency than the portal's."
)

BAD_DURATION = _rule("TIME001", "bad-duration", "A duration has no unit, or one that is unknown.")
CLOCK_HOURS = _rule(
    "TIME002",
    "hours-of-the-clock",
    "A duration of 24 hours or more is written in hours, which are working hours.",
    Severity.WARNING,
)
BAD_WAIT = _rule("TIME003", "bad-wait", "The ends or the mean of a waiting time do not fit.")
TIMES_DISAGREE = _rule("TIME004", "times-disagree", "Process, wait and lead time do not add up.")
PROCESS_OVER_LEAD = _rule(
    "TIME005", "process-over-lead", "The process time is longer than the lead time."
)
MISPLACED_TIME = _rule(
    "TIME006", "misplaced-time", "A step has a time that steps of its type do not take."
)

UNKNOWN_REFERENCE = _rule("REF001", "unknown-reference", "An id is referred to that nothing has.")
UNKNOWN_PART = _rule(
    "REF002", "unknown-part", "A step or clause behind `#` does not exist in what is before it."
)
DUPLICATE_ID = _rule("REF003", "duplicate-id", "Two things of one kind have the same id.")
ALIAS_TAKEN = _rule(
    "REF004", "alias-taken", "An alias is the id or the alias of something else of its kind."
)
PERSON_AS_ROLE = _rule(
    "REF005", "person-as-role", "A person is named where a role belongs.", Severity.WARNING
)
BROKEN_LINK = _rule(
    "REF006", "broken-link", "A link in a text leads to something that does not exist."
)
MISSING_ASSET = _rule("REF007", "missing-asset", "A file is named that is not in content/.")
HIDDEN_REFERENCE = _rule(
    "REF008",
    "hidden-reference",
    "Something refers to what its own audience may not see.",
    Severity.WARNING,
)

NO_PROCESS = _rule("PORTAL001", "no-process", "The portal has no process.")
NO_ROLE = _rule("PORTAL002", "no-role", "The portal has no role.")
UNREASONED_RULE = _rule(
    "PORTAL003", "rule-off-without-reason", "A rule is switched off without a reason."
)
NO_PORTAL = _rule("PORTAL004", "no-portal-file", "The content folder has no portal.yml.")

STEP_NEEDS = _rule("STEP001", "step-lacks-part", "A step lacks what its type needs.")
EVENT_NOT_ALLOWED = _rule(
    "STEP002", "event-not-allowed", "A start, wait or end names an event that it cannot have."
)
NO_LANE = _rule("STEP003", "step-without-role", "A task or subprocess names no role.")
BOUNDARY = _rule("STEP004", "boundary-event", "A boundary event says what it cannot mean.")
DECISION_TABLE = _rule(
    "STEP005", "decision-table", "A decision table does not fit its columns or branches."
)
REPLACED_STEP = _rule(
    "STEP006", "replaced-step", "A to-be step says that it replaces what the as-is does not have."
)

SHARES_SUM = _rule("SHARE001", "shares-do-not-add-up", "The shares of a choice are not 100 %.")
SHARE_OF_COMBINATION = _rule(
    "SHARE002",
    "combinations",
    "The combinations of an inclusive split do not fit its branches.",
)

FALLING_THROUGH = _rule(
    "NEXT001",
    "falling-through",
    "One branch of a fork runs into the head of another, because its `next` is missing.",
)
CROSSING_POOL = _rule("NEXT002", "flow-crosses-pool", "A flow leads from one pool to another.")
BAD_WAY_OUT = _rule("NEXT003", "way-out", "A step has ways out that its type cannot have.")
BAD_TARGET = _rule(
    "NEXT004", "bad-target", "A flow leads to where none can: a start, or the step itself."
)
CALLS_ITSELF = _rule("NEXT005", "process-reaches-itself", "A process contains itself.")

BAD_PARTICIPANT = _rule(
    "POOL001", "unknown-party", "A participant is neither described nor a party."
)
BAD_MESSAGE = _rule("POOL002", "message-end", "A message has an end that it cannot have.")
PARTY_IS_ROLE = _rule("POOL003", "participant-is-role", "A participant has the id of a role.")
OUTSIDE_DUTY = _rule(
    "POOL004", "outside-duty", "A step of an outside party has RACI letters or figures."
)

CELLS_DISAGREE = _rule(
    "TABLE001", "cells-disagree", "A cell of a table and of the step are not the same."
)
BAD_CELL = _rule("TABLE002", "bad-cell", "A cell of a RACI table holds no letters.")
UNNAMED_ROW = _rule("TABLE003", "unnamed-row", "A row of a RACI table is no step and has no name.")

EMBEDDED = _rule(
    "VAR001",
    "embedded-says-too-much",
    "An embedded sub-process says what its parent says.",
    Severity.WARNING,
)
BAD_VARIANT = _rule("VAR002", "bad-variant", "A to-be or a local variant does not fit its base.")
DROPPED_STEP = _rule(
    "VAR003", "dropped-step", "A local variant drops a step to which another still leads."
)
EMBEDDED_ELSEWHERE = _rule(
    "VAR004",
    "embedded-elsewhere",
    "An embedded sub-process is used by another process than its parent.",
)

CYCLE = _rule("ORG001", "cycle", "Roles, units or processes stand above themselves.")
UNIT_ROOT = _rule("ORG002", "unit-root", "There is not exactly one unit without a parent.")
NOT_TRAINING = _rule("ORG003", "not-a-training", "A training is a document of another kind.")
DUTIES = _rule("ORG004", "duties", "A rule of segregation does not part two lists of duties.")

BAD_ACTUALS = _rule("KPI001", "bad-actuals", "Actual values have periods that do not fit.")
RESIDUAL_HIGHER = _rule(
    "RISK001", "residual-higher", "A risk is rated higher after its controls than before."
)
SYNONYM_TWICE = _rule("TERM001", "synonym-twice", "Two terms have the same word.")
NOT_RETIRED = _rule("POL001", "superseded-not-retired", "A policy is superseded and not retired.")
BAD_CLAUSE = _rule(
    "POL002", "clause-id", "A heading of a policy has no id of its own, or one that is taken."
)
LANGUAGES_DIFFER = _rule(
    "POL003", "clauses-differ", "A policy has other clauses in another language."
)
FRONT_MATTER = _rule("POL004", "front-matter", "The front matter of a Markdown file is not fit.")
SURVEY_COUNT = _rule("SURVEY001", "survey-counts", "A survey counts more answers than people.")
BAD_STAGE = _rule("STREAM001", "bad-stage", "A stage of a value stream does not fit together.")
BAD_WORKING_TIME = _rule(
    "STREAM002", "bad-working-time", "The working time of a value stream leaves no time to work."
)

MODEL_RULES: tuple[Rule, ...] = tuple(_found)
"""The rules about what the files say, in order of their families."""

SOURCE_RULES: tuple[Rule, ...] = (*YAML_RULES, *FILE_RULES, *MODEL_RULES)
"""All rules that reading and resolving emit."""
