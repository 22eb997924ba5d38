// Prints what bpmnlint's recommended rules call an error, as [file, rule, element, message].
const fs = require("fs");
const { BpmnModdle } = require("bpmn-moddle");
const Linter = require("bpmnlint/lib/linter");
const NodeResolver = require("bpmnlint/lib/resolver/node-resolver");

async function lint(file) {
  const { rootElement } = await new BpmnModdle().fromXML(fs.readFileSync(file, "utf8"));
  // A linter remembers ids between files, so each file has its own.
  const linter = new Linter({
    config: { extends: "bpmnlint:recommended" },
    resolver: new NodeResolver(),
  });
  const found = await linter.lint(rootElement);
  return Object.entries(found).flatMap(([rule, reports]) =>
    reports
      .filter((report) => report.category === "error")
      .map((report) => [file, rule, report.id, report.message]),
  );
}

Promise.all(process.argv.slice(2).map(lint)).then((found) =>
  console.log(JSON.stringify(found.flat())),
);
