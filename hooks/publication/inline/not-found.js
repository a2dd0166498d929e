// On a 404 page the site's root may be elsewhere than it was built for: look for it upwards.
(async () => {
  const parts = location.pathname.split("/");
  for (let n = parts.length - 1; n > 0; n--) {
    const base = parts.slice(0, n).join("/") + "/";
    const found = await fetch(base + "status.json", { method: "HEAD" }).catch(() => null);
    if (!found || !found.ok) continue;
    for (const link of document.querySelectorAll("a[data-path]")) {
      link.setAttribute("href", base + link.dataset.path);
    }
    break;
  }
})();
