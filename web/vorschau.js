// The pages beside a form: those that changed are put in their place once their picture is there.

const place = document.getElementById("vorschau");
const note = document.getElementById("stelle");
const drawing = "http://www.w3.org/2000/svg";

/** @param pages in order: the name of each, and its drawing where it is not here yet. */
export async function showPages(pages) {
  const known = new Map([...place.querySelectorAll(".seite")].map((page) => [page.dataset.seite, page]));
  const before = new Set(words(place).map(key));
  const wanted = await Promise.all(pages.map(async (page) => known.get(page.id) ?? (page.svg ? await loaded(page.svg) : null)));
  const isFirst = before.size === 0;
  const present = [...place.querySelectorAll(".seite")];
  const list = wanted.filter(Boolean);
  list.forEach((page, index) => {
    page.id = `seite-${index + 1}`;
    page.setAttribute("aria-label", `Seite ${index + 1}`);
    if (present[index] === page) return;
    if (present[index] && !list.includes(present[index])) {
      present[index].replaceWith(page);
    } else {
      place.insertBefore(page, place.querySelectorAll(".seite")[index] ?? null);
    }
    if (!isFirst) flash(page, words(page).filter((word) => !before.has(key(word))));
  });
  for (const page of [...place.querySelectorAll(".seite")].slice(list.length)) page.remove();
  const empty = place.querySelector(".leer");
  if (empty) empty.hidden = list.length > 0;
}

async function loaded(text) {
  const holder = document.createElement("template");
  holder.innerHTML = text;
  const page = holder.content.firstElementChild;
  const picture = new Image();
  picture.src = page.querySelector("image").getAttribute("href");
  try { await picture.decode(); } catch { /* the words are there all the same */ }
  return document.importNode(page, true);
}

function words(node) {
  return [...node.querySelectorAll("tspan")];
}

function key(word) {
  return `${word.textContent} ${word.dataset.feld ?? ""}`;
}

/** Shows for a moment what is new. */
function flash(page, list) {
  for (const word of list.slice(0, 200)) {
    const box = around(word, "neu");
    setTimeout(() => box.remove(), 1500);
  }
}

/** Marks where a field is printed. */
export function mark(path, scrolls = false) {
  for (const box of place.querySelectorAll("rect.marke")) box.remove();
  if (!path) return;
  const list = words(place).filter((word) => word.dataset.feld === path || word.dataset.feld?.startsWith(`${path}.`));
  for (const word of list) around(word, "marke");
  if (!scrolls || list.length === 0 || place.scrollHeight <= place.clientHeight) return;
  const [top, bottom] = [place.getBoundingClientRect().top, place.getBoundingClientRect().bottom];
  const isSeen = list.some((word) => { const box = word.getBoundingClientRect(); return box.top >= top && box.bottom <= bottom; });
  if (!isSeen) place.scrollTop += list[0].getBoundingClientRect().top - top - place.clientHeight / 3;
}

function around(word, kind) {
  const line = word.closest("text");
  const size = Number(line.getAttribute("font-size"));
  const box = document.createElementNS(drawing, "rect");
  box.setAttribute("class", kind);
  box.setAttribute("x", Number(word.getAttribute("x")) - 1);
  box.setAttribute("y", Number(line.getAttribute("y")) - size);
  box.setAttribute("width", Number(word.getAttribute("textLength")) + 2);
  box.setAttribute("height", size * 1.25);
  line.before(box);
  return box;
}

/** Says which clause a place belongs to, with a way to its variants. */
export function reveal(clause, draft) {
  note.replaceChildren();
  if (!clause) {
    note.textContent = "Dieser Text steht in der Vereinbarung selbst.";
    return;
  }
  const family = clause.split("/")[0];
  const link = document.createElement("a");
  link.href = `${draft}/klauseln/${encodeURIComponent(family)}`;
  link.textContent = "Fassungen dieser Klausel ansehen";
  note.append("Diese Stelle kommt aus einer Klausel. ", link);
}
