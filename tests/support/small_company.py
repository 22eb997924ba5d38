"""A small company for the tests of pages: one process that uses one thing of every kind."""

PROCESS = """\
name: Credit check
group: order-to-cash
owner: credit-manager
status: effective
version: "2.1"
effective: 2025-11-01
purpose: {customer: Order desk, need: An answer, outcome: Orders released, satisfaction: release-time}
volume: 1200/month
success_factors: {on-time-delivery: 5, low-bad-debt: 4}
cost_impact: 3
kpis: [release-time]
policies: [credit-policy]
risks: [bad-debt]
participants: [customer]
steps:
  - id: register
    name: Register <order>
    role: sales-rep
    system: crm
    inputs: [purchase-order]
    outputs: [purchase-order]
    receives: {from: customer, name: Purchase order}
    time: {process: 10m, wait: 2h}
    value: VA
  - id: check
    name: Within the limit?
    type: decision
    role: credit-clerk
    system: erp
    automation: manual
    outputs: [credit-note]
    policies: [credit-policy#limits]
    controls: [limit-control]
    authority: {limit: 5000 EUR, escalate_to: credit-manager}
    time: {process: 5m, wait: 4h}
    value: BVA
    branches:
      - {when: "Yes", to: release, share: 80%}
      - {when: "No", to: register, share: 20%}
  - {id: release, name: Release, role: credit-clerk, system: erp, waste: waiting, time: {process: 2m, wait: 1h}}
"""
FILES = {
    "processes/credit-check.yml": PROCESS,
    "systems.yml": """\
erp: {name: ERP, owner: cfo, rollout: {status: live}}
crm: {name: CRM, rollout: {status: planned, go_live: 2027-02-01}}
""",
    "documents.yml": """\
purchase-order: {name: {en: Purchase order, zh: 采购订单}, kind: form, fields: [customer, price]}
credit-note: {name: Credit note, kind: record, fields: [price]}
crm-basics: {name: CRM basics, kind: training, system: crm}
""",
    "kpis.yml": """\
release-time:
  {name: Release time, definition: Median, unit: h, better: lower, target: 8, owner: cfo,
   actuals: {2026-08: 14.5, 2026-09: 13.0, 2026-10: 12.2}}
""",
    "risks.yml": """\
bad-debt:
  name: Bad debt
  likelihood: 3
  impact: 4
  owner: cfo
  controls:
    limit-control: {name: Limit is checked, kind: preventive, key: true, tested: {date: 2026-06-30, result: failed}}
    idle-control: {name: Nobody does it}
""",
    "glossary.yml": """\
credit-limit: {name: {en: Credit limit, zh: 信用额度}, definition: The most one may owe, synonyms: [credit line], avoid: [overdraft]}
zeta: {name: Zeta, definition: Last, see: [credit-limit], source: credit-policy#limits}
eight-d: {name: 8D report, definition: A report}
""",
    "policies/credit-policy.md": """\
---
title: {en: Credit policy, zh: 信用政策}
owner: cfo
status: effective
version: "4.0"
effective: 2026-03-01
supersedes: [old-policy]
applies_to: [sales-manager]
clause_aliases: {lines: limits}
---
We deliver on account.

## Limits {#limits}

Up to *5 000 EUR*.

## Records {#records}

Ten years.
""",
    "policies/credit-policy.zh.md": "我们允许赊账。\n\n## 额度 {#limits}\n\n至多。\n\n## 记录 {#records}\n\n十年。\n",
    "policies/old-policy.md": "---\ntitle: Old policy\nowner: cfo\nstatus: retired\n---\n## Text\n\nOld.\n",
    "raci/steering.yml": """\
name: Steering
activities: {decide: {name: Decide, cfo: A, sales-rep: R}}
""",
    "surveys/credit-check.yml": """\
asked: 2026-09-10
suggestions: [{text: Let clerks release, votes: 9, status: open}]
""",
    "value-streams/pumps.yml": """\
name: Pumps
owner: cfo
customer: {name: Builder, demand: 18400/month}
supplier: {name: Foundry}
working_time: {shift: 8h, breaks: 20m, shifts: 2, days_per_month: 20}
stages:
  - {id: press, name: Press, inventory_before: {days: 5}, cycle_time: 1s, flow: push}
  - {id: weld, name: Weld, inventory_before: {pieces: [4600, 2400]}, cycle_time: 62s, operators: 1}
information: [{from: customer, to: production-control, name: Daily order, by: electronic}, {from: production-control, to: press, name: Plan, by: paper}]
bursts: [{at: weld, text: One cell, waste: inventory}]
""",
}
