/* Every text of a picture that leaves the shape that it belongs to, or the picture. */
() => {
  const wrong = [];
  const inside = (text, box, slack) =>
    text.left >= box.left - slack && text.right <= box.right + slack &&
    text.top >= box.top - slack && text.bottom <= box.bottom + slack;
  /* the ink of a line is lower than its box by ascent and descent */
  const ink = rect => {
    const cut = rect.height * 0.18;
    return { left: rect.left, right: rect.right, top: rect.top + cut, bottom: rect.bottom - cut };
  };
  const inDiamond = (text, box) => {
    const cx = (box.left + box.right) / 2, cy = (box.top + box.bottom) / 2;
    const part = (x, y) => Math.abs(x - cx) / (box.width / 2) + Math.abs(y - cy) / (box.height / 2);
    return [text.left, text.right].every(x => [text.top, text.bottom].every(y => part(x, y) <= 1.03));
  };
  let count = 0;
  for (const svg of document.querySelectorAll("#measured svg")) {
    const whole = svg.getBoundingClientRect(), scale = whole.width / svg.viewBox.baseVal.width;
    const tell = (text, why) => wrong.push(`${svg.classList[0]} ${why}: ${text.textContent}`);
    for (const text of svg.querySelectorAll("text")) {
      const rect = text.getBoundingClientRect();
      if (!rect.width) continue;
      count++;
      const line = ink(rect);
      if (!inside(line, whole, 1)) tell(text, "outside the picture");
      let shape = null;
      if (text.matches(".pd-swim__text, .pd-swim__num, .pd-swim__waittext")) {
        shape = text.closest(".pd-swim__node")?.querySelector(".pd-swim__box");
        if (shape && !shape.matches("rect")) {
          if (text.matches(".pd-swim__text") && !inDiamond(line, shape.getBoundingClientRect())) tell(text, "outside its diamond");
          continue;
        }
      } else if (text.matches(".pd-swim__role, .pd-swim__pooltext, .pd-graph__name, .pd-graph__note, .pd-org text, .pd-vsm__stage text")) {
        shape = text.parentNode.querySelector("rect");
      } else if (text.matches(".pd-vsm__t")) {
        for (let each = text.previousElementSibling; each && !shape; each = each.previousElementSibling) {
          if (!each.matches("rect.pd-vsm__data, rect.pd-vsm__box")) continue;
          const box = each.getBoundingClientRect(), y = (line.top + line.bottom) / 2, x = (line.left + line.right) / 2;
          if (y > box.top && y < box.bottom && x > box.left && x < box.right) shape = each; else break;
        }
      }
      if (shape && !inside(line, shape.getBoundingClientRect(), 0.6 * scale)) tell(text, "wider than its box");
    }
  }
  return { wrong, count };
}
