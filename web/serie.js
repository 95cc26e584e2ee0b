// A series that is being made tells how far it is. Without this script the page is fetched anew every few seconds.
const place = document.getElementById("fortschritt");
const bar = place?.querySelector("progress");
const text = place?.querySelector(".wieweit");

if (place) {
  const source = new EventSource(place.dataset.adresse);
  source.addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    if (told.gesamt > 0) {
      bar.max = told.gesamt;
      bar.value = told.erledigt;
    }
    text.textContent = told.text;
    if (told.laeuft) return;
    source.close();
    location.reload();
  });
  addEventListener("pagehide", () => source.close());
}
