/* Photos from a phone: made small here, sent in pieces, kept until Balai has them.
   Without this, a plain form sends one photo at a time. */

const LONGEST = 1600;
const PIECE = 64 * 1024;
const PAUSE = 4000;

const store = await new Promise((found) => {
  const asked = indexedDB.open("balai-pictures", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("waiting", { keyPath: "key" });
  asked.onsuccess = () => found(asked.result);
  asked.onerror = () => found(null);
});

/* One request to the store; without a store a photo lives as long as the page. */
function stored(mode, ask) {
  if (!store) return Promise.resolve(undefined);
  return new Promise((done, failed) => {
    const act = store.transaction("waiting", mode);
    const asked = ask(act.objectStore("waiting"));
    act.oncomplete = () => done(asked.result);
    act.onabort = act.onerror = () => failed(act.error);
  });
}

const newKey = () => {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};
const pause = () => new Promise((over) => {
  setTimeout(over, PAUSE);
  addEventListener("online", over, { once: true });
});

function drawn(image, longest) {
  const scale = Math.min(1, longest / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/* Upright, at most 1600 long. What this browser cannot read goes as it is: Balai says what is wrong. */
async function shrunk(file) {
  try {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const canvas = drawn(image, LONGEST);
    image.close();
    const small = await new Promise((made) => canvas.toBlob(made, "image/jpeg", 0.85));
    return small && small.size < file.size ? small : file;
  } catch {
    return file;
  }
}

for (const place of document.querySelectorAll("[data-pictures]")) {
  const say = place.dataset;
  const field = place.querySelector("input");
  const way = place.querySelector("[data-way]");
  const token = place.closest("form").querySelector("[name=csrfmiddlewaretoken]").value;
  let line = Promise.resolve();
  let sending = 0;

  const ask = (address, how) => fetch(address, {
    ...how, redirect: "manual", headers: { "X-CSRFToken": token, Accept: "application/json", ...how.headers },
  });
  const begin = (photo) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ key: photo.key, listing: photo.listing, size: photo.blob.size })) body.set(name, value);
    return ask(say.uploads, { method: "POST", body });
  };
  const piece = (photo, offset) => ask(`${say.uploads}${photo.key}/`, {
    method: "PATCH", body: photo.blob.slice(offset, offset + PIECE), headers: { "Upload-Offset": offset },
  });

  function shown(photo) {
    const row = document.createElement("li");
    const words = document.createElement("p");
    words.className = "meta";
    words.setAttribute("role", "status");
    row.append(words);
    way.append(row);
    createImageBitmap(photo.blob).then((image) => row.prepend(drawn(image, 160)), () => {});
    return (text) => { words.textContent = text; };
  }

  /* Goes on until Balai has the photo or says why it does not take it. */
  async function send(photo, tell) {
    let answer;
    let offset;
    for (;;) {
      try {
        answer = offset === undefined ? await begin(photo) : await piece(photo, offset);
      } catch {
        tell(say.waits);
        await pause();
        offset = undefined;
        continue;
      }
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        place.dataset.refused = "";
        return tell(say.signedOut);
      }
      if (answer.status === 204 || answer.status === 409) {
        offset = Number(answer.headers.get("Upload-Offset"));
        tell(say.sends.replace("{n}", Math.floor((100 * offset) / photo.blob.size)));
      } else if (answer.status === 404 && offset !== undefined) {
        offset = undefined;
      } else if (answer.status >= 500 || answer.status === 429) {
        tell(say.waits);
        await pause();
        offset = undefined;
      } else {
        break;
      }
    }
    await stored("readwrite", (photos) => photos.delete(photo.key));
    if (answer.ok) {
      tell(say.arrived);
      return undefined;
    }
    const refusal = await answer.json().catch(() => ({ sentence: say.noPhoto }));
    place.dataset.refused = "";
    return tell(refusal.sentence);
  }

  function queue(photo) {
    const tell = shown(photo);
    sending += 1;
    line = line.then(() => send(photo, tell)).finally(() => {
      sending -= 1;
      if (!sending && !("stays" in say) && !("refused" in say)) location.reload();
    });
  }

  field.addEventListener("change", async () => {
    const files = [...field.files];
    field.value = "";
    for (const file of files) {
      const photo = { key: newKey(), listing: say.pictures, blob: await shrunk(file) };
      await stored("readwrite", (photos) => photos.put(photo)).catch(() => {});
      queue(photo);
    }
  });

  place.hidden = false;
  place.closest("form").querySelector("[data-plain]")?.remove();
  const waiting = (await stored("readonly", (photos) => photos.getAll())) ?? [];
  for (const photo of waiting) if (String(photo.listing) === say.pictures) queue(photo);
}
