/* Questions to the search: Material sends what is typed to a worker, which looks for the beginnings of all its words.
   On the way there, words that every page has are left out ("who approves a refund"), endings are cut so that
   "approves" finds "approve", and a word that stands as it was typed counts more ("CL" before "clerk"). */
(() => {
  "use strict";
  const QUERY = 2;
  const COMMON = new Set(("a an and any are as at be but by can do does for from get have how i if in into is it its may me must my no not of on or our should so than "
    + "that the their them then there these they this those to up us want was we what when where which who whom whose why will with you your").split(" "));
  const stem = word => word.length > 5 ? word.replace(/(?:ations?|ings?|ed|es|(?<!s)s)$/, "") : word;
  function better(query) {
    if (/["+^~:*]|(?:^|\s)-/.test(query)) return query;
    const words = query.replace(/[?!.,;]+(?=\s|$)/g, "").split(/\s+/).filter(Boolean);
    const rare = words.filter(word => !COMMON.has(word.toLowerCase()));
    return (rare.length ? rare : words).map(word => {
      if (!/^[a-z0-9äöüß]{2,}$/i.test(word)) return word;
      const short = stem(word.toLowerCase());
      return `${word}^9 ${short.length > 3 ? short : word}`;
    }).join(" ");
  }
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    const asked = message?.type === QUERY && typeof message.data === "string";
    return send.call(this, asked ? { ...message, data: better(message.data) } : message, ...rest);
  };
})();
