"""Compare builds from YAML with plain MkDocs and Material on the Markdown that is made of it.

Usage: python benchmarks/build.py [PROCESSES] [--originals]

The content is the example portal with its processes copied until there are PROCESSES of them. CPU
seconds are those of the command and its children. With --originals the pictures of copies are
those of their originals, and are drawn before anything is measured: laying a thousand pictures out
takes long, and says nothing of the rest.
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


def keep_pictures(portal):
    """Fill the cache of pictures; a copy differs from its original by numbers only."""
    from procdocs.portal import studio
    from procdocs.portal.build import assemble_portal
    from procdocs.project import open_project

    drawn = {}

    def draw_all(_, requests):
        texts = []
        for request in requests:
            key = re.sub(r"[0-9]+", "", repr(request))
            if key not in drawn:
                drawn[key] = studio.draw_flow(request)
            texts.append(drawn[key])
        return texts

    studio.Studio._draw_all = draw_all
    assemble_portal(open_project(portal / "mkdocs.yml", keep=False))


def forget(portal, *kept):
    """Remove the site, and what is kept but for some kinds."""
    shutil.rmtree(portal / "site", ignore_errors=True)
    cache = portal / ".cache" / "procdocs"
    for folder in cache.iterdir() if cache.is_dir() else ():
        if folder.name not in kept:
            shutil.rmtree(folder)


def edit_one(portal):
    """Give a step of one process another name."""
    path = sorted((portal / "content" / "processes").rglob("*.yml"))[-1]
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(\n    name: )(?=[A-Z])", r"\1Edited ", text, count=1), "utf-8")


def main():
    numbers = [argument for argument in sys.argv[1:] if argument.isdigit()]
    wanted = int(numbers[0]) if numbers else 200
    procdocs = (sys.executable, "-m", "procdocs")
    check = (*procdocs, "check", "--format", "concise")
    build = (*procdocs, "build")
    with tempfile.TemporaryDirectory() as folder:
        portal = Path(folder) / "portal"
        portal.mkdir()
        shutil.copytree(ROOT / "content", portal / "content")
        shutil.copytree(ROOT / "theme", portal / "theme")
        shutil.copy(ROOT / "mkdocs.yml", portal)
        count = multiply(portal / "content", wanted)
        os.environ.setdefault("SOURCE_DATE_EPOCH", "1790000000")
        found = {}
        if "--originals" in sys.argv:
            keep_pictures(portal)
            forget(portal, "pictures")
        found["check, cold"] = cpu_seconds(*check, cwd=portal), None
        found["check, warm"] = cpu_seconds(*check, cwd=portal), None
        if "--originals" not in sys.argv:
            forget(portal)
            found["build, cold"] = cpu_seconds(*build, cwd=portal), 0.5
        forget(portal, "pictures")
        found["build, only pictures kept"] = cpu_seconds(*build, cwd=portal), None
        found["build, unchanged"] = cpu_seconds(*build, cwd=portal), 0.08
        edit_one(portal)
        found["build, one process edited"] = cpu_seconds(*build, cwd=portal), 0.1
        plain = Path(folder) / "plain"
        plain.mkdir()
        subprocess.run((*procdocs, "generate", plain / "docs"), cwd=portal, check=True)
        (plain / "mkdocs.yml").write_text(PLAIN)
        stock = cpu_seconds(sys.executable, "-m", "mkdocs", "build", cwd=plain)
    print(f"{count} processes; plain mkdocs takes {stock:.1f} s CPU on the finished Markdown")
    print(f"{'':<28}{'CPU s':>8}{'of plain':>10}{'target':>8}")
    for name, (seconds, target) in found.items():
        print(f"{name:<28}{seconds:>8.1f}{seconds / stock:>10.2f}{target or '':>8}")


if __name__ == "__main__":
    main()
