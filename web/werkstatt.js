// The workshop: pages, findings and proof follow what somebody changes; rows are put in order by dragging or with Alt and the arrows. Without this
// script the buttons do the same.
import { showPages } from "./vorschau.js";

const form = document.getElementById("werkstatt");
const inner = document.getElementById("werkstatt-inhalt");
const findings = document.getElementById("befunde");
const proof = document.getElementById("nachweis");
const note = document.getElementById("stand-der-werkstatt");
const shownCase = document.getElementById("fall");
/** Milliseconds after the last keystroke. */
const pause = 250;
let timer, running = false, waiting = null;

/** One request at a time; of those that only look, the last one counts. */
async function send(act, replaces) {
  if (running) { if (!waiting?.replaces) waiting = { act, replaces }; return; }
  running = true;
  clearTimeout(timer);
  const body = new URLSearchParams(new FormData(form));
  const sent = { act, by: document.activeElement, values: new FormData(form) };
  body.set("tun", act);
  body.set("_seiten", [...document.querySelectorAll("#vorschau > .seite")].map((page) => page.dataset.seite).join(" "));
  try {
    const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body });
    const told = await answer.json();
    if (answer.ok) await show(told, replaces && sent);
    else say(`${told.titel}. ${told.meldung} ${told.abhilfe}`);
  } catch {
    say("Klauselwerk antwortet nicht. Ihre Eingaben stehen noch hier.");
  }
  running = false;
  const next = waiting;
  waiting = null;
  if (next) send(next.act, next.replaces);
}

function say(text) { if (note) note.textContent = text; }

async function show(told, sent) {
  if (sent) replace(told.form, sent);
  findings.innerHTML = told.befunde;
  shownCase.hidden = !told.hinweis;
  shownCase.textContent = told.hinweis;
  say("Noch nicht gespeichert");
  await showPages(told.seiten);
  if (proof && !told.hinweis) prove();
}

/**
 * What is open stays open, and what was typed while the answer was on its way goes on. The row that was moved has the focus, unless somebody is
 * elsewhere already.
 */
function replace(html, sent) {
  const active = document.activeElement;
  const isElsewhere = active !== sent.by && inner.contains(active);
  const caret = isElsewhere && active.matches("input:not([type=file]), textarea") ? [active.selectionStart, active.selectionEnd] : null;
  const open = new Set([...inner.querySelectorAll("details.teil[open]")].map((part) => part.id));
  // A row that is not the last may be another one now: what was typed there stays only where rows keep their places.
  const keeps = (name) => sent.act.startsWith("neu:") || !/\.\d/.test(name);
  const typed = [...inner.querySelectorAll("[name]")].filter((field) => field.type !== "hidden" && field.name !== "_text" && field.name !== "text"
    && sent.values.has(field.name) && field.value !== sent.values.get(field.name).replaceAll("\r\n", "\n") && keeps(field.name)).map((field) => [field.name, field.value]);
  const rowsOpen = new Set(keeps(".0") ? [...inner.querySelectorAll(".bauzeile > details[open]")].map((part) => part.parentElement.dataset.pfad) : []);
  inner.innerHTML = html;
  for (const part of inner.querySelectorAll("details.teil")) part.open ||= open.has(part.id);
  for (const part of inner.querySelectorAll(".bauzeile > details")) part.open ||= rowsOpen.has(part.parentElement.dataset.pfad);
  for (const [name, value] of typed) {
    const field = form.elements[name];
    if (field?.value !== undefined) field.value = value;
  }
  if (typed.some(([name]) => name.startsWith("a."))) timer = setTimeout(() => send("ansehen", false), pause);
  const same = active?.id ? document.getElementById(active.id) : [...inner.querySelectorAll("button")].find((button) => button.value === active?.value);
  const row = inner.querySelector("[data-gesucht]");
  const place = isElsewhere ? same : row?.querySelector("button, summary") ?? same;
  place?.focus({ preventScroll: false });
  if (caret && place === same && same?.setSelectionRange) same.setSelectionRange(...caret);
}

