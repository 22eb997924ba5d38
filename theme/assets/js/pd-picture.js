/* Sizes of a picture: buttons, keys, two fingers, Ctrl and the wheel; dragging; full screen. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const STEP = 1.4, READABLE = 0.62, LARGEST = 1.6;
  const paneOf = view => view.querySelector(".pd-viewer__pane");
  const shown = view => all(".pd-swim", view).find(each => each.getClientRects().length && each.matches("[data-pd-pic] *"));

  /* the width at which the whole of a picture is seen; in full screen its height counts too */
  function whole(view, svg) {
    const pane = paneOf(view), { width, height } = svg.viewBox.baseVal;
    const room = document.fullscreenElement === view ? pane.clientHeight * width / height : width;
    return Math.min(pane.clientWidth, Math.max(room, 1), width * (document.fullscreenElement === view ? LARGEST : 1));
  }

  /* a picture of another size keeps the place that was at (x, y) of its pane where it was */
  function resize(view, width, x, y) {
    const pane = paneOf(view), svg = shown(view);
    if (!svg || !pane.clientWidth) return;
    const now = svg.getBoundingClientRect(), least = whole(view, svg);
    const most = Math.max(svg.viewBox.baseVal.width * LARGEST, least * STEP);
    const wide = Math.max(least, Math.min(width, most)), ratio = wide / now.width;
    x ??= pane.clientWidth / 2; y ??= pane.clientHeight / 2;
    const left = (pane.scrollLeft + x) * ratio - x, top = (pane.scrollTop + y) * ratio - y;
    svg.style.width = `${wide}px`; svg.style.maxWidth = "none";
    view.dataset.zoom = String(wide <= least + 1 ? 0 : Math.max(1, Math.round(Math.log(wide / least) / Math.log(STEP))));
    pane.scrollLeft = left; pane.scrollTop = top;
    pane.dispatchEvent(new Event("scroll"));
  }

  function zoom(view, step) {
    const svg = shown(view);
    if (svg) resize(view, step === 0 ? 0 : svg.getBoundingClientRect().width * STEP ** step);
  }

  /* a wide picture begins at a size at which its words can be read; "Fit" shows the whole of it */
  function firstSize(view) {
    const svg = shown(view), pane = paneOf(view);
    if (!svg || !pane.clientWidth) return;
    const wide = svg.viewBox.baseVal.width * READABLE;
    resize(view, wide > whole(view, svg) * 1.1 ? wide : 0, 0, 0);
  }
  const first = () => { for (const view of all("[data-pd-viewer]:not([data-zoom])")) firstSize(view) };

  document.addEventListener("click", event => {
    const on = selector => event.target.closest?.(selector), view = on("[data-pd-viewer]");
    if (!view) return;
    let b;
    if ((b = on("[data-pd-zoom]"))) zoom(view, { in: 1, out: -1, fit: 0 }[b.dataset.pdZoom]);
    if (on("[data-pd-full]")) document.fullscreenElement ? document.exitFullscreen() : view.requestFullscreen?.();
    if (on("[data-pd-show]")) { view.classList.add("is-shown"); firstSize(view); paneOf(view).focus() }
    if ((b = on("[data-pd-docs]"))) b.setAttribute("aria-pressed", String(view.toggleAttribute("data-docs")));
    if (on("[data-pd-dir]")) firstSize(view);
  });
  document.addEventListener("fullscreenchange", () => { for (const view of all("[data-pd-viewer][data-zoom]")) firstSize(view) });

  document.addEventListener("keydown", event => {
    if (!event.target.matches?.(".pd-viewer__pane") || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { "+": 1, "=": 1, "-": -1, "0": 0 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    zoom(event.target.closest("[data-pd-viewer]"), step);
  });

  /* the wheel with Ctrl, which is also what two fingers on a touchpad send */
  document.addEventListener("wheel", event => {
    const pane = event.ctrlKey && event.target.closest?.(".pd-viewer__pane"), svg = pane && shown(pane.closest("[data-pd-viewer]"));
    if (!svg) return;
    event.preventDefault();
    const box = pane.getBoundingClientRect();
    resize(pane.closest("[data-pd-viewer]"), svg.getBoundingClientRect().width * Math.exp(-event.deltaY / 200), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });

  /* two fingers on a screen; one finger scrolls the pane as any other */
  let pinch = null;
  const spread = touches => Math.hypot(touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY);
  document.addEventListener("touchstart", event => {
    const pane = event.touches.length === 2 && event.target.closest?.(".pd-viewer__pane"), view = pane && pane.closest("[data-pd-viewer]");
    const svg = view && shown(view);
    pinch = svg ? { pane, view, from: spread(event.touches), width: svg.getBoundingClientRect().width } : null;
  }, { passive: true });
  document.addEventListener("touchmove", event => {
    if (!pinch || event.touches.length !== 2) return;
    event.preventDefault();
    const box = pinch.pane.getBoundingClientRect(), [a, b] = event.touches;
    resize(pinch.view, pinch.width * spread(event.touches) / pinch.from, (a.clientX + b.clientX) / 2 - box.left, (a.clientY + b.clientY) / 2 - box.top);
  }, { passive: false });
  document.addEventListener("touchend", () => { pinch = null });

  /* dragging with the mouse */
  let drag = null;
  document.addEventListener("pointerdown", event => {
    const pane = event.target.closest?.(".pd-viewer__pane");
    if (!pane || event.button !== 0 || event.pointerType !== "mouse") return;
    drag = { pane, x: event.clientX, y: event.clientY, left: pane.scrollLeft, top: pane.scrollTop, moved: false };
  });
  document.addEventListener("pointermove", event => {
    if (!drag) return;
    const dx = event.clientX - drag.x, dy = event.clientY - drag.y;
    if (!drag.moved && Math.hypot(dx, dy) < 5) return;
    drag.moved = true;
    drag.pane.classList.add("is-dragged");
    drag.pane.scrollLeft = drag.left - dx;
    drag.pane.scrollTop = drag.top - dy;
  });
  document.addEventListener("pointerup", () => {
    if (!drag) return;
    const { pane, moved } = drag;
    drag = null;
    pane.classList.remove("is-dragged");
    if (moved) pane.addEventListener("click", event => { event.preventDefault(); event.stopPropagation() }, { capture: true, once: true });
  });
  document.addEventListener("dragstart", event => { if (event.target.closest?.(".pd-viewer__pane")) event.preventDefault() });

  if (window.document$) document$.subscribe(first);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", first);
  else first();
})();
