/* Comforts for those who run scripts; nothing here is needed. */

/* Share with the phone's own sheet where there is one. */
for (const link of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const canonical = document.querySelector("link[rel=canonical]");
    navigator.share({ title: document.title, url: canonical?.href ?? location.href }).catch(() => {});
  });
}

/* Offer names while one types, from the address in data-suggest. */
for (const field of document.querySelectorAll("[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = `${field.id}-saran`;
  field.after(list);
  field.setAttribute("list", list.id);
  let waiting;
  let asking;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      asking?.abort();
      asking = new AbortController();
      const words = field.value.trim();
      if (words.length < 2) return;
      try {
        const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: asking.signal });
        if (answer.ok) list.innerHTML = await answer.text();
      } catch { /* without signal there is nothing to offer */ }
    }, 250);
  });
}

/* Show the password that is being typed, for whoever asks: small keys, and nobody behind. */
for (const button of document.querySelectorAll("[data-show-password]")) {
  const field = document.getElementById(button.dataset.showPassword);
  button.hidden = false;
  button.addEventListener("click", () => {
    field.type = field.type === "password" ? "text" : "password";
    button.setAttribute("aria-pressed", String(field.type === "text"));
  });
  field.form.addEventListener("submit", () => { field.type = "password"; });
}
