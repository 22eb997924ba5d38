"""Everything that the runs of a flow depend on, as text: two flows with the same text run alike.

The names of processes only keep their draws apart, so that they are counted and not written: a
copy of a process runs as its original does. A subprocess that is called twice draws at the same
places twice, which two subprocesses with the same numbers do not, and that is told apart here.
"""

from procdocs.analysis.block_sampling import BlockSampler
from procdocs.analysis.sampling import Sampler
from procdocs.analysis.tokens import TokenSampler


def run_content(sampler: Sampler) -> str:
    """Write what the runs of a flow depend on, the flows of its subprocesses too."""
    names: dict[str, int] = {}
    parts: list[str] = []
    _add(sampler, names, parts)
    return "\n".join(parts)


def _add(sampler: Sampler, names: dict[str, int], parts: list[str]) -> None:
    parts.append(f"{type(sampler).__name__} {sampler.cost!r}\n{sampler.content}")
    if isinstance(sampler, BlockSampler):
        parts.append(repr(sorted(sampler.ranks.items())))
    if not isinstance(sampler, (BlockSampler, TokenSampler)):
        return
    for program in sampler.programs:
        name, node = program.place
        time = program.time
        number = names.setdefault(name, len(names))
        parts.append(repr((number, node, program.ways, time.fixed, time.factor, time.wait)))
        if time.inner is not None:
            _add(time.inner, names, parts)
