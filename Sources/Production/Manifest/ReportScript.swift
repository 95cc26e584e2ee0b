/// The search of a report of many pages: it looks up the lists that the pages have anyway, so it needs neither a server nor a file that it would have to load (which browsers refuse to pages
/// from the disk). A file of its own, for no page may have a script within it where the house forbids that (Content Security Policy). Without it everything is found by the lists alone.
enum ReportScript {
    static let name = "suche.js"

    static let text = #"""
        "use strict";
        (() => {
          // As the lists are ordered.
          const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/gu, "").replace(/ß/gu, "ss")
            .replace(/[^\p{L}\p{N}]+/gu, " ").trim()
            .replace(/[0-9]+/gu, (run) => {
              const digits = run.replace(/^0+(?=.)/u, "");
              return String(Math.min(99, digits.length)).padStart(2, "0") + digits;
            });
          const isBefore = (one, other) => {
            const [a, b] = [Array.from(one), Array.from(other)];
            for (let i = 0; i < a.length && i < b.length; i += 1) {
              if (a[i] !== b[i]) return a[i].codePointAt(0) < b[i].codePointAt(0);
            }
            return a.length < b.length;
          };
          // Other anchors lead to a row.
          const mark = "#suche=";
          const sought = () => {
            if (!location.hash.startsWith(mark)) return "";
            try { return decodeURIComponent(location.hash.slice(mark.length)); } catch { return ""; }
          };

          // A page of the list: to the first entry that is not before what is sought.
          const entries = Array.from(document.querySelectorAll("ol.liste > li > a, tbody td:nth-child(2)"));
          const show = () => {
            const key = fold(sought());
            if (!key) return;
            const hit = entries.find((entry) => !isBefore(fold(entry.textContent), key));
            const next = document.querySelector("a[rel=next]");
            if (hit) { if (!hit.href) hit.tabIndex = -1; hit.focus(); hit.scrollIntoView({ block: "center" }); } else if (next) { location.replace(next.href + location.hash); }
          };
          if (entries.length) { addEventListener("hashchange", show); show(); }

          // The overview: the pages on which it would stand.
          const form = document.getElementById("suche");
          if (!form) return;
          const field = document.getElementById("wort");
          const hits = document.getElementById("treffer");
          const pages = () => {
            const key = fold(field.value);
            if (!key) return [];
            return Array.from(document.querySelectorAll("ul[data-liste]"), (list) => {
              const items = Array.from(list.children);
              const page = items.filter((item) => isBefore(item.dataset.von, key)).pop() ?? items[0];
              const found = page.querySelector("a");
              const link = document.createElement("a");
              link.href = found.getAttribute("href") + mark + encodeURIComponent(field.value);
              link.textContent = list.dataset.liste + ": " + found.textContent;
              return link;
            });
          };
          form.hidden = false;
          field.addEventListener("input", () => {
            hits.replaceChildren(...pages().map((link) => {
              const item = document.createElement("li");
              item.append(link);
              return item;
            }));
          });
          form.addEventListener("submit", (event) => {
            event.preventDefault();
            const found = pages();
            const wanted = /^\s*[0-9]/u.test(field.value) ? found[0] : found[found.length - 1];
            if (wanted) location.assign(wanted.href);
          });
        })();

        """#
}
