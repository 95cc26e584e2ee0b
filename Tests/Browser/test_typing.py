"""From keystroke to the new page on screen: measured in the browser, over 200 keystrokes on the nine pages of fruehe-hilfen."""

import os
import unittest

from office import PageTests
from test_contract import AGREEMENT, VALUES, field, fill

COUNT = 200
# Milliseconds. They hold for an optimised program on a machine with nothing else to do; elsewhere (KLAUSELWERK_MEASURE unset) the times are only told.
SHOWN, ANSWERED = 100, 20
IS_JUDGED = os.environ.get("KLAUSELWERK_MEASURE") == "1"

# From the keystroke's event to the second frame after the new picture has come into the document: with the first it is painted, with the second it is on
# screen. Of each keystroke: that time, how long the server worked at its answer with the pictures within, by the server's own clock (Server-Timing), and how
# long the browser saw it take, from sending the request to the last byte: with what the machine's processors did for the browser meanwhile.
WATCH = """() => {
  window.times = [];
  window.answers = [];
  window.served = [];
  window.before = [];
  let start = null;
  // When each letter was pressed, and each other key: an empty field, of which there are eight beside two hundred letters, is another thing to answer.
  const keys = [];
  document.addEventListener("keydown", (event) => {
    const isLetter = event.key.length === 1 && !event.ctrlKey;
    keys.push({ time: performance.now(), isLetter });
    if (isLetter) start = keys.at(-1).time;
  }, true);
  new MutationObserver((changes) => {
    // Pages out of sight come later, with addresses of their pictures.
    const isPage = (node) => (node.nodeName === "image" ? node : node.querySelector?.("image"))?.getAttribute("href")?.startsWith("data:");
    if (start === null || !changes.some((change) => [...change.addedNodes].some(isPage))) return;
    const begun = start;
    start = null;
    requestAnimationFrame(() => requestAnimationFrame(() => window.times.push(performance.now() - begun)));
  }).observe(document.getElementById("vorschau"), { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.initiatorType !== "fetch" || entry.name.includes("/seiten/")) continue;
      const key = keys.findLast((key) => key.time <= entry.requestStart);
      if (!key?.isLetter) continue;
      window.answers.push(entry.responseEnd - entry.requestStart);
      window.served.push(entry.serverTiming.find((part) => part.name === "antwort").duration);
      window.before.push(entry.requestStart - key.time);
    }
  }).observe({ type: "resource" });
}"""


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


class Typing(PageTests):
    def test_the_new_page_follows_the_keystroke(self):
        with self.person(viewport={"width": 1280, "height": 900}) as page:
            page.goto("/vereinbarungen")
            page.get_by_role("listitem").filter(has_text=AGREEMENT).get_by_role("button").first.click()
            page.wait_for_url("**/entwuerfe/*")
            fill(page, VALUES)
            page.locator("#pdf").wait_for()
            self.assertEqual(page.locator("#vorschau .seite").count(), 9)
            place = field(page, "partner.name")
            place.fill("")
            place.focus()
            page.wait_for_timeout(500)
            page.evaluate(WATCH)
            # A name as long as names are; then it begins again.
            text = "FamilienzentrumRegenbogen"
            for number in range(COUNT):
                if number and number % len(text) == 0:
                    # Not measured: no letter.
                    page.keyboard.press("Control+A")
                    page.keyboard.press("Delete")
                    page.wait_for_timeout(1_000)
                page.keyboard.press(text[number % len(text)])
                page.wait_for_function("count => window.times.length >= count", arg=number + 1)
                # After a pause now and then, while the pages out of sight are being fetched.
                page.wait_for_timeout(1_020 if number % 8 == 7 else 30)
            times, answers, served, before = page.evaluate("[window.times, window.answers, window.served, window.before]")
            self.assertEqual(len(times), COUNT)
            self.assertGreaterEqual(len(served), COUNT)
            shown, answered = percentile(times, 0.95), percentile(served, 0.95)
            load = os.getloadavg()[0]
            row = "{:<34} {:>7} {:>7} {:>7}"
            print("\n" + row.format("nine pages of fruehe-hilfen, ms", "p50", "p95", "p99"))
            for name, measured in [
                ("keystroke to page on screen", times), ("server's part (answer, pictures)", served), ("the same as the browser sees it", answers),
                ("browser, until the request is out", before),
            ]:
                print(row.format(name, *(f"{percentile(measured, share):.1f}" for share in (0.5, 0.95, 0.99))))
            print(f"{COUNT} keystrokes; targets: p95 {SHOWN} ms on screen, {ANSWERED} ms for the server's part; load of the machine {load:.1f}")
            if IS_JUDGED:
                self.assertLessEqual(shown, SHOWN)
                self.assertLessEqual(answered, ANSWERED)


if __name__ == "__main__":
    unittest.main()
