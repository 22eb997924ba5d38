/* Reads the geometry of a drawn picture: boxes of nodes, lines as points, in px of the picture. */
(svg, kind) => {
  const origin = svg.getBoundingClientRect(), view = svg.viewBox.baseVal;
  const scale = origin.width / (view && view.width ? view.width : origin.width);
  const place = (x, y) => [(x - origin.left) / scale, (y - origin.top) / scale];
  const box = element => {
    const rect = element.getBoundingClientRect(), [x, y] = place(rect.left, rect.top);
    return [x, y, rect.width / scale, rect.height / scale];
  };
  const nodes = {}, edges = [];
  const own = kind === "procdocs";
  for (const node of svg.querySelectorAll(own ? ".pd-swim__node" : "g.node")) {
    const shape = node.querySelector(own ? ".pd-swim__box" : "rect, circle, polygon, path");
    if (!shape) continue;
    const id = own ? node.dataset.step : node.id.replace(/^.*?flowchart-/, "").replace(/-\d+$/, "");
    const form = shape.tagName === "circle" ? "circle" : shape.tagName === "rect" ? "box" : "diamond";
    nodes[id] = [form, ...box(shape)];
  }
  for (const path of svg.querySelectorAll(own ? "path.pd-swim__edge" : "path.flowchart-link")) {
    const ends = own ? [path.dataset.from, path.dataset.to] : (path.dataset.id || path.id).replace(/^.*?L_/, "").split("_").slice(0, 2);
    const length = path.getTotalLength(), count = Math.max(2, Math.ceil(length / 3)), to = path.getScreenCTM();
    const points = [];
    for (let at = 0; at <= count; at++) {
      const here = path.getPointAtLength(length * at / count).matrixTransform(to);
      points.push(place(here.x, here.y));
    }
    edges.push([...ends, points]);
  }
  return { nodes, edges };
}
