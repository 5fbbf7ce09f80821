/* The list of a session: names are found as one types. */

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/* Shows the rows that have each typed word somewhere, as in "rin day" for Dayang Rinai. */
function findable(rows, search, nobody) {
  const names = rows.map((row) => plain(row.textContent));
  const seen = rows.map(() => true);
  const show = () => {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    let found = 0;
    names.forEach((name, place) => {
      const is = words.every((word) => name.includes(word));
      found += is;
      if (is !== seen[place]) rows[place].hidden = !(seen[place] = is);
    });
    nobody.hidden = found > 0;
  };
  search.form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  search.addEventListener("input", show);
}

const list = document.getElementById("roster");
if (list) findable([...list.children], document.getElementById("nama"), document.querySelector("[data-nobody]"));
