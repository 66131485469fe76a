// One key for each thing that has data-key; without this file the access keys do the same.
document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input:not([type=radio]), textarea, select");
  if (field) {
    if (event.key === "Escape") field.blur();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const found = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key);
  if (!found) return;
  event.preventDefault();
  if (found.type === "text") found.focus();
  else found.click();
});
