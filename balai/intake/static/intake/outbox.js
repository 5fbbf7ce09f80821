/* What this phone keeps until Balai has a receipt for it, and how it is sent.
   Pages and the service worker load the same file, so it neither imports nor exports. */

self.outbox = (() => {
  const RECEIVED_SHOWN = 7 * 864e5;
  const UNSENT = ["waiting", "sending", "mend", "refused"];
  const NEXT = { 201: "received", 409: "mend", 410: "mend", 422: "mend" };
  const news = self.BroadcastChannel ? new BroadcastChannel("balai-outbox") : { postMessage() {} };

  const store = () => new Promise((done, failed) => {
    const asked = indexedDB.open("balai-outbox", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("items", { keyPath: "id" });
      asked.result.createObjectStore("about");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  let open;

  /* One transaction. Strict: written through to the flash before it counts. */
  async function within(name, mode, work) {
    open ??= store();
    const database = await open.catch((error) => { open = undefined; throw error; });
    database.onclose = () => { open = undefined; };
    return new Promise((done, failed) => {
      const act = database.transaction(name, mode, { durability: "strict" });
      const found = work(act.objectStore(name));
      act.oncomplete = () => done(found?.result);
      act.onabort = act.onerror = () => failed(act.error);
    });
  }

  const about = (name) => within("about", "readonly", (rows) => rows.get(name));
  const note = (name, value) => within("about", "readwrite", (rows) => rows.put(value, name));
  const item = (id) => within("items", "readonly", (rows) => rows.get(id));
  const all = async () => (await within("items", "readonly", (rows) => rows.getAll())).sort((a, b) => a.at - b.at);
  const of = async (person) => (await all()).filter((one) => one.person === person);

  async function keep(one) {
    await within("items", "readwrite", (rows) => rows.put(one));
    news.postMessage(one.id);
  }

  async function drop(id) {
    await within("items", "readwrite", (rows) => rows.delete(id));
    news.postMessage(id);
  }

  /* Change what is still as it was when the change began; an edit made meanwhile counts more. */
  async function change(one, to) {
    await within("items", "readwrite", (rows) => {
      const asked = rows.get(one.id);
      asked.onsuccess = () => {
        if (asked.result?.turn === one.turn && asked.result.key === one.key) rows.put({ ...asked.result, ...to });
      };
      return asked;
    });
    news.postMessage(one.id);
  }

  const newKey = () => {
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  /* What was sent, or may have been, gets a new key when it is changed, and names the old ones:
     Balai then takes either the old or the new, never both. */
  function edited(one, fields) {
    const past = one.state === "draft" ? one.past : [...one.past, one.key];
    const key = one.state === "draft" ? one.key : newKey();
    return { ...one, fields, key, past, turn: one.turn + 1, state: "waiting", at: Date.now(), sentence: "", location: "" };
  }

  /* Two tabs and the worker take turns; where there are no locks, Balai refuses doubles itself. */
  const inTurn = (work) => (navigator.locks ? navigator.locks.request("balai-outbox", work) : work());

  async function whoIsIn() {
    const answer = await fetch("/kirim/siapa/", { cache: "no-store", credentials: "same-origin" });
    if (!answer.headers.get("Content-Type")?.includes("json")) throw new TypeError("not Balai");
    return answer.json();
  }

  /* The fields as they are sent, with the key of now: the same in a request and in a file. */
  function ready(one) {
    const own = one.fields.filter(([name]) => name !== "request_key" && name !== "request_fixes");
    return [["request_key", one.key], ...(one.past.length ? [["request_fixes", one.past.join(",")]] : []), ...own];
  }

  async function post(one, who, mode) {
    const body = new FormData();
    for (const [name, value] of ready(one)) value instanceof Blob ? body.append(name, value, value.name) : body.append(name, value);
    const answer = await fetch(one.path, {
      method: "POST", body, redirect: "manual", credentials: "same-origin",
      headers: {
        "X-CSRFToken": who.token, Outbox: mode, "Outbox-Person": String(one.person),
        "Outbox-At": new Date(one.at).toISOString(),
      },
    });
    const isJson = answer.headers.get("Content-Type")?.includes("json");
    return { status: answer.type === "opaqueredirect" ? 401 : answer.status, said: isJson ? await answer.json() : null };
  }

  /* Send one thing. Whatever is not an answer of Balai's own leaves it where it is. */
  async function send(one, who, mode) {
    await change(one, { state: "sending" });
    let answer;
    try {
      answer = await post(one, who, mode);
      if (answer.status === 403) answer = await post(one, await whoIsIn(), mode);
    } catch {
      await change(one, { state: "waiting", why: "line" });
      return { stop: true, why: "line" };
    }
    const { status, said } = answer;
    if (status === 401 || status === 403) {
      await change(one, { state: "waiting", why: "signedOut" });
      return { stop: true, why: "signedOut" };
    }
    const isDone = said && (status !== 201 || said.code === "accepted");
    if (!isDone || status >= 500 || status === 423 || status === 429) {
      await change(one, { state: "waiting", why: said?.received_at ? "kept" : "busy" });
      return { stop: status !== 500 && status !== 423, why: "busy" };
    }
    const state = NEXT[status] ?? "refused";
    const told = { state, why: "", code: said.code, sentence: said.sentence, location: said.location, received: said.at };
    await change(one, state === "received" ? { ...told, fields: [], at: Date.now() } : told);
    return { state, said };
  }

  /* Send what waits, one after another. `first` goes before the rest, for the page that shows it. */
  function sendAll({ first, mode = "queue" } = {}) {
    return inTurn(async () => {
      let outcome;
      const rows = await all();
      for (const old of rows) if (old.state === "received" && Date.now() - old.at > RECEIVED_SHOWN) await drop(old.id);
      const waiting = rows.filter((one) => one.state === "waiting" || one.state === "sending");
      if (!waiting.length) return undefined;
      let who;
      try {
        who = await whoIsIn();
      } catch {
        return { why: "line" };
      }
      waiting.sort((a, b) => (b.id === first) - (a.id === first) || a.at - b.at);
      for (const one of waiting) {
        // What a visitor wrote is nobody's: whoever holds the phone sends it.
        if (one.person && one.person !== who.person) {
          if (one.id === first || !who.person) outcome ??= { why: "signedOut" };
          continue;
        }
        const told = await send(one, who, one.id === first ? mode : "queue");
        if (one.id === first) outcome = told;
        if (told.stop) return outcome ?? told;
      }
      return outcome;
    });
  }

  const countUnsent = async (person) => (await of(person)).filter((one) => UNSENT.includes(one.state)).length;

  return { about, note, item, of, keep, drop, edited, newKey, ready, sendAll, countUnsent, inTurn, UNSENT };
})();
