/* Binds every form of the outbox on a page: a draft while one types, then kept here, then sent. */

const words = document.querySelector("[data-outbox-words]").dataset;
const person = Number(words.person);
const SLOW = 8000;
const LONGEST = 1600;
const SHORT_OF_SPACE = 20e6;

/* Says who looks at this page, so that copies of pages are theirs alone. */
async function sayWhoIsHere() {
  await outbox.note("note", words.note);
  const before = await outbox.about("person");
  if (before === person) return;
  for (const name of await caches.keys()) {
    if (name.startsWith("person-") && name !== `person-${person}`) await caches.delete(name);
  }
  await outbox.note("person", person);
}

async function shrunk(file) {
  if (!file.type.startsWith("image/")) return file;
  try {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    const brush = canvas.getContext("2d");
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(image, 0, 0, canvas.width, canvas.height);
    const small = await new Promise((made) => canvas.toBlob(made, "image/jpeg", 0.85));
    return small && small.size < file.size ? new File([small], file.name, { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
}

/* What the form would send; an empty file field sends what was chosen before, if anything. */
async function fieldsOf(form, submitter, before = []) {
  const fields = [];
  for (const [name, value] of new FormData(form, submitter)) {
    if (name === "csrfmiddlewaretoken") continue;
    if (!(value instanceof File)) fields.push([name, value]);
    else if (value.size) fields.push([name, await shrunk(value)]);
    else fields.push(...before.filter(([old, file]) => old === name && file instanceof Blob));
  }
  return fields;
}

function fillIn(form, fields) {
  const said = new Map();
  for (const [name, value] of fields) said.set(name, [...(said.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "submit") continue;
    const values = said.get(field.name) ?? [];
    if (field.type === "file") showChosen(field, values);
    else if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field.type === "select-multiple") for (const one of field.options) one.selected = values.includes(one.value);
    else if (values.length) field.value = values[0];
  }
  // What was typed was typed over what the form showed then, not over what it shows now.
  for (const name of ["request_version", "request_base"]) {
    if (said.has(name) && form.elements[name]) form.elements[name].value = said.get(name)[0];
  }
}

function showChosen(field, files) {
  const chosen = new DataTransfer();
  for (const file of files) if (file instanceof File) chosen.items.add(file);
  if (chosen.files.length) field.files = chosen.files;
}

/* Keep asking the browser to let it stay: without this, phones clear what was not used for days. */
async function askToStay() {
  try {
    await navigator.storage?.persist?.();
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    return quota - usage > SHORT_OF_SPACE;
  } catch {
    return true;
  }
}

function wake() {
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("outbox")).catch(() => {});
}

class OutboxForm {
  constructor(field) {
    this.form = field.form;
    this.path = new URL(this.form.action).pathname + new URL(this.form.action).search;
    this.draft = `${person} ${this.path} ${this.value("request_page")}`;
    this.line = document.createElement("p");
    this.line.className = "note";
    this.line.setAttribute("role", "status");
    this.line.hidden = true;
    this.form.prepend(this.line);
    this.form.addEventListener("input", () => this.typed());
    this.form.addEventListener("submit", (event) => this.submitted(event));
  }

  value(name) {
    return this.form.elements[name]?.value ?? "";
  }

  say(text, ...after) {
    this.line.replaceChildren(text, ...after);
    this.line.hidden = !text;
    // Whoever pressed the button at the end of a long form must see what became of it.
    if (after.length) this.line.scrollIntoView({ block: "center" });
  }

  /* A visitor has no list; what became of their form they read beside it. */
  toTheList() {
    return words.listAddress ? [" ", this.link(words.list, words.listAddress)] : [" "];
  }

  link(text, address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = text;
    return link;
  }

  /* Shows what is being written or mended here, where something is. */
  async begin() {
    const asked = location.hash.startsWith("#kirim-") && (await outbox.item(decodeURIComponent(location.hash.slice(7))));
    const kept = asked && asked.person === person && asked.path === this.path ? asked : await outbox.item(this.draft);
    if (kept?.fields.length) {
      this.kept = kept;
      fillIn(this.form, kept.fields);
      this.say(kept.state === "draft" ? words.restored : kept.sentence || words.mend);
    }
    this.form.dataset.ready = "";
  }

  made(fields) {
    return {
      id: this.draft, key: this.value("request_key"), past: this.value("request_fixes").split(",").filter(Boolean), person,
      title: this.value("request_title"), path: this.path, page: this.value("request_page"), at: Date.now(), turn: 0, state: "draft", fields,
    };
  }

  typed() {
    delete this.form.dataset.draft;
    this.letters = (this.letters ?? 0) + 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.keeping = this.keepDraft(this.letters).catch(() => {}); }, 400);
  }

  async keepDraft(letters) {
    if (this.isSending || (this.kept && this.kept.state !== "draft")) return;
    const fields = await fieldsOf(this.form, null, this.kept?.fields);
    this.kept = { ...(this.kept ?? this.made([])), fields, at: Date.now() };
    await outbox.keep(this.kept);
    if (letters === this.letters) this.form.dataset.draft = "kept";
  }

  async submitted(event) {
    event.preventDefault();
    if (this.isSending) return;
    this.isSending = true;
    clearTimeout(this.timer);
    try {
      await this.put(event.submitter);
    } catch {
      // This browser keeps nothing: the form goes the plain way, and says so if it fails.
      this.form.submit();
      return;
    }
    await this.send();
    this.isSending = false;
  }

  async put(submitter) {
    // A draft on its way is waited for, or it would come after what replaces it.
    await this.keeping;
    const fields = await fieldsOf(this.form, submitter, this.kept?.fields);
    const before = this.kept ?? this.made([]);
    const item = { ...outbox.edited(before, fields), id: before.state === "draft" ? before.key : before.id };
    await outbox.keep(item);
    if (before.id !== item.id) await outbox.drop(before.id);
    this.kept = item;
  }

  async send() {
    const item = this.kept;
    this.say(words.sending);
    const hasRoom = await askToStay();
    wake();
    const slow = new Promise((over) => { setTimeout(() => over({ why: "line" }), SLOW); });
    const outcome = await Promise.race([outbox.sendAll({ first: item.id, mode: "page" }).catch(() => undefined), slow]);
    this.show(outcome ?? {}, hasRoom);
  }

  show({ state, said, why }, hasRoom) {
    this.form.dispatchEvent(new CustomEvent("outbox", { bubbles: true, detail: { state, why, said } }));
    if (state === "received") return location.assign(said.location || location.pathname);
    if (state === "mend" && said.page) return this.swap(said.page);
    if (state) return this.say(said.sentence, ...this.toTheList());
    this.renew();
    const text = why === "signedOut" ? words.signedOut : words.kept;
    return this.say(hasRoom ? text : `${text} ${words.space}`, ...this.toTheList());
  }

  /* The same form, empty, for the next thing. */
  renew() {
    this.kept = undefined;
    this.form.reset();
    this.form.elements.request_key.value = outbox.newKey();
    this.form.elements.request_fixes?.remove();
  }

  /* Shows the server's page with what is wrong at each field; files stay chosen. */
  swap(page) {
    const read = new DOMParser().parseFromString(page, "text/html");
    const kept = this.kept;
    document.querySelector("main").replaceWith(read.querySelector("main"));
    const [next] = bind();
    if (!next) return;
    next.kept = { ...kept, state: "mend" };
    for (const field of next.form.elements) {
      if (field.type === "file") showChosen(field, kept.fields.filter(([name]) => name === field.name).map(([, file]) => file));
    }
    next.form.dataset.ready = "";
    document.querySelector("main .err, main [role=alert]")?.scrollIntoView();
    document.querySelector("main .err :is(input, textarea, select)")?.focus();
  }
}

