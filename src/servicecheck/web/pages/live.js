// The page is what the server says it is: this fetches it again when it has changed. Without it every page works as the
// form and the link that it is. `#lost` is the line that says that the connection is lost; the page below it stays.
const here = () => document.body.dataset;
const parsed = (text) => new DOMParser().parseFromString(text, "text/html");
let stream, later, told = here().version, heard = Date.now();
const lost = (why) => {
  const line = document.getElementById("lost");
  const says = line?.dataset[why] ?? "";
  if (line && !here().sending && line.textContent !== says) line.textContent = says;
};
const swap = (text) => {
  const fresh = parsed(text);
  if (fresh.body.dataset.key !== here().key) return location.replace(here().at ?? location.pathname);
  for (const part of fresh.querySelectorAll("[data-live]")) {
    const old = document.getElementById(part.id);
    if (old && old.outerHTML !== part.outerHTML) old.replaceWith(part);
  }
};
// What could not be fetched is asked for again: the line may not tell of it a second time.
const look = () => here().sending || fetch(here().at ?? location.pathname, { cache: "no-store" })
  .then((page) => page.ok && page.text().then(swap))
  .catch(() => { clearTimeout(later); later = setTimeout(look, 2000); });
const again = () => {
  stream?.close();
  const opened = stream = new EventSource("/events");
  stream.onopen = () => { heard = Date.now(); lost(""); };
  stream.onmessage = ({ data }) => { heard = Date.now(); if (data !== told) { told = data; look(); } };
  stream.onerror = () => {
    lost("lost");
    // A browser tries again by itself, but not when it was given another answer.
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => opened === stream && (look(), again()), 2000);
  };
};
const back = () => { look(); again(); };
if (here().key) {
  again();
  document.addEventListener("visibilitychange", () => (document.hidden ? stream.close() : back()));
  addEventListener("pageshow", (event) => event.persisted && (delete here().sending, back()));
  // A key that is held down, as on a remote, presses a button once.
  addEventListener("keydown", (event) => {
    if (event.repeat && event.target.matches("button, a, summary")) event.preventDefault();
  });
  // A form on its way brings the next page itself; what is told meanwhile must not call it back.
  addEventListener("submit", (event) => { if (!event.target.dataset.keep) here().sending = "yes"; });
  addEventListener("online", back);
  // A phone that came into another network may never hear that the old line is dead.
  setInterval(() => { if (!document.hidden && Date.now() - heard > 40000) { heard = Date.now(); back(); } }, 5000);
}
