/* Material's helpers for what it keeps in the browser, as a file instead of a script in each page. */
var __md_scope = new URL(document.currentScript.dataset.scope, location),
  __md_hash = text => [...text].reduce((hash, each) => (hash << 5) - hash + each.charCodeAt(0), 0),
  __md_get = (key, store = localStorage, scope = __md_scope) => JSON.parse(store.getItem(scope.pathname + "." + key)),
  __md_set = (key, value, store = localStorage, scope = __md_scope) => {
    try { store.setItem(scope.pathname + "." + key, JSON.stringify(value)) } catch (error) { /* nothing is kept */ }
  };
