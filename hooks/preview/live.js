// Loads the page again when the site has been built again.
new EventSource("/.live").onmessage = () => location.reload();
