// Adds to pages that work without it: suggestions while typing, and list and map in step.
"use strict";

const WAIT_MS = 150;

/** Suggestions below the search box: arrows choose, Enter takes, Escape closes. */
function suggest(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestions);
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list",
    "aria-controls": list.id, "aria-expanded": "false" })) input.setAttribute(name, value);
  let timer = 0, chosen = -1, turn = 0;

  /** Nothing is shown, and an answer still on its way will not be either. */
  function close() {
    clearTimeout(timer);
    turn += 1;
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    const options = [...list.children];
    if (!options.length) return;
    chosen = (place + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    input.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    input.value = option.dataset.text;
    close();
    input.form.requestSubmit();
  }

  function show(found) {
    list.replaceChildren(...found.map((each, at) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.text = each.text;
      option.textContent = each.text;
      option.addEventListener("mousedown", (event) => { event.preventDefault(); take(option); });
      return option;
    }));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!!found.length));
  }

  async function ask() {
    const mine = ++turn;
    const answer = await fetch(`${input.dataset.from}?q=${encodeURIComponent(input.value)}`);
    const found = answer.ok ? await answer.json() : [];
    if (mine === turn) show(found);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    turn += 1;
    timer = setTimeout(() => ask().catch(close), WAIT_MS);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!list.hidden) event.preventDefault(); // else the browser empties the box as well
      close();
    }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen < 0 ? -1 : chosen - 1); }
    if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen]); }
  });
}

/** A mark on the map and its entries in the list are marked together. */
function inStep(map) {
  const marks = [...map.querySelectorAll("a[data-numbers]")];
  const isMeant = (part) => part.matches(":hover, :focus-within");
  for (const mark of marks) {
    const listed = mark.dataset.numbers.split(" ").map((number) => document.getElementById(`r${number}`));
    const parts = [mark, ...listed.filter(Boolean)];
    const light = () => {
      const isOn = parts.some(isMeant);
      parts.forEach((part) => part.classList.toggle("lit", isOn));
    };
    for (const part of parts) {
      for (const type of ["mouseenter", "mouseleave", "focusin", "focusout"]) part.addEventListener(type, light);
    }
  }
}

/** Streets under the marks, only where the visitor turned them on by the address of the page. */
function streets(box) {
  if (!window.L) return;
  const marks = JSON.parse(box.dataset.marks);
  const map = L.map(box, { scrollWheelZoom: false });
  const source = { attribution: box.dataset.attribution, maxZoom: 14 };
  L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", source).addTo(map);
  for (const mark of marks) {
    L.circleMarker([mark.latitude, mark.longitude], { radius: 14 }).addTo(map)
      .bindTooltip(mark.label, { permanent: true, direction: "center", className: "street-mark" })
      .on("click", () => { location.hash = `r${mark.number}`; });
  }
  const places = marks.map((mark) => [mark.latitude, mark.longitude]);
  map.fitBounds(places, { maxZoom: 12, padding: [24, 24] });
  box.closest("details").addEventListener("toggle", () => map.invalidateSize());
}

document.querySelectorAll("input[data-suggestions]").forEach(suggest);
document.querySelectorAll("svg.map").forEach(inStep);
document.querySelectorAll("[data-marks]").forEach(streets);
