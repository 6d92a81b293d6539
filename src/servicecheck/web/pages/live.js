// The page is what the server says it is. This fetches it again when it has changed, and keeps what somebody has begun.
const here = () => document.body.dataset;
let stream, told = here().version;
const swap = (text) => {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  if (fresh.body.dataset.key !== here().key) return location.replace(location.pathname);
  for (const part of fresh.querySelectorAll("[data-live]")) document.getElementById(part.id)?.replaceWith(part);
};
const look = () => fetch(location.pathname, { cache: "no-store" }).then((page) => page.text()).then(swap).catch(() => {});
const lost = (is) => { const line = document.getElementById("lost"); if (line) line.hidden = !is; };
const listen = () => {
  stream?.close();
  stream = new EventSource("/events");
  stream.onopen = () => lost(false);
  stream.onerror = () => { lost(true); if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000); };
  stream.onmessage = (event) => { if (event.data !== told) { told = event.data; look(); } };
};
document.addEventListener("visibilitychange", () => { if (document.hidden) stream?.close(); else { look(); listen(); } });
if (here().key) listen();
