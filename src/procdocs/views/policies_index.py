"""The list of all policies: version, status, owner, review, how many clauses are carried."""

from procdocs.views.catalogue import policy_link
from procdocs.views.context import ViewContext
from procdocs.views.governed import review_state
from procdocs.views.index_pages import index_page
from procdocs.views.links import POLICIES
from procdocs.views.page import LinkView
from procdocs.views.table import Cell, Column, ObjectPageView, Row, TableView, linked
from procdocs.views.words import STATUS


def view_policies_index(context: ViewContext) -> ObjectPageView:
    """Make the list of all policies, retired ones last."""
    t = context.words
    links = context.links(POLICIES)
    order = sorted(
        context.portal.policies.values(), key=lambda policy: policy.governed.status == "retired"
    )
    rows = []
    for policy in order:
        governed = policy.governed
        due = governed.review_by if governed.status != "retired" else None
        uses = context.uses.by_policy.get(policy.id, ())
        processes = {use.process.id for use in uses}
        processes |= {
            process.id for process, _ in context.uses.processes_by_policy.get(policy.id, ())
        }
        carried = {use.how for use in uses} | {
            part for _, part in context.uses.processes_by_policy.get(policy.id, ())
        }
        count = sum(clause.id in carried for clause in policy.clauses)
        link = policy_link(context, links, policy.id)
        rows.append(
            Row(
                cells=(
                    linked(LinkView(text=link.text, href=link.href) if link else None),
                    Cell(text=governed.version or ""),
                    Cell(text=t(STATUS[governed.status]), status=governed.status)
                    if governed.status
                    else Cell(),
                    linked(links.role(governed.owner.id) if governed.owner else None),
                    Cell(text=context.due(due), state=review_state(context, due))
                    if due
                    else Cell(),
                    Cell(text=t("{k} of {n}").format(k=count, n=len(policy.clauses))),
                    Cell(text=str(len(processes))),
                )
            )
        )
    return index_page(
        context,
        POLICIES,
        "Policies",
        TableView(
            sortable=True,
            columns=(
                Column(name=t("Policy")),
                Column(name=t("Version")),
                Column(name=t("Status")),
                Column(name=t("Owner")),
                Column(name=t("Review due")),
                Column(name=t("Clauses carried"), number=True),
                Column(name=t("Processes"), number=True),
            ),
            rows=tuple(rows),
        ),
    )
