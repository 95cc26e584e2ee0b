// Findings underline the words while somebody writes, and the pages beside it follow. Without this script the buttons do the same.
import { showPages } from "./vorschau.js";

const form = document.getElementById("klausel");
const area = document.getElementById("wortlaut");
const list = document.getElementById("befunde");
const word = document.getElementById("am-wort");
const note = document.getElementById("stelle");
const sample = document.getElementById("muster");
const outside = document.getElementById("draussen");
/** Milliseconds after the last keystroke: for the findings, for the pages. */
const [pause, pagePause] = [30, 250];

// A textarea shows no marks: behind it lies the same text, unseen, with lines under what findings are about.
const layer = document.createElement("div");
let marks = [], before = area?.value ?? "";

function draw() {
  const text = area.value;
  const parts = [];
  let from = 0;
  for (const mark of marks) {
    if (mark.von < from || mark.bis > text.length) continue;
    const node = document.createElement("mark");
    node.className = mark.art;
    node.textContent = text.slice(mark.von, mark.bis);
    parts.push(text.slice(from, mark.von), node);
    from = mark.bis;
  }
  layer.replaceChildren(...parts, `${text.slice(from)}\n`);
  fit();
}

function fit() {
  layer.style.width = `${area.clientWidth + 2}px`;
  layer.style.height = `${area.offsetHeight}px`;
  layer.scrollTop = area.scrollTop;
}

/** Until the answer comes marks move with the text; what is being changed has none. */
function shift() {
  const now = area.value;
  let head = 0;
  while (head < now.length && head < before.length && now[head] === before[head]) head += 1;
  let tail = 0;
  while (tail < now.length - head && tail < before.length - head && now[now.length - 1 - tail] === before[before.length - 1 - tail]) tail += 1;
  const by = now.length - before.length;
  marks = marks.filter((mark) => mark.bis < head || mark.von > before.length - tail)
    .map((mark) => (mark.bis < head ? mark : { ...mark, von: mark.von + by, bis: mark.bis + by }));
  before = now;
  draw();
}

/** Reason and remedy of what the cursor stands in. */
function tell() {
  const place = area.selectionStart;
  const found = marks.filter((mark) => mark.von <= place && place <= mark.bis);
  const text = found.map((mark) => `${mark.art}: ${mark.text}`).join(" ");
  if (word.textContent !== text) word.textContent = text;
  word.className = `befund ${found[0]?.art ?? ""}`;
}

function sending(act) {
  const body = new URLSearchParams(new FormData(form));
  body.set("tun", act);
  body.set("_muster", sample.value);
  return body;
}

/** One request of a kind at a time; what is typed meanwhile goes with the next. */
function asking(act, more, show) {
  let running = false, again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      const body = sending(act);
      more(body);
      try {
        const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body });
        const told = await answer.json();
        if (answer.ok) await show(told, body);
        else list.textContent = `${told.titel}. ${told.meldung} ${told.abhilfe}`;
      } catch {
        list.textContent = "Klauselwerk antwortet nicht. Ihre Eingaben stehen noch hier.";
      }
    }
    running = false;
  };
}

const look = asking("pruefen", () => {}, (told, body) => {
  list.innerHTML = told.befunde;
  if (body.get("wortlaut").replaceAll("\r\n", "\n") !== area.value) return;
  marks = told.marken;
  draw();
  tell();
});

/** Where the clause begins on the pages. */
function reach() {
  const place = document.getElementById("vorschau");
  const first = [...place.querySelectorAll("tspan[data-klausel]")].find((word) => word.dataset.klausel === place.dataset.klausel);
  if (!first || place.scrollHeight <= place.clientHeight) return;
  place.scrollTop += first.getBoundingClientRect().top - place.getBoundingClientRect().top - place.clientHeight / 4;
}

const set = asking("seiten", (body) => {
  body.set("_seiten", [...document.querySelectorAll("#vorschau .seite")].map((page) => page.dataset.seite).join(" "));
}, async (told) => {
  note.textContent = told.hinweis ?? "";
  if (told.seiten.length > 0) await showPages(told.seiten);
});

/** The pieces that can be put in, as one list with a button: at the cursor. */
function picker() {
  const place = document.getElementById("bausteine");
  if (!place) return;
  const choice = document.createElement("select");
  choice.id = "baustein";
  for (const group of place.querySelectorAll("details")) {
    const section = document.createElement("optgroup");
    section.label = group.querySelector("summary").textContent;
    for (const piece of group.querySelectorAll("li")) {
      section.append(new Option(`${piece.querySelector("span").textContent}  ${piece.querySelector("code").textContent}`, piece.querySelector("code").textContent));
    }
    choice.append(section);
  }
  const [label, button, row] = ["label", "button", "div"].map((name) => document.createElement(name));
  label.htmlFor = choice.id;
  label.textContent = "Einfügen an der Schreibstelle";
  button.type = "button";
  button.className = "knopf zweiter";
  button.textContent = "Einfügen";
  button.addEventListener("click", () => put(choice.value));
  row.className = "feld";
  row.append(label, choice, button);
  place.before(row);
}

/** By the browser's own command, so that it can be undone like what is typed; „…“ is selected. */
function put(text) {
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
  const wanted = chosen && text.includes("…") ? text.replace("…", () => chosen) : text;
  area.focus();
  const start = area.selectionStart;
  if (!document.execCommand("insertText", false, wanted)) area.setRangeText(wanted, area.selectionStart, area.selectionEnd, "end");
  const gap = wanted.indexOf("…");
  if (gap >= 0) area.setSelectionRange(start + gap, start + gap + 1);
  changed();
}

let timer, pageTimer, isTouched = false;
function changed() {
  isTouched = true;
  clearTimeout(timer);
  clearTimeout(pageTimer);
  if (area.value !== before) shift();
  timer = setTimeout(look, pause);
  pageTimer = setTimeout(set, pagePause);
}

/** A change from outside: what nobody has touched is shown anew, else both texts can be seen. */
async function watch() {
  if (document.hidden) return;
  try {
    const answer = await fetch(`${form.action}/stand`, { headers: { Accept: "application/json" } });
    if (!answer.ok || (await answer.json()).gesehen === form.elements._gesehen.value) return;
    if (!isTouched) location.reload();
    outside.hidden = false;
    outside.textContent = "Die Klausel ist außerhalb dieser Seite geändert worden. Ihre Eingaben stehen noch hier. Wenn Sie speichern, sehen Sie beide Texte.";
  } catch { /* the next time */ }
}

if (form) {
  layer.className = "unterlage";
  layer.setAttribute("aria-hidden", "true");
  area.before(layer);
  form.addEventListener("input", changed);
  area.addEventListener("scroll", () => { layer.scrollTop = area.scrollTop; });
  for (const kind of ["keyup", "click", "focus"]) area.addEventListener(kind, tell);
  new ResizeObserver(fit).observe(area);
  picker();
  draw();
  look();
  setInterval(watch, 4000);
}
reach();
sample?.addEventListener("change", async () => {
  if (!form) return sample.form.submit();
  await set();
  reach();
});
for (const row of document.querySelectorAll(".ohne-skript")) row.hidden = true;
