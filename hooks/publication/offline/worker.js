// Keeps the guide readable without a connection. SITE, above, is written by the build.
"use strict";

const PAGES = "guide-pages";
const ASSETS = `guide-assets-${SITE.version}`;
const scope = new URL(self.registration.scope);
const isAsset = (url) => url.pathname.startsWith(scope.pathname + "assets/");

self.addEventListener("install", (event) => {
  const kept = caches.open(ASSETS).then((cache) => cache.addAll(SITE.assets.map((path) => new URL(path, scope))));
  event.waitUntil(kept.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) =>
    Promise.all(names.filter((name) => name.startsWith("guide-assets-") && name !== ASSETS).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => self.clients.claim()));
});

// A page tells its language once it stands; then all pages of that language are kept, once a version.
self.addEventListener("message", (event) => {
  event.waitUntil(keep(event.data.language));
});

async function keep(language) {
  const cache = await caches.open(PAGES);
  const mark = new URL(`kept-${language}`, scope);
  const kept = await cache.match(mark);
  if (!SITE.pages[language] || (kept && (await kept.text()) === SITE.version)) return;
  for (const path of SITE.pages[language]) {
    const address = new URL(path, scope);
    const answer = await fetch(address, { cache: "no-cache" });
    if (answer.ok) await cache.put(address, answer);
  }
  await cache.put(mark, new Response(SITE.version));
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !url.href.startsWith(scope.href)) return;
  event.respondWith(isAsset(url) ? cacheFirst(event) : networkFirst(event, url));
});

async function cacheFirst(event) {
  const cache = await caches.open(ASSETS);
  return (await cache.match(event.request)) ?? fetch(event.request);
}

async function networkFirst(event, url) {
  const cache = await caches.open(PAGES);
  const plain = url.origin + url.pathname;
  try {
    const answer = await fetch(event.request);
    if (answer.ok && (await cache.match(plain))) event.waitUntil(cache.put(plain, answer.clone()));
    return answer;
  } catch (error) {
    const kept = (await cache.match(plain)) ?? (await cache.match(plain.replace(/index\.html$/, "")));
    if (kept) return kept;
    throw error;
  }
}
