"""The tree of a process with settings put into it, as if its writer had typed them."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from procdocs.diagnostics import Span
from procdocs.model.portal import Portal
from procdocs.model.quantities import Calendar
from procdocs.model.steps import StepTime
from procdocs.source.cursor import Cursor, Origin, Path
from procdocs.source.findings import Findings
from procdocs.source.nearest import nearest
from procdocs.source.rules import BAD_TARGET, BAD_WAY_OUT, NOT_ALLOWED, UNKNOWN_PART
from procdocs.source.what_if_values import read_setting_value, written_duration

SETTINGS_FILE = "--set"
"""Name of the settings in spans; line n is the n-th setting."""

_TIMES = ("process", "wait", "lead")
_KEPT_BY_MILESTONE = ("id", "name", "aliases", "next", "audience")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One change."""

    line: int
    """Its number among the settings, from 1."""
    text: str
    """As typed."""
    process: str
    """The process that it changes."""
    step: str | None
    """The step; None: a key of the process, such as `volume`."""
    key: tuple[str, ...]
    """Keys from the step downwards; `remove`, and `share` with the step a branch leads to."""
    value: str | None
    """What is put there; None where there is no `=`."""

    @property
    def span(self) -> Span:
        """Its value among the settings; the whole setting where it has none."""
        return self._part(self.text.find("=") + 1 if self.value else 0, len(self.text))

    @property
    def key_span(self) -> Span:
        """Its last key among the settings."""
        end = self.text.find("=") if self.value is not None else len(self.text)
        return self._part(end - len(self.key[-1]), end)

    @property
    def step_span(self) -> Span:
        """Its step among the settings."""
        start = self.text.find("#") + 1 if "#" in self.text.partition("=")[0] else 0
        return self._part(start, start + len(self.step or ""))

    def _part(self, start: int, end: int) -> Span:
        return Span(
            file=SETTINGS_FILE,
            line=self.line,
            column=start + 1,
            end_line=self.line,
            end_column=end + 1,
        )


@dataclass(frozen=True, slots=True)
class _SettingsOrigin:
    """A tree in which some nodes come from settings."""

    base: Origin
    places: Mapping[Path, Setting]

    @property
    def root(self) -> None:
        """No mark: places are found by path."""
        return

    def span_of(self, mark: object, key: bool) -> Span:
        """Never asked for, since there are no marks."""
        raise AssertionError("places of settings are found by path")

    def span(self, path: Path, key: bool = False) -> Span:
        """Tell where the value at a path was written, or its key."""
        if key and path in self.places:
            return self.places[path].key_span
        return self._setting(path) or self.base.span(path, key)

    def find(self, path: Path, text: str, nth: int = 0) -> Span:
        """Tell where a text stands within the value at a path; the value where it does not."""
        return self._setting(path) or self.base.find(path, text, nth)

    def _setting(self, path: Path) -> Span | None:
        for size in range(len(path), 0, -1):
            found = self.places.get(path[:size])
            if found is not None:
                return found.span
        return None


