// Loads the page again when it has been built again. The page says which edition it is, so that no later one
// is missed while it still loads.
new EventSource(`/.live?${document.currentScript.dataset.edition}${location.pathname}`).onmessage = () =>
  location.reload();
