// Files dropped on the page are sent one after the other; pages are put in order by dragging. Without this script buttons do the same.
const place = document.getElementById("ablage");
const input = document.getElementById("datei");
const note = document.getElementById("ablage-stand");

if (place) {
  input.multiple = true;
  for (const kind of ["dragenter", "dragover"]) place.addEventListener(kind, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    place.classList.add("bereit");
  });
  place.addEventListener("dragleave", () => place.classList.remove("bereit"));
  place.addEventListener("drop", (event) => {
    place.classList.remove("bereit");
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    send([...event.dataTransfer.files]);
  });
  place.addEventListener("submit", (event) => {
    event.preventDefault();
    send([...input.files]);
  });
}

/** One after the other, so that they stand in their order; the first that is not taken ends it. */
async function send(files) {
  let last = null;
  for (const [index, file] of files.entries()) {
    note.textContent = `„${file.name}“ wird gesendet und geprüft (${index + 1} von ${files.length}) …`;
    const body = new FormData();
    // The token comes before the file.
    body.append("_kennung", place.elements._kennung.value);
    body.append("datei", file);
    let answer, told;
    try {
      answer = await fetch(place.action, { method: "POST", headers: { Accept: "application/json" }, body });
      told = await answer.json();
    } catch {
      return fail(file, "Klauselwerk antwortet nicht.", last);
    }
    if (!answer.ok) return fail(file, `${told.meldung} ${told.abhilfe}`, last);
    last = told.anlage;
  }
  if (last) show(last);
}

function show(annex) {
  location.hash = `anlage-${annex}`;
  location.reload();
}

function fail(file, text, last) {
  note.textContent = "";
  document.getElementById("ablage-fehler")?.remove();
  const box = document.createElement("div");
  box.id = "ablage-fehler";
  box.className = "meldung fehler";
  box.setAttribute("role", "alert");
  const title = document.createElement("h3");
  title.textContent = `„${file.name}“ ist nicht angefügt`;
  const words = document.createElement("p");
  words.textContent = text;
  box.append(title, words);
  if (last) {
    const link = document.createElement("a");
    link.href = `#anlage-${last}`;
    link.textContent = "Die Dateien davor sind angefügt: ansehen";
    link.addEventListener("click", (event) => { event.preventDefault(); show(last); });
    box.append(link);
  }
  place.prepend(box);
  input.value = "";
}

let dragged = null;
for (const list of document.querySelectorAll("[data-ziehbar]")) {
  const sheets = () => [...list.querySelectorAll(".blatt")];
  if (sheets().length < 2) continue;
  for (const sheet of sheets()) sheet.draggable = true;
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest(".blatt");
    if (!dragged) return;
    dragged.classList.add("gezogen");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.seite);
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest(".blatt");
    if (!dragged || !over || !list.contains(dragged)) return;
    event.preventDefault();
    for (const sheet of sheets()) sheet.classList.toggle("davor", sheet === over && sheet !== dragged);
  });
  list.addEventListener("drop", (event) => {
    const over = event.target.closest(".blatt");
    if (!dragged || !over || over === dragged || !list.contains(dragged)) return;
    event.preventDefault();
    const isForward = sheets().indexOf(over) > sheets().indexOf(dragged);
    isForward ? over.after(dragged) : over.before(dragged);
    const form = list.closest("form");
    form.elements._ordnung.value = sheets().map((sheet) => sheet.dataset.seite).join(" ");
    form.requestSubmit(form.querySelector("[value=speichern]"));
  });
  list.addEventListener("dragend", () => {
    for (const sheet of sheets()) sheet.classList.remove("davor", "gezogen");
    dragged = null;
  });
}
