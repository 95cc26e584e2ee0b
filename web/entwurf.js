// A draft's form saves itself at every change, and the pages beside it follow. Without this script the button „Speichern“ does the same.
import { inSight, mark, present, reveal, showPages } from "./vorschau.js";

const form = document.getElementById("angaben");
const groups = document.getElementById("gruppen");
const summary = document.getElementById("uebersicht");
const saved = document.getElementById("gespeichert");
const file = document.getElementById("pdf");
const recording = document.getElementById("register-knopf");

let isSaving = false;
let isChanged = false;
let latest = null;
/** Somebody else has changed the draft: from now on the button shows both states. */
let isOvertaken = false;
/** Whether the last attempt has reached the server. */
let isKept = true;

/** One request at a time; what is typed meanwhile goes with the next. */
async function save() {
  isChanged = true;
  if (isSaving || isOvertaken) return;
  isSaving = true;
  while (isChanged && !isOvertaken) {
    isChanged = false;
    await send();
  }
  isSaving = false;
}

async function send() {
  const body = new URLSearchParams(new FormData(form));
  body.set("_seiten", present());
  body.set("_sicht", inSight());
  let answer, told;
  try {
    answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body });
    told = await answer.json();
  } catch {
    isKept = false;
    saved.textContent = "Nicht gespeichert: Klauselwerk antwortet nicht. Ihre Eingaben stehen noch hier.";
    return;
  }
  isKept = answer.ok;
  if (!answer.ok) {
    isOvertaken = answer.status === 409;
    saved.textContent = `${told.titel}. ${told.meldung} ${told.abhilfe}`;
    return;
  }
  form.elements._version.value = told.version;
  file.hidden = recording.hidden = !told.fertig;
  if (told.formular !== undefined && !isChanged) replaceGroups(told.formular);
  latest = told;
  showFindings(told, document.activeElement);
  saved.textContent = told.gespeichert;
  await showPages(told.seiten, form.action);
  mark(fieldOf(document.activeElement));
}

/** Fields have come or gone. What has the focus keeps it, and the place in its text. */
function replaceGroups(html) {
  const active = document.activeElement;
  const [name, start, end] = [active?.name, active?.selectionStart, active?.selectionEnd];
  const open = [...groups.querySelectorAll("details[open]")].map((details) => details.closest("fieldset")?.id);
  groups.innerHTML = html;
  for (const id of open) {
    const details = document.getElementById(id)?.querySelector("details");
    if (details) details.open = true;
  }
  const again = name && form.elements[name];
  if (again?.focus) {
    again.focus({ preventScroll: true });
    if (start != null && again.setSelectionRange) again.setSelectionRange(start, end);
  }
}

/** A field that somebody is still typing in is not found fault with. */
function showFindings(told, active) {
  const openParts = [...summary.querySelectorAll("details")].map((details) => details.open);
  if (write(summary, told.stand)) summary.querySelectorAll("details").forEach((details, index) => { details.open = openParts[index] ?? false; });
  for (const field of groups.querySelectorAll(".feld")) {
    const path = field.id.slice("feld-".length);
    const found = told.befunde[path];
    const isTyping = active && field.contains(active) && active.tagName !== "SELECT";
    const wrong = Boolean(found?.falsch) && !isTyping;
    field.classList.toggle("falsch", wrong);
    for (const input of field.querySelectorAll("input, textarea, select")) wrong ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid");
    const label = field.querySelector(".noch");
    if (label) label.hidden = !found?.fehlt;
    const place = field.querySelector(".befund");
    if (place) write(place, found && !isTyping ? found.html : "");
  }
}

/** What was written where: what stays the same is left as it is, so that nothing is laid out anew. */
const written = new WeakMap();

function write(place, html) {
  if (written.get(place) === html) return false;
  written.set(place, html);
  place.innerHTML = html;
  return true;
}

function fieldOf(element) {
  return element?.closest?.(".feld")?.id?.slice("feld-".length);
}

form.addEventListener("input", save);
form.addEventListener("focusin", (event) => { mark(fieldOf(event.target), true); });
form.addEventListener("focusout", () => { if (latest) setTimeout(() => showFindings(latest, document.activeElement)); });
form.addEventListener("submit", (event) => {
  if (isOvertaken) return;
  event.preventDefault();
  save();
});
/** Who goes on to another page while something is being saved goes a moment later, and stays where it could not be saved. */
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[href]");
  const isPlain = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !isSaving || !isPlain || link.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  while (isSaving) await new Promise((resolve) => setTimeout(resolve, 20));
  if (isKept) location.href = link.href;
});
document.getElementById("vorschau").addEventListener("click", (event) => {
  const word = event.target.closest("tspan");
  if (!word) return;
  const path = word.dataset.feld;
  const input = path && (document.getElementById(`ein-${path}`) ?? document.getElementById(`feld-${path}`)?.querySelector("input, textarea, select"));
  if (input) {
    event.preventDefault();
    const details = input.closest("details");
    if (details) details.open = true;
    input.focus();
  } else if (getSelection().isCollapsed) {
    event.preventDefault();
    reveal(word.dataset.klausel, form.action);
  }
});
