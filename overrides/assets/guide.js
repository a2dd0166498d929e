// What a page does beyond being read: the menu on small screens and the search. Nothing here is
// needed to read the guide; the buttons appear only when this script runs.
"use strict";

const root = document.documentElement;
root.classList.remove("no-js");

// A page that nobody rebuilds turns overdue all the same.
const review = document.querySelector("[data-review-next]");
if (review && new Date().toISOString().slice(0, 10) > review.dataset.reviewNext) {
  review.dataset.reviewStatus = "overdue";
  for (const words of document.querySelectorAll("[data-when-current]")) words.hidden = true;
  for (const words of document.querySelectorAll("[data-when-overdue]")) words.hidden = false;
}

const menu = document.querySelector("[data-menu]");
const navigation = document.querySelector("[data-navigation]");

function setMenu(open) {
  menu.setAttribute("aria-expanded", String(open));
  navigation.toggleAttribute("data-open", open);
}

menu.hidden = false;
menu.addEventListener("click", () => setMenu(menu.getAttribute("aria-expanded") !== "true"));
navigation.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !navigation.contains(event.relatedTarget)) setMenu(false);
});

const languages = document.querySelector(".guide-languages");
languages.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !languages.contains(event.relatedTarget)) languages.open = false;
});

const search = document.querySelector("[data-search]");
const opener = document.querySelector("[data-search-open]");
const input = search.querySelector("input");
const list = search.querySelector("[data-search-results]");
let loading = null;

// Scripts, not modules or data: those a browser does not load from a folder without a host.
function load(address) {
  return new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src: address, onload: done, onerror: failed }));
  });
}

function openSearch() {
  setMenu(false);
  search.showModal();
  input.select();
  loading ??= load(search.dataset.engine).then(() => load(search.dataset.index));
  loading.catch(() => {
    loading = null;
    search.querySelector("[data-search-count]").textContent = search.dataset.failed;
  });
}

opener.hidden = false;
opener.addEventListener("click", openSearch);
search.querySelector("[data-search-close]").addEventListener("click", () => search.close());
search.querySelector("[data-search-form]").addEventListener("submit", (event) => {
  event.preventDefault(); // the answer stands on this page; search.js leads to it
});
list.addEventListener("click", (event) => {
  if (event.target.closest("a")) search.close();
});
search.addEventListener("close", () => opener.focus());

// A link to a glossary entry explains the term on the spot; without this script it leads there.
const term = document.querySelector("[data-term]");
const glossary = term && new URL(term.dataset.glossary, location.href);
let entries = null;

async function explain(link) {
  entries ??= fetch(glossary).then((answer) => answer.text());
  const page = new DOMParser().parseFromString(await entries, "text/html");
  const name = page.getElementById(link.hash.slice(1));
  const text = name?.nextElementSibling;
  if (name?.tagName !== "DT" || text?.tagName !== "DD") throw new Error("no such entry");
  for (const cite of text.querySelectorAll(".citation")) cite.remove();
  term.lang = name.closest("[lang]")?.lang ?? root.lang;
  term.querySelector("#term-name").textContent = name.textContent;
  term.querySelector("[data-term-text]").textContent = text.textContent.trim();
  term.querySelector("a").href = link.href;
  const box = link.getBoundingClientRect();
  term.style.top = `${Math.min(box.bottom + 6, innerHeight - 180)}px`;
  term.style.insetInlineStart = "";
  term.showPopover();
  const width = term.offsetWidth;
  term.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  term.querySelector("a").focus({ preventScroll: true });
  term.addEventListener("toggle", () => link.focus({ preventScroll: true }), { once: true });
}

document.querySelector("article").addEventListener("click", (event) => {
  const link = event.target.closest("a[href*='#']");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (!link || !plain || !term?.showPopover || location.pathname === glossary.pathname) return;
  if (link.origin + link.pathname !== glossary.origin + glossary.pathname) return;
  event.preventDefault();
  explain(link).catch(() => location.assign(link.href));
});
term?.querySelector("[data-term-close]").addEventListener("click", () => term.hidePopover());

// In a search field with words in it the key would only empty the field.
search.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    event.preventDefault();
    search.close();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    languages.open = false;
    if (menu.getAttribute("aria-expanded") === "true") {
      setMenu(false);
      menu.focus();
    }
  }
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  openSearch();
});

// In a folder without a host an address that ends in / is a list of files.
if (location.protocol === "file:") {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || link.protocol !== "file:" || !link.pathname.endsWith("/")) return;
    event.preventDefault();
    location.assign(`${link.pathname}index.html${link.hash}`);
  });
}

// The guide without a connection: once the page stands, and not for readers who save data. A site that
// does not want it any more takes it back.
if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
  const worker = root.dataset.offline;
  addEventListener("load", () => setTimeout(async () => {
    if (!worker) {
      for (const old of await navigator.serviceWorker.getRegistrations()) {
        if (location.href.startsWith(old.scope)) old.unregister();
      }
    } else if (!navigator.connection?.saveData) {
      await navigator.serviceWorker.register(new URL(worker, location.href));
      (await navigator.serviceWorker.ready).active.postMessage({ language: root.lang });
    }
  }, 3000));
}
