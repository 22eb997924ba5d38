"""Compare a whole build from YAML with plain MkDocs and Material on the Markdown it makes.

Usage: python benchmarks/build.py [PROCESSES]

The content is the example portal with its processes copied until there are PROCESSES of them. CPU
seconds are those of the command and its children.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLAIN = """\
site_name: Plain
docs_dir: docs
theme: {name: material, font: false, features: [navigation.prune, navigation.indexes]}
plugins: [search]
markdown_extensions: [attr_list, def_list, md_in_html, tables, {toc: {toc_depth: 2}}]
validation: {nav: {omitted_files: ignore}, links: {not_found: ignore, anchors: ignore}}
nav: [{Home: index.md}, {Processes: processes/index.md}, {Roles: roles/index.md}]
"""


def cpu_seconds(*command, cwd):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def multiply(content, wanted):
    """Copy plain processes under new ids; returns how many there are."""
    found = sorted((content / "processes").rglob("*.yml"))
    plain = [
        path
        for path in found
        if not any(
            f"\n{key}:" in path.read_text("utf-8")
            for key in ("variant_of", "extends", "part_of", "aliases")
        )
        and "type: subprocess" not in path.read_text("utf-8")
    ]
    count = len(found)
    for number in range(wanted - count):
        source = plain[number % len(plain)]
        copy = content / "processes" / "copies" / f"{source.stem}-{number}.yml"
        copy.parent.mkdir(exist_ok=True)
        # The number in a step's name keeps the pictures from being one and the same.
        text = source.read_text("utf-8")
        copy.write_text(
            re.sub(r"(\n    name: )(?=[A-Z])", rf"\g<1>{number} ", text, count=1), "utf-8"
        )
    return max(count, wanted)


def main():
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    procdocs = (sys.executable, "-m", "procdocs")
    with tempfile.TemporaryDirectory() as folder:
        portal = Path(folder) / "portal"
        portal.mkdir()
        shutil.copytree(ROOT / "content", portal / "content")
        shutil.copytree(ROOT / "theme", portal / "theme")
        shutil.copy(ROOT / "mkdocs.yml", portal)
        count = multiply(portal / "content", wanted)
        os.environ.setdefault("SOURCE_DATE_EPOCH", "1790000000")
        check = cpu_seconds(*procdocs, "check", "--format", "concise", cwd=portal)
        cold = cpu_seconds(*procdocs, "build", cwd=portal)
        warm = cpu_seconds(*procdocs, "build", cwd=portal)
        plain = Path(folder) / "plain"
        plain.mkdir()
        subprocess.run((*procdocs, "generate", plain / "docs"), cwd=portal, check=True)
        (plain / "mkdocs.yml").write_text(PLAIN)
        stock = cpu_seconds(sys.executable, "-m", "mkdocs", "build", cwd=plain)
    print(f"processes            {count}")
    print(f"plain mkdocs         {stock:8.1f} s CPU on the finished Markdown")
    for name, seconds in (("cold build", cold), ("unchanged build", warm), ("check", check)):
        print(f"{name:<20} {seconds:8.1f} s CPU   {seconds / stock:5.2f} of plain mkdocs")


if __name__ == "__main__":
    main()
