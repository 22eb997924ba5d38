"""Sub-processes: none contains itself, and an embedded one is used by its parent alone."""

from collections.abc import Mapping
from dataclasses import replace

from procdocs.diagnostics import Related
from procdocs.model.process import Process
from procdocs.model.steps import Step
from procdocs.source.resolve.context import Context
from procdocs.source.rules import BAD_VARIANT, CALLS_ITSELF, EMBEDDED_ELSEWHERE


def check_nesting(processes: dict[str, Process], context: Context) -> None:
    """Report processes that reach themselves, and embedded ones that others use.

    No process is a part of itself afterwards.
    """
    _check_cycles(processes, context)
    _cut_circles(processes)
    _check_variants(processes, context)
    for process in processes.values():
        for step in process.steps:
            child = processes.get(step.process.id) if step.process else None
            if child is None or child.part_of is None:
                continue
            if child.part_of.id in (process.id, process.extends and process.extends.id):
                continue
            if process.variant_of and process.variant_of.id == child.part_of.id:
                continue
            assert step.process is not None
            context.findings.add(
                EMBEDDED_ELSEWHERE,
                f"`{child.id}` is embedded in `{child.part_of.id}` and used only there",
                step.process.span,
                help=f"Take `part_of` out of `{child.id}` to use it in several processes.",
                related=(Related(span=child.part_of.span, message="its parent"),),
                subject=f"process:{process.id}#{step.id}",
            )


def _cut_circles(processes: dict[str, Process]) -> None:
    """Take the parent away from a process that is a part of itself, which is reported already."""
    for process in tuple(processes.values()):
        path = [process.id]
        parent = process.part_of
        while parent is not None and parent.id in processes and parent.id not in path:
            path.append(parent.id)
            parent = processes[parent.id].part_of
        if parent is not None and parent.id == process.id:
            processes[process.id] = replace(process, part_of=None)


def _check_variants(processes: Mapping[str, Process], context: Context) -> None:
    """Report to-be processes that stand for each other, once a circle."""
    done: set[str] = set()
    for process in processes.values():
        path = [process.id]
        base = process.variant_of
        while base is not None and base.id in processes and base.id not in (*path, *done):
            path.append(base.id)
            base = processes[base.id].variant_of
        if base is not None and base.id in path and len(path) > 1:
            circle = " → ".join((*path[path.index(base.id) :], base.id))
            context.findings.add(
                BAD_VARIANT,
                f"no as-is stands behind `{base.id}`: {circle}",
                base.span,
                help="Take `variant_of` out of the one that describes today.",
                subject=f"process:{path[-1]}",
            )
        done.update(path)


def _check_cycles(processes: Mapping[str, Process], context: Context) -> None:
    done: set[str] = set()
    for start in processes:
        if start not in done:
            _walk(start, processes, done, context)


def _calls(process: Process) -> list[Step]:
    return [step for step in process.steps if step.process is not None]


def _walk(start: str, processes: Mapping[str, Process], done: set[str], context: Context) -> None:
    """Go down depth first, without recursion; report each call that closes a circle."""
    path = [start]
    stack = [iter(_calls(processes[start]))]
    while stack:
        step = next(stack[-1], None)
        if step is None:
            done.add(path.pop())
            stack.pop()
            continue
        assert step.process is not None
        target = step.process.id
        if target in path:
            circle = " → ".join((*path[path.index(target) :], target))
            context.findings.add(
                CALLS_ITSELF,
                f"the process `{target}` reaches itself: {circle}",
                step.process.span,
                help="Lead back within one process by a flow instead.",
                subject=f"process:{path[-1]}#{step.id}",
            )
        elif target not in done and target in processes:
            path.append(target)
            stack.append(iter(_calls(processes[target])))
