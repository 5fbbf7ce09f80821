/* One question at a time, and nothing typed is lost: every letter is kept on this device
   first and taken away only when the server has said that it has it. Without scripts the
   same form is one long page with one button. */

const form = document.querySelector("[data-wizard]");
const questions = [...form.querySelectorAll("[data-question]")];
const status = form.querySelector("[data-status]");
const seen = form.elements.seen;
const draft = form.dataset.wizard;
const IDLE = 1500;
const LONGEST_PAUSE = 60000;

/* What is kept on the device: answers, the version they were written over, sent or not. */
const store = new Promise((resolve, reject) => {
  const opening = indexedDB.open("balai", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("drafts");
  opening.onsuccess = () => resolve(opening.result);
  opening.onerror = () => reject(opening.error);
});

async function within(mode, work) {
  const database = await store;
  return new Promise((resolve, reject) => {
    // Strict: written through to the flash before it counts, for when the battery dies.
    const transaction = database.transaction("drafts", mode, { durability: "strict" });
    const asked = work(transaction.objectStore("drafts"));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = () => reject(transaction.error);
  });
}

const kept = () => within("readonly", (drafts) => drafts.get(draft));
const keep = () => within("readwrite", (drafts) => drafts.put({ answers: answers(), seen: seen.value }, draft));
const letGo = () => within("readwrite", (drafts) => drafts.delete(draft));

function answers() {
  const said = {};
  for (const field of form.elements) {
    if (!field.name || ["hidden", "file", "submit"].includes(field.type) || field.dataset.picture !== undefined) continue;
    said[field.name] ??= [];
    if (!["checkbox", "radio"].includes(field.type) || field.checked) said[field.name].push(field.value);
  }
  return said;
}

function fillIn(said) {
  for (const field of form.elements) {
    if (!(field.name in said)) continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = said[field.name].includes(field.value);
    else field.value = said[field.name][0] ?? "";
  }
}

/* Sending. One request at a time; whatever was typed meanwhile goes with the next. */
let typed = 0;
let received = 0;
let last = null;
let to = "";
let line = Promise.resolve();
let pause = 0;
let timer;

function say(text) {
  if (status.textContent !== text) status.textContent = text;
}

function send() {
  line = line.then(() => (typed === received ? last : sendNow())).catch(() => null);
  return line;
}

async function sendNow() {
  const number = typed;
  let answer;
  try {
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    body.set("to", to);
    answer = await fetch(location.pathname, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
  } catch {
    say(form.dataset.here);
    tryAgain();
    return null;
  }
  if (answer.type === "opaqueredirect" || answer.status === 403) {
    say(form.dataset.signedOut);
    tryAgain();
    return null;
  }
  if (answer.status >= 500 || !answer.headers.get("Content-Type")?.includes("json")) {
    say(form.dataset.here);
    tryAgain();
    return null;
  }
  pause = 0;
  last = await answer.json();
  if (last.version !== undefined) seen.value = last.version;
  // 409: somebody else wrote meanwhile. Both are shown; what is sent next, knowing it, counts.
  if (answer.status !== 409) received = number;
  if (typed === number && answer.ok) await letGo();
  else await keep();
  say(last.sentence ?? form.dataset.received.replace("{t}", last.at));
  return last;
}

function tryAgain() {
  pause = Math.min(LONGEST_PAUSE, Math.max(2000, 2 * pause));
  clearTimeout(timer);
  timer = setTimeout(send, pause);
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(send, IDLE);
}

form.addEventListener("input", (event) => {
  if (event.target.type === "file" || event.target.dataset.picture !== undefined) return;
  typed += 1;
  keep();
  later();
});
addEventListener("online", send);
form.elements.title.addEventListener("input", (event) => {
  if (event.target.value) document.querySelector("h1").textContent = event.target.value;
});

/* What is wrong is said at its field, in the server's words. */
function complain(errors = {}) {
  for (const old of form.querySelectorAll(".msg")) old.remove();
  for (const field of form.querySelectorAll(".field.err")) field.classList.remove("err");
  for (const [name, sentences] of Object.entries(errors)) {
    const field = form.querySelector(`[name="${name}"]`);
    const block = field?.closest(".field");
    if (!block) continue;
    block.classList.add("err");
    const message = document.createElement("p");
    message.className = "msg";
    message.id = `${name}-salah`;
    message.textContent = sentences.join(" ");
    field.setAttribute("aria-describedby", message.id);
    (block.querySelector("fieldset > div, input, textarea, select") ?? field).before(message);
  }
}

/* One question at a time. */
const fieldsOf = (question) => [...question.querySelectorAll("[name]")].map((field) => field.name);
let current = 0;

function show(number, { focus = true } = {}) {
  current = Math.max(0, Math.min(number, questions.length - 1));
  questions.forEach((question, at) => { question.hidden = at !== current; });
  form.querySelector("[data-last]").hidden = current !== questions.length - 1;
  // Whoever comes back to change one answer need not walk through all.
  form.querySelector("[data-look]").hidden = current === questions.length - 1 || !form.elements.title.value;
  const question = questions[current];
  if (!focus) return;
  const first = question.querySelector("input:not([type=hidden]):not([type=file]), textarea, select");
  (first && first.type !== "checkbox" && first.type !== "radio" ? first : question).focus();
  scrollTo(0, 0);
}

async function next() {
  const errors = await answeredWithin(2500);
  if (fieldsOf(questions[current]).some((name) => name in errors)) {
    complain(errors);
    form.querySelector(".err [name]")?.focus();
    return;
  }
  complain();
  location.hash = questions[current + 1].id;
}

/* Wait a little for the server's word on what was typed; a weak signal stops nobody. */
async function answeredWithin(most) {
  if (typed === received) return {};
  clearTimeout(timer);
  const said = await Promise.race([send(), new Promise((resolve) => setTimeout(resolve, most))]);
  return said?.errors ?? {};
}

function atHash() {
  const at = questions.findIndex((question) => `#${question.id}` === location.hash);
  show(at < 0 ? 0 : at, { focus: at >= 0 });
}

questions.forEach((question, at) => {
  const count = question.querySelector("[data-count]");
  count.hidden = false;
  count.textContent = form.dataset.of.replace("{n}", at + 1).replace("{m}", questions.length);
  const bar = question.querySelector("[data-bar]");
  bar.firstElementChild.setAttribute("d", `M0 0h${(100 * (at + 1)) / questions.length}v1H0z`);
  question.querySelector("[data-steps]").hidden = false;
  const onward = question.querySelector("[data-next]");
  onward.hidden = at === questions.length - 1;
  onward.addEventListener("click", next);
  const back = question.querySelector("[data-back]");
  back.hidden = at === 0;
  back.addEventListener("click", () => { location.hash = questions[at - 1].id; });
});
form.classList.add("one-by-one");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  typed += 1;
  to = event.submitter?.value ?? "";
  await keep();
  clearTimeout(timer);
  const said = await send();
  if (!said) return;
  const wrong = questions.findIndex((question) => fieldsOf(question).some((name) => name in (said.errors ?? {})));
  if (wrong >= 0) {
    location.hash = questions[wrong].id;
    show(wrong);
    complain(said.errors);
    say(form.dataset.mend);
  } else if (received === typed) {
    location.assign(said.onward);
  }
});

/* Enter goes to the next question; at the last one it sends. */
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input") || current === questions.length - 1) return;
  event.preventDefault();
  next();
});

addEventListener("hashchange", atHash);
atHash();
const unsent = await kept();
if (unsent) {
  fillIn(unsent.answers);
  seen.value = unsent.seen;
  typed += 1;
  say(form.dataset.restored);
  send();
}
form.dataset.ready = "";
