"""The letters that each role holds, over all matrices."""

from procdocs.checks.raci.matrices import matrices
from procdocs.model.portal import Portal
from procdocs.model.raci import Assignment


def letters_by_role(portal: Portal) -> dict[str, list[Assignment]]:
    """Collect the cells of every role, implied ones too, in order of the matrices.

    To-be and retired processes count as well: a role that only they need is not without a part.
    """
    held: dict[str, list[Assignment]] = {}
    for matrix in matrices(portal):
        for row in matrix.matrix.rows:
            for cell in row.assignments:
                held.setdefault(cell.role, []).append(cell)
    return held
