// One key for each thing that has data-key; without this file the access keys do the same.
// Loaded before the body, so that no pair is ever shown to which its keys do not listen yet.
// Once a form is on its way, keys wait for the next page: they would be about a pair that is being left.
let isLeaving = false;
document.addEventListener("submit", () => { isLeaving = true; });
window.addEventListener("pageshow", () => { isLeaving = false; });
document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input:not([type=radio]), textarea, select");
  if (field) {
    if (event.key === "Escape") field.blur();
    return;
  }
  if (isLeaving || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const found = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key);
  if (!found) return;
  event.preventDefault();
  if (found.type === "text") found.focus();
  else found.click();
});