@dataclass(slots=True)
class ProcessEdit:
    """The tree of one process while settings are put into it."""

    process: str
    """Id of the process."""
    cursor: Cursor
    """Its tree as written."""
    findings: Findings
    """Where settings are reported that cannot be put in."""
    portal: Portal
    """The portal as it is, for times that are derived."""
    raw: Any = None
    """The values as they change."""
    places: dict[Path, Setting] = field(default_factory=dict)
    """The setting from which a changed value comes."""

    def apply(self, settings: Sequence[Setting]) -> Cursor:
        """Put in all settings of the process, those of one step together."""
        self.raw = copy.deepcopy(self.cursor.raw)
        for setting in settings:
            if setting.step is None:
                self._put(self.raw, (), setting.key, setting)
        steps = dict.fromkeys(setting.step for setting in settings if setting.step is not None)
        for step_id in steps:
            own = [setting for setting in settings if setting.step == step_id]
            at = self._find(step_id, own[0])
            if at is not None:
                self._change_step(at, step_id, own)
        origin = _SettingsOrigin(self.cursor.origin, self.places)
        return Cursor(origin, self.cursor.path, self.raw)

    def _find(self, step_id: str, setting: Setting) -> int | None:
        steps = self.raw.get("steps")
        found = [
            step.get("id") if isinstance(step, dict) else None
            for step in (steps if isinstance(steps, list) else ())
        ]
        if step_id in found:
            return found.index(step_id)
        near = nearest(step_id, [id_ for id_ in found if isinstance(id_, str)])
        self._report(
            UNKNOWN_PART,
            f"`{self.process}` has no step `{step_id}`",
            setting,
            f"Did you mean `{near}`?" if near else "Its steps are on its page.",
            setting.step_span,
        )
        return None

    def _report(
        self, rule: Any, message: str, setting: Setting, mend: str, span: Span | None = None
    ) -> None:
        place = span or setting.span
        self.findings.add(rule, message, place, help=mend, subject=f"process:{self.process}")

    def _change_step(self, at: int, step_id: str, settings: Sequence[Setting]) -> None:
        step, path = self.raw["steps"][at], ("steps", at)
        removal = next((setting for setting in settings if setting.key[0] == "remove"), None)
        if removal is not None:
            self._remove(at, step, removal)
            return
        times: dict[str, Setting] = {}
        shares: dict[str, Setting] = {}
        for setting in settings:
            key = setting.key[1:] if setting.key[0] == "time" and setting.key[1:] else setting.key
            if key in (("process",), ("wait",), ("lead",)) and not self._calls(step, setting):
                times[key[0]] = setting
            elif key == ("basis",):
                self._put(step, path, ("time", "basis"), setting)
            elif key[0] == "share" and len(key) > 1:
                shares[".".join(key[1:])] = setting
            elif key == ("role",):
                self._change_role(step, path, setting)
            else:
                self._put(step, path, setting.key, setting)
        if times:
            self._change_times(step, path, step_id, times)
        if shares:
            self._change_shares(step, path, step_id, shares)

    def _calls(self, step: Mapping[str, Any], setting: Setting) -> bool:
        """Tell whether `process` means the process that a subprocess stands for."""
        return setting.key == ("process",) and step.get("type") == "subprocess"

    def _put(self, raw: dict[str, Any], path: Path, key: Sequence[str], setting: Setting) -> None:
        for name in key[:-1]:
            inner = raw.get(name)
            if not isinstance(inner, dict):
                inner = raw[name] = {}
                self.places[(*path, name)] = setting
            raw, path = inner, (*path, name)
        value = read_setting_value(setting.value or "")
        if value is None:
            raw.pop(key[-1], None)
        else:
            raw[key[-1]] = value
            self.places[(*path, key[-1])] = setting

    def _change_role(self, step: dict[str, Any], path: Path, setting: Setting) -> None:
        letters, old = step.get("raci"), step.get("role")
        if isinstance(letters, dict) and old is not None and letters.get("R") in (old, [old]):
            self._put(letters, (*path, "raci"), ("R",), setting)
        self._put(step, path, ("role",), setting)

    def _change_times(
        self, step: dict[str, Any], path: Path, step_id: str, settings: Mapping[str, Setting]
    ) -> None:
        """Put in times: of those that are not set, work stays first, and waiting second."""
        time = step.get("time")
        old = dict(time) if isinstance(time, dict) else {}
        new = {key: value for key, value in old.items() if key not in _TIMES}
        process = self.portal.processes.get(self.process)
        known = process.step(step_id) if process else None
        written = _complete(old, known.time if known else None, self.portal.calendar)
        if len(settings) == 1:
            kept = ("wait",) if "process" in settings else ("process",)
            new.update({key: written[key] for key in kept if key in written})
            if "lead" in old and not any(key in written for key in kept) and "lead" not in settings:
                new["lead"] = old["lead"]
        step["time"] = new
        if not any(setting.key[-1] == "basis" for setting in settings.values()):
            new.setdefault("basis", "estimate")
        for key, setting in settings.items():
            self._put(new, (*path, "time"), (key,), setting)
            self.places.setdefault((*path, "time"), setting)

    def _change_shares(
        self,
        step: dict[str, Any],
        path: Path,
        step_id: str,
        settings: Mapping[str, Setting],
    ) -> None:
        targets = list(_ways(step, path))
        for to, setting in settings.items():
            found = [(way, at) for way, at in targets if way.get("to") == to]
            if len(found) != 1:
                names = ", ".join(f"`{way.get('to')}`" for way, _ in targets)
                fault = f"{len(found)} branches lead" if found else "no branch leads"
                self._report(
                    BAD_TARGET,
                    f"{fault} from `{step_id}` to `{to}`",
                    setting,
                    f"They lead to {names}." if names else "The step has no branches.",
                    setting.key_span,
                )
                return
            self._put(found[0][0], found[0][1], ("share",), setting)
        if step.get("type") != "inclusive":
            self._share_the_rest(step, settings)

    def _share_the_rest(self, step: dict[str, Any], settings: Mapping[str, Setting]) -> None:
        """Let the branches that are not set share what is left, as they shared before."""
        branches = [way for way, at in _ways(step, ()) if at[0] == "branches"]
        others = [way for way in branches if way.get("to") not in settings]
        if not others or any("share" not in way for way in branches):
            return
        taken = [_percent(way["share"]) for way in branches if way.get("to") in settings]
        before = [_percent(way["share"]) for way in others]
        if None in taken or None in before:
            return
        left = 100.0 - sum(value or 0.0 for value in taken)
        total = sum(value or 0.0 for value in before)
        if left < 0 or (total == 0 and len(others) > 1) or len(taken) == 0:
            return
        for way, old in zip(others, before, strict=True):
            part = left if total == 0 else left * (old or 0.0) / total
            way["share"] = part / 100.0

    def _remove(self, at: int, step: dict[str, Any], setting: Setting) -> None:
        """Let a step do nothing: what led to it goes on to what followed it.

        In the tree it becomes a milestone, which takes no time and no role and is no activity, so
        that implied ways, references and drawings of it stay right.
        """
        path = ("steps", at)
        kept = {key: step[key] for key in _KEPT_BY_MILESTONE if key in step}
        branches = [way for way, place in _ways(step, ()) if place[0] == "branches"]
        if step.get("type") in ("start", "end", "fork", "join", "inclusive", "event-choice"):
            self._report(
                NOT_ALLOWED,
                f"a step of type {step['type']} cannot be removed by itself",
                setting,
                "Remove the activities beside it, or try it as a `to-be` of its own.",
            )
            return
        if branches:
            targets = [str(way.get("to")) for way in branches]
            chosen = setting.value or (targets[0] if len(set(targets)) == 1 else None)
            if chosen not in targets:
                self._report(
                    BAD_WAY_OUT,
                    f"`{step['id']}` has several ways out, so it must be said which remains",
                    setting,
                    "Write one of " + ", ".join(f"`{step['id']}.remove={to}`" for to in targets),
                )
                return
            kept["next"] = chosen
        self.raw["steps"][at] = {**kept, "type": "milestone"}
        self.places[(*path, "type")] = setting


def _ways(step: Mapping[str, Any], path: Path) -> Iterable[tuple[dict[str, Any], Path]]:
    """Yield branches and boundary events of a step with their paths."""
    for key in ("branches", "on_timeout", "on_error", "on_message", "on_escalation"):
        written = step.get(key)
        if isinstance(written, dict):
            yield written, (*path, key)
        for number, way in enumerate(written if isinstance(written, list) else ()):
            if isinstance(way, dict):
                yield way, (*path, key, number)


def _complete(
    written: Mapping[str, Any], time: StepTime | None, calendar: Calendar
) -> dict[str, Any]:
    """Give work and waiting as written, or derived where two others were."""
    made = {key: written[key] for key in ("process", "wait") if key in written}
    if time is not None and "lead" in written:
        if "wait" not in made and time.wait is not None and "process" in written:
            made["wait"] = written_duration(time.wait.mean, calendar)
        if "process" not in made and time.process is not None and "wait" in written:
            made["process"] = written_duration(time.process, calendar)
    return made


def _percent(value: Any) -> float | None:
    text = str(value).strip()
    try:
        number = float(text.removesuffix("%"))
    except ValueError:
        return None
    if text.endswith("%"):
        return number
    return number * 100.0 if 0 <= number <= 1 else None