function bind() {
  return [...document.querySelectorAll("input[data-outbox]")].map((field) => new OutboxForm(field));
}

/* Who leaves is told what only this phone has; then nothing of theirs is shown to the next. */
for (const form of document.querySelectorAll("form[data-leaves]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const count = await outbox.countUnsent(person).catch(() => 0);
    if (count && !confirm(words.leaving.replace("{n}", count))) return;
    await outbox.note("person", 0).catch(() => {});
    for (const name of await caches.keys()) if (name.startsWith("person-")) await caches.delete(name);
    form.submit();
  });
}

/* Make pages ready for when there is no signal, with one tap that says how much it was. */
for (const button of document.querySelectorAll("[data-prepare]")) {
  if (!("caches" in self)) continue;
  button.hidden = false;
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  button.after(" ", told);
  button.addEventListener("click", async () => {
    button.disabled = true;
    told.textContent = words.preparing;
    try {
      const bytes = await prepare(button.dataset.prepare.split(" "));
      told.textContent = words.prepared.replace("{n}", Math.ceil(bytes / 1000).toLocaleString(document.documentElement.lang));
    } catch {
      told.textContent = words.notPrepared;
    }
    button.disabled = false;
  });
}

async function prepare(addresses) {
  const [own, fixed] = [await caches.open(`person-${person}`), await caches.open("static")];
  const parts = new Set();
  let bytes = 0;
  for (const address of addresses) {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(address);
    const copy = await answer.clone().blob();
    bytes += copy.size;
    await own.put(address, answer);
    if (!copy.type.startsWith("text/html")) continue;
    const page = new DOMParser().parseFromString(await copy.text(), "text/html");
    for (const part of page.querySelectorAll("script[src], link[rel=stylesheet], img[src]")) {
      parts.add(part.getAttribute("src") ?? part.getAttribute("href"));
    }
  }
  for (const part of parts) {
    const cache = part.startsWith(words.static) ? fixed : own;
    let answer = await cache.match(part);
    if (!answer) {
      answer = await fetch(part);
      if (!answer.ok) continue;
      await cache.put(part, answer.clone());
    }
    bytes += (await answer.blob()).size;
  }
  return bytes;
}

