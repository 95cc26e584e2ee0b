// The pages beside a form: what changed on those in sight is put in its place; what is out of sight follows when nobody types.

const place = document.getElementById("vorschau");
const note = document.getElementById("stelle");
const drawing = "http://www.w3.org/2000/svg";
/** Milliseconds without a change after which pages out of sight are fetched, and after scrolling. */
const [rest, glance] = [1000, 30];

const sheets = () => [...place.querySelectorAll(".seite")];

/** Names of the pages that are here, and numbers of those in sight, for the server. */
export function present() {
  return sheets().map((page) => page.dataset.seite).join(" ");
}

export function inSight() {
  const frame = place.getBoundingClientRect();
  const [top, bottom] = [Math.max(0, frame.top), Math.min(innerHeight, frame.bottom)];
  const list = sheets();
  if (list.length === 0) return "0 1";
  return list.map((page, index) => [page.getBoundingClientRect(), index]).filter(([box]) => box.bottom > top && box.top < bottom).map(([, index]) => index).join(" ");
}

/**
 * @param pages in order: the name of each, and its drawing where it is in sight and not here yet.
 * @param draft the draft's address.
 */
export async function showPages(pages, draft) {
  clearTimeout(timer);
  const drawn = await Promise.all(pages.map((page) => page.svg ? loaded(page.svg) : null));
  const list = sheets();
  const isFirst = list.length === 0;
  const wanted = new Set(pages.map((page) => page.id));
  const used = new Set();
  const empty = place.querySelector(".leer");
  let before = empty;
  const flashes = [];
  pages.forEach((page, index) => {
    const isFree = (sheet) => sheet && !used.has(sheet);
    const same = list.find((sheet) => sheet.dataset.seite === page.id && isFree(sheet));
    const sheet = same ?? (isFree(list[index]) && !wanted.has(list[index].dataset.seite) ? list[index] : drawn[index] ?? blank(list[0]));
    used.add(sheet);
    if (same) delete sheet.dataset.soll;
    else if (!drawn[index]) sheet.dataset.soll = page.id;
    else if (sheet !== drawn[index]) flashes.push(renew(sheet, drawn[index]));
    if (sheet.previousElementSibling !== before) before.after(sheet);
    before = sheet;
    name(sheet, index + 1);
  });
  for (const sheet of sheets()) if (!used.has(sheet)) sheet.remove();
  empty.hidden = used.size > 0;
  if (!isFirst) flash(flashes);
  follow(draft, rest);
}

function name(sheet, number) {
  if (sheet.id === `seite-${number}`) return;
  sheet.id = `seite-${number}`;
  sheet.setAttribute("aria-label", `Seite ${number}`);
}

/** A sheet of the same size for a page that is yet to come. */
function blank(like) {
  const sheet = document.createElementNS(drawing, "svg");
  for (const [name, value] of [["class", "seite"], ["viewBox", like?.getAttribute("viewBox") ?? "0 0 595.28 841.89"], ["role", "group"]]) sheet.setAttribute(name, value);
  sheet.append(document.createElementNS(drawing, "image"));
  sheet.dataset.seite = "";
  return sheet;
}

/** A page with its picture ready to be shown: nothing flickers. */
async function loaded(text) {
  const holder = document.createElement("template");
  holder.innerHTML = text;
  const page = document.importNode(holder.content.firstElementChild, true);
  const image = page.querySelector("image");
  image.setAttribute("decoding", "sync");
  try {
    await (image.decode ? image.decode() : Object.assign(new Image(), { src: image.getAttribute("href") }).decode());
  } catch { /* the words are there all the same */ }
  return page;
}

/** Puts on a sheet what another one has: the picture, and the lines that are not the same. Lines that come and lines that go. */
function renew(sheet, other) {
  for (const box of sheet.querySelectorAll("rect")) box.remove();
  sheet.setAttribute("viewBox", other.getAttribute("viewBox"));
  sheet.dataset.seite = other.dataset.seite;
  delete sheet.dataset.soll;
  const [old, young] = [sheet, other].map((page) => [...page.querySelectorAll("text")]);
  const image = other.querySelector("image");
  sheet.querySelector("image").replaceWith(image);
  let [first, last] = [0, 0];
  while (first < old.length && first < young.length && old[first].isEqualNode(young[first])) first += 1;
  while (last < Math.min(old.length, young.length) - first && old.at(-1 - last).isEqualNode(young.at(-1 - last))) last += 1;
  const [gone, come] = [old, young].map((lines) => lines.slice(first, lines.length - last));
  for (const line of gone) line.remove();
  (first > 0 ? old[first - 1] : image).after(...come);
  return { gone, come };
}

let timer = null;

/** Fetches what is missing: one page after the other, those in sight first. */
function follow(draft, after) {
  clearTimeout(timer);
  if (!place.querySelector("[data-soll]")) return;
  place.dataset.entwurf = draft;
  const own = timer = setTimeout(async () => {
    const seen = new Set(inSight().split(" ").map(Number));
    const list = sheets().map((sheet, index) => [sheet, seen.has(index)]).filter(([sheet]) => sheet.dataset.soll).sort(([, a], [, b]) => b - a);
    for (const [sheet] of list) {
      const wanted = sheet.dataset.soll;
      let page = null;
      try {
        const answer = await fetch(`${draft}/seiten/${wanted}`, { headers: { Accept: "application/json" } });
        if (answer.ok) page = await loaded((await answer.json()).svg);
      } catch { /* the next change asks again */ }
      if (timer !== own) return;
      if (page && sheet.dataset.soll === wanted) renew(sheet, page);
    }
  }, after);
}

for (const around of [place, window]) around.addEventListener("scroll", () => { if (place.dataset.entwurf) follow(place.dataset.entwurf, glance); }, { passive: true });

function words(lines) {
  return lines.flatMap((line) => [...line.querySelectorAll("tspan")]);
}

function key(word) {
  return `${word.textContent} ${word.dataset.feld ?? ""}`;
}

/** Shows for a moment what is new. */
function flash(changes) {
  const before = new Set(words(changes.flatMap((change) => change.gone)).map(key));
  for (const word of words(changes.flatMap((change) => change.come)).filter((word) => !before.has(key(word))).slice(0, 200)) {
    const box = around(word, "neu");
    setTimeout(() => box.remove(), 1500);
  }
}

/** Marks where a field is printed. */
export function mark(path, scrolls = false) {
  for (const box of place.querySelectorAll("rect.marke")) box.remove();
  if (!path) return;
  const list = [...place.querySelectorAll(`tspan[data-feld="${CSS.escape(path)}"], tspan[data-feld^="${CSS.escape(`${path}.`)}"]`)];
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
