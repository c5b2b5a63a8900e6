// Niceties only: every page is complete without this file.

// Live numbers: <section data-live="/results/x/live"> … <div id="live">…</div>.
// Each message says that there is something new; the page itself is fetched again, and its #live takes the old one's place.
const live = document.querySelector("[data-live]");

async function refresh() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  if (fresh) document.getElementById("live")?.replaceWith(fresh);
}

if (live && "EventSource" in window) {
  const source = new EventSource(live.dataset.live);
  let running = Promise.resolve();
  // One after the other, so that an older page never replaces a newer one.
  source.addEventListener("message", () => (running = running.then(refresh, refresh)));
}

// <button hidden data-print>: shown only where it can work.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
