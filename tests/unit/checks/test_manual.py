"""Case files are taken apart into prose and examples."""

from procdocs.checks.manual import manual_codes, parse_manual, read_manual

CASE = """\
# FLOW999 made-up-rule

Prose with `code`.

## Fails

```yaml title="a.yml"
## not a heading
a: 1
```

```markdown title="policies/p.md"
---
title: P
---
```

```text
content/a.yml:2:1: error FLOW999 wrong
```

```yaml title="b.yml" times="3"
# b
```

```text
content/b.yml:1:1: error FLOW999 wrong
```

## Passes

```yaml title="a.yml"
a: 2
```

---

````yaml title="b.yml"
text: |
  ```
  b
  ```
````
"""


def test_the_parts_of_a_case_file():
    manual = parse_manual(CASE, "FLOW999.md")
    assert (manual.code, manual.name) == ("FLOW999", "made-up-rule")
    assert manual.prose == "Prose with `code`."
    assert manual.text == CASE


def test_each_list_of_findings_ends_an_example():
    first, second = parse_manual(CASE, "FLOW999.md").failing
    assert [file.name for file in first.files] == ["a.yml", "policies/p.md"]
    assert first.files[0].text == "## not a heading\na: 1\n"
    assert first.files[1].text == "---\ntitle: P\n---\n"
    assert first.findings == ("content/a.yml:2:1: error FLOW999 wrong",)
    assert second.files[0].times == 3


def test_a_rule_parts_passing_examples():
    first, second = parse_manual(CASE, "FLOW999.md").passing
    assert [file.name for file in first.files] == ["a.yml"]
    assert second.files[0].text == "text: |\n  ```\n  b\n  ```\n"
    assert first.findings == second.findings == ()


def test_the_manual_is_found_in_the_checkout():
    assert "RACI001" in manual_codes()
    assert read_manual("RACI001").text.startswith("# RACI001 two-accountable-roles\n")
