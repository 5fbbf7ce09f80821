/* The list of what is on this phone: where each thing stands, and what can be done about it. */

const list = document.querySelector("[data-outbox-list]");
const say = list.dataset;
const person = Number(document.querySelector("[data-outbox-words]").dataset.person);
const rows = list.querySelector("[data-items]");
const SHORT_OF_SPACE = 20e6;
const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Makassar" });

function made(kind, text, about = {}) {
  const element = document.createElement(kind);
  element.textContent = text;
  return Object.assign(element, about);
}

function row(one) {
  const line = document.createElement("li");
  const words = document.createElement("div");
  const state = made("b", say[one.state]);
  line.dataset.state = one.state;
  const meta = made("p", one.state === "received" ? one.received : when.format(one.at), { className: "meta" });
  meta.append(" · ", state);
  words.append(made("b", one.title || one.path), meta);
  const why = one.sentence || (one.state === "waiting" && say[one.why]);
  if (why) words.append(made("p", why));
  line.append(words);
  const form = `${one.page || one.path}#kirim-${encodeURIComponent(one.id)}`;
  if (one.location) line.append(made("a", say.open, { href: one.location, className: "act" }));
  if (one.code === "clashing") line.append(made("a", say.decide, { href: `${say.item}${one.key}/`, className: "act" }));
  else if (one.state !== "received") line.append(made("a", one.state === "draft" ? say.goOn : say.fix, { href: form, className: "act" }));
  const clear = made("button", say.clear, { type: "button", className: "plain" });
  clear.addEventListener("click", () => {
    if (one.state === "received" || confirm(say.clearing)) outbox.drop(one.id).then(show);
  });
  line.append(clear);
  return line;
}

async function show() {
  const items = await outbox.of(person);
  rows.replaceChildren(...items.map(row));
  if (!items.length) rows.append(made("li", say.none));
  list.querySelector("[data-export]").hidden = !items.some((one) => outbox.UNSENT.includes(one.state));
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  const short = list.querySelector("[data-short]");
  short.hidden = quota - usage > SHORT_OF_SPACE;
  short.textContent = say.space;
}

/* What was mended or decided on a page of Balai need not be mended here any more. */
async function letGoOfTheDecided() {
  const decided = new Set([...document.querySelectorAll("[data-decided]")].map((one) => one.dataset.key));
  for (const one of await outbox.of(person)) {
    if (["mend", "refused"].includes(one.state) && decided.has(one.key)) await outbox.drop(one.id);
  }
}

async function asText(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return { name: file.name, type: file.type || "application/octet-stream", data: btoa(text) };
}

async function exported() {
  const items = [];
  for (const one of await outbox.of(person)) {
    if (!outbox.UNSENT.includes(one.state)) continue;
    const fields = [];
    for (const [name, value] of outbox.ready(one)) fields.push([name, value instanceof Blob ? await asText(value) : value]);
    items.push({ path: one.path, at: new Date(one.at).toISOString(), fields });
  }
  return new Blob([JSON.stringify({ note: await outbox.about("note"), items })], { type: "application/json" });
}

list.querySelector("[data-export]").addEventListener("click", async () => {
  const address = URL.createObjectURL(await exported());
  made("a", "", { href: address, download: `${say.file}-${new Date().toISOString().slice(0, 10)}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
});

list.querySelector("[data-send]").addEventListener("click", async (event) => {
  event.target.disabled = true;
  await outbox.sendAll().catch(() => {});
  event.target.disabled = false;
  await show();
});

if (self.BroadcastChannel) new BroadcastChannel("balai-outbox").onmessage = show;
list.hidden = false;
await letGoOfTheDecided().catch(() => {});
await show().catch(() => {});
list.dataset.ready = "";
