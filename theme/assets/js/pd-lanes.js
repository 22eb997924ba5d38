/* The heads of lanes stay at the edge of a picture while the reader moves along it. */
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";

  /* copies stand above steps and lines; a band over the whole picture needs none */
  function heads(svg) {
    const found = svg.querySelector(".pd-swim__heads");
    if (found) return found;
    const group = document.createElementNS(SVG, "g");
    group.setAttribute("class", "pd-swim__heads");
    group.setAttribute("aria-hidden", "true");
    const down = svg.classList.contains("pd-swim--tb"), { width, height } = svg.viewBox.baseVal;
    for (const part of svg.querySelectorAll(".pd-swim__poolgroup, .pd-swim__lane")) {
      const rect = part.querySelector(".pd-swim__head, .pd-swim__pool");
      if (!rect || (down ? rect.height.baseVal.value > height / 2 : rect.width.baseVal.value > width / 2)) continue;
      const copy = part.cloneNode(false), words = rect.parentNode.querySelectorAll(":scope > text");
      copy.append(rect.cloneNode(true), ...[...words].map(each => each.cloneNode(true)));
      group.append(copy);
    }
    svg.append(group);
    return group;
  }

  function follow(pane) {
    const svg = [...pane.querySelectorAll(".pd-swim")].find(each => each.getClientRects().length);
    if (!svg) return;
    const down = svg.classList.contains("pd-swim--tb"), moved = down ? pane.scrollTop : pane.scrollLeft;
    if (!moved && !svg.querySelector(".pd-swim__heads")) return;
    const scale = svg.viewBox.baseVal.width / svg.getBoundingClientRect().width, way = moved * scale;
    const group = heads(svg);
    group.setAttribute("transform", down ? `translate(0 ${way})` : `translate(${way} 0)`);
    group.setAttribute("display", moved ? "inline" : "none");
  }

  document.addEventListener("scroll", event => {
    if (event.target.matches?.(".pd-viewer__pane")) follow(event.target);
  }, { capture: true, passive: true });
})();
