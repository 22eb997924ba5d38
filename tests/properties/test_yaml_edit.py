"""Any edit of any YAML text: the text then holds what it shall, and no other line has changed."""

import copy
import random
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from procdocs.source.yaml_edit import InsertItem, Remove, SetValue, edit_yaml, update_yaml
from procdocs.source.yaml_plan import same_value
from procdocs.source.yaml_tree import read_yaml

CONTENT = Path(__file__).parents[2] / "content"
WORDS = ["a", "name", "信用审核", "Prüfung", "x y", "n", "2026-08", "step-1", "A/R", "é", "true"]
TEXTS = [
    *WORDS,
    "",
    "null",
    "1:30",
    "2.10",
    "Pay #3",
    "a: b",
    "- x",
    "*bold*",
    "{x}",
    "it's",
    'say "so"',
    "line one\nline two",
    "one\n\nthree\n",
    " lead",
    "trail ",
    "=1+1",
    "tab\there",
    "ends:",
    "@home",
    "?",
    "-",
    "--- x",
    "back\\slash",
    "😀",
]
NUMBERS = [0, 1, -3, 2.5, 1200, True, False, None]

scalars = st.sampled_from([*TEXTS, *NUMBERS])
keys = st.sampled_from(WORDS)
values = st.recursive(
    scalars,
    lambda below: (
        st.lists(below, max_size=4) | st.dictionaries(keys, below, min_size=0, max_size=4)
    ),
    max_leaves=12,
)


