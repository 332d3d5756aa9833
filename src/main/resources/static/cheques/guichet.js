// The desk opens without network: this keeps a copy of that page, of a version of it that names nobody and lists nothing,
// and of what it is made of. No other page is ever kept; leaving the site forgets all of it.
"use strict";

const CACHE = "guichet";
const PAGE = "/cheques/accepter";
const SHELL = "/cheques/accepter/sans-reseau";
const PARTS = [
  "/styles/fairpass.css",
  "/styles/desk.css",
  "/scripts/camera.js",
  "/scripts/desk/desk.js",
  "/scripts/desk/code.js",
  "/scripts/desk/sealed.js",
  "/scripts/qr/decode.js",
  "/scripts/qr/index.js",
  "/fonts/atkinson-hyperlegible-next-latin-400-normal.woff2",
  "/fonts/atkinson-hyperlegible-next-latin-700-normal.woff2",
  "/images/guichet-192.png",
  "/favicon.svg",
  "/guichet.webmanifest",
  "/guichet-en.webmanifest",
];

async function keepParts() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    PARTS.map(async (part) => {
      const answer = await fetch(part, { cache: "no-cache" });
      if (answer.ok) {
        await cache.put(part, answer);
      }
    }),
  );
}

// The page of the place where the desk is; kept only when it is that page and not a door to come in by.
async function keepShell(place) {
  const answer = await fetch(`${SHELL}?place=${encodeURIComponent(place)}`, { credentials: "same-origin" });
  if (answer.ok && !answer.redirected && new URL(answer.url).pathname === SHELL) {
    await (await caches.open(CACHE)).put(SHELL, answer);
  }
}

async function open(request) {
  try {
    return await fetch(request);
  } catch (away) {
    const kept = await caches.match(SHELL);
    if (kept) {
      return kept;
    }
    throw away;
  }
}

async function part(request, path) {
  try {
    return await fetch(request);
  } catch (away) {
    const kept = await caches.match(path);
    if (kept) {
      return kept;
    }
    throw away;
  }
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepParts());
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { what, place } = event.data;
  const done = () => event.ports[0] && event.ports[0].postMessage("done");
  if (what === "keep") {
    event.waitUntil(Promise.all([keepParts(), keepShell(place)]).then(done, done));
  } else if (what === "forget") {
    event.waitUntil(caches.delete(CACHE).then(done, done));
  }
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) {
    return;
  }
  if (event.request.mode === "navigate" && url.pathname === PAGE) {
    event.respondWith(open(event.request));
  } else if (PARTS.includes(url.pathname)) {
    event.respondWith(part(event.request, url.pathname));
  }
});
