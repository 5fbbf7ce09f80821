/* The service worker: pages from the network first, with a copy when the line is slow or gone;
   what never changes from the cache first; and the outbox, whenever the browser wakes it.
   Copies of what one sees signed in are kept by person, and only while a page says who it is. */

const PATIENCE = 3000;
const MOST = { static: 300, pages: 40, person: 120 };
const SHELL = "shell";

addEventListener("install", (event) => {
  // Without the page for no signal the worker is still worth having.
  event.waitUntil(caches.open(SHELL).then((cache) => cache.add(OFFLINE)).catch(() => {}));
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(sendOrTryLater());
});

async function sendOrTryLater() {
  const outcome = await outbox.sendAll();
  // A failed sync is tried again by the browser; being signed out is for a person to mend.
  if (outcome?.why === "line" || outcome?.why === "busy") throw new Error(outcome.why);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (request.method !== "GET") {
    // Whoever comes in or goes out does it by a form elsewhere than in the workroom.
    if (request.mode === "navigate" && !INSIDE.some((start) => address.pathname.startsWith(start))) {
      event.respondWith(outbox.note("person", 0).catch(() => {}).then(() => fetch(request)));
    }
    return;
  }
  if (address.pathname.startsWith(STATIC)) event.respondWith(fixed(request));
  else if (request.mode === "navigate") event.respondWith(page(event, address));
  else if (request.destination === "audio") event.respondWith(sound(request));
  else if (request.destination === "image") event.respondWith(fetch(request).catch(async () => (await copyOf(request)) ?? Response.error()));
});

async function fixed(request) {
  const kept = await caches.match(request, { cacheName: "static" });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await put("static", request, answer.clone(), MOST.static);
  return answer;
}

async function put(name, request, answer, most) {
  try {
    const cache = await caches.open(name);
    await cache.put(request, answer);
    const kept = await cache.keys();
    for (const old of kept.slice(0, Math.max(0, kept.length - most))) await cache.delete(old);
  } catch { /* no room: the page is shown all the same */ }
}

const person = () => outbox.about("person").catch(() => 0);

async function copyOf(request) {
  const who = await person();
  const own = who && (await caches.match(request, { cacheName: `person-${who}`, ignoreVary: true }));
  return own || caches.match(request, { cacheName: "pages", ignoreVary: true });
}

/* The same bytes for ever: a copy on the phone costs nothing. Players ask for a part of it. */
async function sound(request) {
  const kept = await copyOf(request);
  if (!kept) return fetch(request);
  const whole = await kept.blob();
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") ?? "") ?? [];
  if (first === undefined) return new Response(whole, { headers: kept.headers });
  const part = whole.slice(Number(first), last ? Number(last) + 1 : whole.size, whole.type);
  const range = `bytes ${first}-${Number(first) + part.size - 1}/${whole.size}`;
  return new Response(part, { status: 206, headers: { "Content-Type": whole.type, "Content-Range": range, "Accept-Ranges": "bytes" } });
}

async function page(event, address) {
  const { request } = event;
  let remembered;
  const coming = fetch(request).then((answer) => {
    remembered = remember(request, address, answer.clone());
    return answer;
  });
  event.waitUntil(coming.then(() => remembered).catch(() => {}));
  const slow = new Promise((over) => { setTimeout(over, PATIENCE); });
  const first = await Promise.race([coming.catch(() => undefined), slow]);
  if (first) return first;
  return (await copyOf(request)) ?? coming.catch(async () => (await caches.match(OFFLINE)) ?? Response.error());
}

async function remember(request, address, answer) {
  if (answer.status !== 200) return;
  // Only who is signed out sees the page that one signs in on.
  if (DOORS.includes(address.pathname)) await leave();
  if (!answer.headers.get("Content-Type")?.startsWith("text/html")) return;
  const rule = answer.headers.get("Cache-Control") ?? "";
  if (rule.includes("no-store")) return;
  if (!rule.includes("private")) {
    await put("pages", request, answer, MOST.pages);
    return;
  }
  const who = await person();
  if (who) await put(`person-${who}`, request, answer, MOST.person);
}

async function leave() {
  await outbox.note("person", 0);
  for (const name of await caches.keys()) if (name.startsWith("person-")) await caches.delete(name);
}
