/* Every text of the page whose contrast with its ground is below 4.5 : 1 (WCAG 2.2, 1.4.3). */
() => {
  const numbers = text => {
    const found = (text.match(/[\d.]+/g) || []).map(Number);
    return text.startsWith("color(srgb") ? found.map((each, at) => (at < 3 ? each * 255 : each)) : found;
  };
  const linear = value => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const ground = element => {
    for (let each = element; each; each = each.parentElement) {
      const [red, green, blue, opacity = 1] = numbers(getComputedStyle(each).backgroundColor);
      if (opacity > 0.99) return [red, green, blue];
    }
    return [255, 255, 255];
  };
  const found = new Map();
  for (const element of document.querySelectorAll(".md-content *, .md-tabs *")) {
    if (element.closest("svg") || !element.getClientRects().length) continue;
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    const style = getComputedStyle(element);
    if (!own || style.visibility === "hidden") continue;
    const [light, dark] = [luminance(numbers(style.color)), luminance(ground(element))].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) found.set(`${element.className} ${style.color}`, ratio.toFixed(2));
  }
  return [...found].map(([key, ratio]) => `${key}: ${ratio}`);
}