class Writer:
    """Writes a value as a person might: every style, comments and blank lines anywhere."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.anchors = []

    def document(self, value):
        if not isinstance(value, dict) or not value:
            return f"{self.flow(value)}\n"
        head = self.random.choice(["", "# head\n\n", "---\n", "\n", "# a: b\n--- # start\n"])
        text = head + "\n".join(self.block(value, 0)) + "\n"
        text += self.random.choice(["", "", "\n\n", "# the end\n"])
        return text.removesuffix("\n") if self.random.random() < 0.1 else text

    def comment(self):
        return self.random.choice(["", "", "", "  # why: {a}, 'b", " #x"])

    def between(self, indent):
        made = self.random.choice(
            [None, None, None, None, "", f"{' ' * indent}# note: - [", "# left"]
        )
        return [] if made is None else [made]

    def block(self, value, indent):
        pad, lines = " " * indent, []
        if isinstance(value, dict):
            for key, below in value.items():
                lines += self.between(indent)
                lines += self.behind(f"{pad}{self.key(key)}:", below, indent)
            return lines
        for below in value:
            lines += self.between(indent)
            if isinstance(below, (dict, list)) and below and self.random.random() < 0.6:
                inner = self.block(below, indent + 2)
                if inner[0].strip().startswith("#") or not inner[0].strip():
                    lines += [f"{pad}-{self.comment()}", *inner]
                else:
                    lines += [f"{pad}- {inner[0].strip()}", *inner[1:]]
            else:
                lines += self.behind(f"{pad}-", below, indent)
        return lines

    def behind(self, head, value, indent):
        anchor = ""
        if self.random.random() < 0.1:
            same = [name for name, held in self.anchors if same_value(held, value)]
            if same:
                return [f"{head} *{same[-1]}{self.comment()}"]
            anchor = f" &a{len(self.anchors)}"
        if isinstance(value, (dict, list)) and value and self.random.random() < 0.7:
            deeper = indent + self.random.choice([1, 2, 4])
            if isinstance(value, list) and self.random.random() < 0.3 and not head.endswith("-"):
                deeper = indent
            lines = [f"{head}{anchor}{self.comment()}", *self.block(value, deeper)]
        elif (
            isinstance(value, str) and value.strip() and self.random.random() < 0.3 and fits(value)
        ):
            sign = "|" if value.endswith("\n") else "|-"
            if value.endswith("\n") and self.random.random() < 0.2:
                sign = "|+"
            body = [
                " " * (indent + 2) + line if line else "" for line in value.rstrip("\n").split("\n")
            ]
            lines = [f"{head}{anchor} {sign}{self.comment()}", *body]
        elif value is None and self.random.random() < 0.5:
            lines = [f"{head}{self.comment()}"]
            anchor = ""
        else:
            lines = f"{head}{anchor} {self.flow(value)}{self.comment()}".split("\n")
        if anchor:
            self.anchors.append((anchor[2:], value))
        return lines

    def key(self, key):
        return f'"{key}"' if self.random.random() < 0.1 else key

    def flow(self, value, depth=0):
        if isinstance(value, (dict, list)):
            parts = (
                [f"{self.key(k)}: {self.flow(v, 1)}" for k, v in value.items()]
                if isinstance(value, dict)
                else [self.flow(v, 1) for v in value]
            )
            opened, closed = "{}" if isinstance(value, dict) else "[]"
            inner = ""
            for number, part in enumerate(parts):
                last = number == len(parts) - 1
                comma = "" if last and self.random.random() < 0.8 else ","
                gap = self.random.choice([" ", "", "  ", "  # c, {\n          ", "\n          "])
                if last:
                    gap = self.random.choice(["", " ", "", " # d\n         "])
                elif gap == "":
                    gap = " "
                inner += part + self.random.choice(["", "", " "]) + comma + gap
            return f"{opened}{self.random.choice(['', ' '])}{inner}{closed}"
        if isinstance(value, str):
            from procdocs.source.yaml_emit import emit_scalar

            return emit_scalar(value, brackets=True, quote=self.random.choice(["", '"', "'"]))
        return "null" if value is None else str(value).lower()


def fits(text):
    return not text.startswith((" ", "\n", "\t")) and not text.endswith("\n\n") and "\t" not in text


def paths(value, above=()):
    yield above
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for part, below in pairs:
        yield from paths(below, (*above, part))


def at(value, path):
    for part in path:
        value = value[part]
    return value


def changed(value, path, new):
    """Give a copy with another value at a path."""
    if not path:
        return new
    made = copy.deepcopy(value)
    at(made, path[:-1])[path[-1]] = new
    return made


def lines_of(text):
    return text.split("\n")


@settings(max_examples=600, deadline=None)
@given(
    value=st.dictionaries(keys, values, min_size=1, max_size=5),
    new=values,
    seed=st.integers(0, 10**9),
    crlf=st.booleans(),
    bom=st.booleans(),
)
def test_any_edit_of_any_text(value, new, seed, crlf, bom):
    text = Writer(seed).document(value)
    tree = read_yaml("x.yml", text)
    assume(same_value(tree.value, value))
    chosen = random.Random(seed)
    path = chosen.choice(list(paths(value)))
    kind = chosen.choice(["set", "insert", "remove"])
    raw = ("\ufeff" if bom else "") + (text.replace("\n", "\r\n") if crlf else text)
    made, wanted = carried_out(value, raw, kind, path, new, chosen)
    if made is None:
        return
    assert made.startswith("\ufeff") == bom
    if crlf:
        assert "\n" not in made.replace("\r\n", "")
    after = made.removeprefix("\ufeff").replace("\r\n", "\n")
    assert same_value(read_yaml("x.yml", after).value, wanted), (text, after)
    if "*a" not in text:
        first, last = touched(tree, kind, path)
        before_lines, after_lines = lines_of(text), lines_of(after)
        assert after_lines[:first] == before_lines[:first], (text, after)
        rest = before_lines[last:]
        if kind == "set" and first < len(before_lines):
            assert after_lines[len(after_lines) - len(rest) :] == rest, (text, after)
        else:
            assert is_within(rest, after_lines), (text, after)


def carried_out(value, raw, kind, path, new, chosen):
    """Carry out an edit on the text and on the value."""
    node = at(value, path)
    if kind == "insert" and isinstance(node, list):
        position = chosen.randint(0, len(node))
        wanted = changed(value, path, [*node[:position], new, *node[position:]])
        return edit_yaml(raw, [InsertItem(path=(*path, position), value=new)]), wanted
    if kind == "insert" and isinstance(node, dict):
        wanted = changed(value, path, {**node, "new-key": new})
        return edit_yaml(raw, [SetValue(path=(*path, "new-key"), value=new)]), wanted
    if kind == "remove" and path:
        above = copy.deepcopy(at(value, path[:-1]))
        del above[path[-1]]
        return edit_yaml(raw, [Remove(path=path)]), changed(value, path[:-1], above)
    if kind == "set" and path:
        return edit_yaml(raw, [SetValue(path=path, value=new)]), changed(value, path, new)
    return None, None


def touched(tree, kind, path):
    """Tell which lines an edit may change: first and the one behind the last, from 0."""

    def span(path):
        first, last = tree.span(path, key=True).line - 1, tree.span(path).end_line
        if path and isinstance(path[-1], int) and not bracketed(path[:-1]):
            # The dash may stand on a line before its value.
            column, lines = tree.span(path[:-1]).column - 1, lines_of(tree.text)
            while lines[first][column : column + 1] != "-" or (
                path[-1] and lines[first][:column].strip()
            ):
                first -= 1
        return first, last

    def bracketed(path):
        return any((tree.source(path[:n]) or " ")[0] in "{[" for n in range(1, len(path) + 1))

    if kind == "insert":
        node = at(tree.value, path)
        if bracketed(path) or not node or (not path and (tree.source(()) or " ")[0] in "{["):
            return span(path)
        # Lines are only put in; which, the test that all old ones are there in order shows.
        last = tree.span(path).line - 1
        shared = lines_of(tree.text)[last][: tree.span(path).column - 1].strip()
        return (last, last + 1) if shared else (last, last)
    above = path[:-1]
    if kind == "remove" and len(at(tree.value, above)) == 1:
        return span(above)
    if bracketed(above) or (not above and (tree.source(()) or " ")[0] in "{["):
        return span(above)
    first, last = span(path)
    number = list(at(tree.value, above)).index(path[-1]) if isinstance(path[-1], str) else path[-1]
    if kind == "remove" and number == 0 and lines_of(tree.text)[first].lstrip().startswith("- "):
        # The next entry moves up to the dash.
        following = (*above, 1 if path[-1] == 0 else list(at(tree.value, above))[1])
        last = max(last, span(following)[0] + 1)
    return first, last


def is_within(some, lines):
    """Tell whether lines stand among others, in their order, each whole."""
    rest = iter(lines)
    return all(line in rest for line in some)


@settings(max_examples=300, deadline=None)
@given(
    value=st.dictionaries(keys, values, min_size=1, max_size=5),
    wanted=st.dictionaries(keys, values, min_size=1, max_size=5),
    seed=st.integers(0, 10**9),
)
def test_one_tree_into_any_other(value, wanted, seed):
    text = Writer(seed).document(value)
    assume(same_value(read_yaml("x.yml", text).value, value))
    try:
        made = update_yaml(text, wanted)
    except ValueError:
        assert "#" in text
        return
    assert same_value(read_yaml("x.yml", made).value, wanted)
    assert update_yaml(made, wanted) == made


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.yml")), ids=lambda path: path.stem)
def test_our_own_content(path):
    text = path.read_text(encoding="utf-8")
    tree = read_yaml(path.name, text)
    chosen = random.Random(path.name)
    everything = [each for each in paths(tree.value) if each]
    for each in chosen.sample(everything, min(6, len(everything))):
        new = chosen.choice(["other", 7, {"a": 1, "b": [1, 2]}, "two\nlines"])
        made = edit_yaml(text, [SetValue(path=each, value=new)])
        assert same_value(read_yaml("x", made).value, changed(tree.value, each, new))
        first, last = tree.span(each, key=True).line - 1, tree.span(each).end_line
        before, after = lines_of(text), lines_of(made)
        assert after[:first] == before[:first]
        assert after[len(after) - len(before[last:]) :] == before[last:]
