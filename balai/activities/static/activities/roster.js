/* The list of a session: names are found as one types, and each tap is kept and sent at once. */

const MOST = 200;
const list = document.getElementById("roster");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/* Shows the rows that have each typed word somewhere, as in "rin day" for Dayang Rinai. A phone
   lays out a few hundred at once; of more, the first are shown and the rest is a letter away. */
function findable(rows, search, nobody, more) {
  const names = rows.map((row) => plain(row.textContent));
  let shown = rows;
  const show = () => {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    const found = rows.filter((_row, place) => words.every((word) => names[place].includes(word)));
    const next = found.slice(0, MOST);
    if (next.length !== shown.length || next.some((row, place) => row !== shown[place])) list.replaceChildren(...(shown = next));
    nobody.hidden = found.length > 0;
    more.hidden = next.length === found.length;
    more.textContent = more.dataset.more.replace("{shown}", next.length).replace("{all}", found.length);
  };
  search.form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  search.addEventListener("input", show);
  // Where the list goes as a form, all of it goes.
  list.closest("form").addEventListener("submit", () => list.replaceChildren(...(shown = rows)), true);
  show();
}

/* Each tap is one thing of the outbox, and says only what it changed: two phones never undo each other. */
class Taps {
  constructor(form, rows) {
    this.form = form;
    this.boxes = new Map(rows.map((row) => row.querySelector("input")).map((box) => [box.value, box]));
    this.person = Number(document.querySelector("[data-outbox-words]").dataset.person);
    this.path = new URL(form.action).pathname;
    this.line = form.querySelector("[data-roster-line]");
    this.count = form.querySelector("[data-count]");
    this.save = form.querySelector("[data-save]");
    // Tapped and not yet kept; and how many the line named last.
    [this.inHand, this.left] = [0, 0];
  }

  async begin() {
    for (const one of await this.waiting()) this.show(one.fields);
    this.save.hidden = true;
    // A draft of the whole list would bring old ticks back.
    list.addEventListener("input", (event) => event.stopPropagation());
    list.addEventListener("change", ({ target }) => this.tapped(target));
    if (self.BroadcastChannel) new BroadcastChannel("balai-outbox").onmessage = () => this.tell();
    await this.tell();
  }

  async waiting() {
    const own = await outbox.of(this.person);
    return own.filter((one) => one.path === this.path && outbox.UNSENT.includes(one.state));
  }

  show(fields) {
    const said = Object.fromEntries(fields);
    const box = this.boxes.get(said.present ?? said.was);
    if (box && box.checked !== "present" in said) this.counted(box.checked = "present" in said);
  }

  counted(came) {
    this.count.textContent = Number(this.count.textContent) + (came ? 1 : -1);
  }

  async tapped(box) {
    this.counted(box.checked);
    this.inHand += 1;
    this.say(this.left + 1);
    // What this browser cannot keep goes as a form, and the line goes on naming it.
    await this.keep(box).then(() => { this.inHand -= 1; }, () => { this.save.hidden = false; });
    navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("outbox")).catch(() => {});
    await this.tell();
    await outbox.sendAll();
    await this.tell();
  }

  keep(box) {
    const key = outbox.newKey();
    const about = ["request_page", "request_title", "request_area"];
    const fields = about.map((name) => [name, this.form.elements[name].value]);
    fields.push([box.checked ? "present" : "was", box.value]);
    return outbox.keep({
      id: key, key, past: [], person: this.person, title: this.form.elements.request_title.value,
      path: this.path, page: this.form.elements.request_page.value, at: Date.now(), turn: 0, state: "waiting", fields,
    });
  }

  async tell() {
    const kept = await this.waiting();
    this.say(kept.length + this.inHand);
  }

  /* Says how many taps only this phone has; nothing, as long as nobody was tapped. */
  say(left) {
    this.left = left;
    if (!left && this.line.hidden) return;
    this.line.hidden = false;
    this.line.textContent = left ? this.line.dataset.waiting.replace("{n}", left) : this.line.dataset.sent;
  }
}

const form = document.querySelector("[data-roster]");
if (list) {
  const rows = [...list.children];
  const [nobody, more] = ["[data-nobody]", "[data-more]"].map((name) => form.querySelector(name));
  findable(rows, document.getElementById("nama"), nobody, more);
  // Where this browser keeps nothing, the button saves the list as a form.
  if (self.outbox) await new Taps(form, rows).begin().catch(() => {});
}
form.dataset.taps = "";
