// What was begun on a form with `data-keep` is kept in this tab until it has arrived, and it is sent until it arrives:
// a vote sent twice is one vote. What was picked is given back for the same ballot only, words for the same item.
const keeping = () => document.querySelector("form[data-keep]");
const under = (form) => `begun ${form.dataset.keep}`;
const restore = (form) => {
  const kept = new URLSearchParams(sessionStorage.getItem(under(form)) ?? "");
  const isSame = kept.get("ballot") === form.elements.ballot.value;
  for (const field of form.querySelectorAll("input:not([type=hidden]), textarea")) {
    const isBox = field.type === "radio" || field.type === "checkbox";
    if (isBox && isSame) field.checked = kept.getAll(field.name).includes(field.value);
    if (!isBox && kept.get(field.name)) field.value = kept.get(field.name);
    if (!isBox && field.value) field.closest("details")?.setAttribute("open", "");
  }
};
const arrived = async (form, answer) => {
  delete here().sending;
  lost("");
  if (answer.redirected) sessionStorage.removeItem(under(form));
  if (answer.redirected) return location.replace(answer.url);
  const fresh = parsed(await answer.text());
  document.title = fresh.title;
  document.body.replaceWith(fresh.body);
  scrollTo(0, 0);
  document.querySelector("[role=alert], h1").focus();
};
const send = (form, body) => fetch(form.action, { method: "POST", body }).then((answer) => arrived(form, answer), () => {
  delete here().sending;
  lost("sending");
  here().sending = "yes";
  setTimeout(send, 2000, form, body);
});
addEventListener("submit", (event) => {
  if (!event.target.dataset.keep) return;
  event.preventDefault();
  if (here().sending) return;
  here().sending = "yes";
  send(event.target, new URLSearchParams(new FormData(event.target)));
});
addEventListener("input", ({ target: { form } }) => {
  if (form?.dataset.keep) sessionStorage.setItem(under(form), new URLSearchParams(new FormData(form)));
});
if (keeping() && !document.querySelector("[role=alert]")) restore(keeping());
