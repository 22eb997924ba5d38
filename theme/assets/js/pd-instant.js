/* Material's instant navigation writes the address of every link to itself; links in pictures can only be read. */
(() => {
  "use strict";
  const own = Object.getOwnPropertyDescriptor(SVGAElement.prototype, "href");
  if (own && !own.set) Object.defineProperty(SVGAElement.prototype, "href", { ...own, set() { /* it stays as it is */ } });
})();
