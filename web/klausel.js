// Findings come while somebody writes. Without this script „Prüfen, ohne zu speichern“ does the same.
const form = document.getElementById("klausel");
const list = document.getElementById("befunde");
/** Milliseconds after the last keystroke. */
const pause = 120;
let timer, running = false, isChanged = false;

async function look() {
  isChanged = true;
  if (running) return;
  running = true;
  while (isChanged) {
    isChanged = false;
    const body = new URLSearchParams(new FormData(form));
    body.set("tun", "pruefen");
    try {
      const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body });
      const told = await answer.json();
      if (answer.ok) list.innerHTML = told.befunde;
      else list.textContent = `${told.titel}. ${told.meldung} ${told.abhilfe}`;
    } catch {
      list.textContent = "Klauselwerk antwortet nicht. Ihre Eingaben stehen noch hier.";
    }
  }
  running = false;
}

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, pause);
});