/* On opening, when the line is back, and now and then while something waits. */
let pause = 5000;
async function sendNow() {
  const outcome = await outbox.sendAll().catch(() => undefined);
  pause = outcome?.why ? Math.min(300000, 2 * pause) : 5000;
  if (outcome?.why && outcome.why !== "signedOut") setTimeout(sendNow, pause);
  await count();
}

/* Beside a form of visitors, who have no list: what became of each, and the way to mend it. */
async function tell() {
  const place = document.querySelector("[data-outbox-told]");
  if (!place) return;
  const own = (await outbox.of(person)).filter((one) => one.path === location.pathname && one.state !== "draft");
  place.replaceChildren(...own.map((one) => {
    const line = document.createElement("li");
    line.dataset.state = one.state;
    const clock = new Date(one.at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
    line.append(one.state === "received" ? `${words.received}: ${one.received}` : `${clock}: ${one.sentence || words.waiting}`);
    if (one.state === "mend") {
      const link = document.createElement("a");
      link.href = `#kirim-${encodeURIComponent(one.id)}`;
      link.textContent = words.mend;
      line.append(" ", link);
    }
    return line;
  }));
}

async function count() {
  await tell().catch(() => {});
  const unsent = await outbox.countUnsent(person).catch(() => 0);
  for (const place of document.querySelectorAll("[data-unsent]")) {
    place.hidden = !unsent;
    place.textContent = words.unsent.replace("{n}", unsent);
  }
}

navigator.serviceWorker?.register("/sw.js").catch(() => {});
if (self.BroadcastChannel) new BroadcastChannel("balai-outbox").onmessage = count;
addEventListener("online", sendNow);
addEventListener("hashchange", () => { if (location.hash.startsWith("#kirim-")) location.reload(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) sendNow(); });
if (person) await sayWhoIsHere().then(() => caches.match(words.listAddress)).then((kept) => kept ?? prepare([words.listAddress])).catch(() => {});
for (const one of bind()) await one.begin().catch(() => { one.form.dataset.ready = ""; });
sendNow();