async function prove() {
  const body = new URLSearchParams(new FormData(form));
  body.set("tun", "nachweis");
  try {
    const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body });
    if (answer.ok) proof.innerHTML = (await answer.json()).nachweis;
  } catch { /* the next look tries again */ }
}

/** Acts that need a page of their own. */
const whole = ["speichern", "wirkung"];

form.addEventListener("submit", (event) => {
  const act = event.submitter?.value ?? "ansehen";
  if (whole.includes(act)) return;
  event.preventDefault();
  if (act === "nachweis") prove();
  else send(act, !act.startsWith("zeigen:"));
});
form.addEventListener("input", (event) => {
  if (!event.target.name?.startsWith("a.") && event.target.name !== "text") return;
  clearTimeout(timer);
  timer = setTimeout(() => send("ansehen", false), pause);
});
form.addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const row = event.target.closest(".bauzeile");
  const act = `${event.key === "ArrowUp" ? "auf" : "ab"}:${row?.dataset.pfad}`;
  if (!row?.querySelector(`button[value="${act}"]`)) return;
  event.preventDefault();
  send(act, true);
});

let dragged = null;
const rows = () => [...inner.querySelectorAll(".bauzeile")];
form.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".griff")?.closest(".bauzeile") ?? null;
  if (!dragged) return;
  dragged.classList.add("gezogen");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.pfad);
});
form.addEventListener("dragover", (event) => {
  const over = target(event);
  for (const row of rows()) row.classList.toggle("davor", row === over);
  if (over) event.preventDefault();
});
form.addEventListener("drop", (event) => {
  const over = target(event);
  if (!over) return;
  event.preventDefault();
  send(`zieh:${dragged.dataset.pfad}>${over.dataset.pfad}`, true);
});
form.addEventListener("dragend", () => {
  for (const row of rows()) row.classList.remove("davor", "gezogen");
  dragged = null;
});

/** Clauses go into every list of clauses, all else into its own. */
function target(event) {
  const over = event.target.closest?.(".bauzeile");
  if (!dragged || !over || over === dragged || dragged.contains(over)) return null;
  const list = (row) => row.dataset.pfad.replace(/\.\d+$/, "");
  const areClauses = [dragged, over].every((row) => row.dataset.pfad.startsWith("klauseln."));
  const isGroup = dragged.querySelector(".bauliste, .zugabe") !== null;
  return list(dragged) === list(over) || (areClauses && !isGroup) ? over : null;
}

const drop = document.getElementById("wappenablage");
if (drop) {
  const told = document.getElementById("wappen-stand");
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("bereit");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("bereit"));
  drop.addEventListener("drop", (event) => {
    drop.classList.remove("bereit");
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    keep(event.dataTransfer.files[0]);
  });
  drop.addEventListener("submit", (event) => {
    if (drop.elements.datei.files.length === 0) return;
    event.preventDefault();
    keep(drop.elements.datei.files[0]);
  });
  async function keep(file) {
    told.textContent = `„${file.name}“ wird gesendet und geprüft …`;
    const body = new FormData();
    body.append("_kennung", drop.elements._kennung.value);
    body.append("datei", file);
    try {
      const answer = await fetch(drop.action, { method: "POST", headers: { Accept: "application/json" }, body });
      const kept = await answer.json();
      if (!answer.ok) { told.textContent = `${kept.meldung} ${kept.abhilfe}`; return; }
      const field = form.elements["a.wappen.datei"] ?? form.elements["a.wappen"];
      field.add(new Option(kept.datei, kept.datei));
      field.value = kept.datei;
      told.textContent = "Das Wappen ist eingetragen. Gespeichert ist es, wenn Sie oben speichern.";
      send("ansehen", false);
    } catch {
      told.textContent = "Klauselwerk antwortet nicht.";
    }
  }
}
if (proof) prove();
