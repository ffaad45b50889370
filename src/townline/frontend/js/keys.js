// The desk by keyboard. Single keys never act while somebody types, and never together with Ctrl, Alt or Cmd.
const TYPES_TEXT = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";
const GO_WITHIN = 1200;

let at = -1;
let waitingForGo = 0;

const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);

export function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape" && event.target.matches?.(TYPES_TEXT)) return event.target.blur();
    if (event.target.closest?.(TYPES_TEXT) || document.querySelector("dialog[open]")) return;
    if (act(event.key, event)) event.preventDefault();
  });
  document.addEventListener("change", (event) => event.target.matches?.("[data-pick], [data-pick-all]") && count(event.target));
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-bulk-none]")) pickAll(false);
    if (event.target.closest?.("[data-show-keys]")) document.getElementById("keys")?.showModal();
  });
  at = rows().findIndex((row) => row.getAttribute("aria-current") === "true");
  count();
}

function act(key, event) {
  if (waitingForGo && Date.now() - waitingForGo < GO_WITHIN) {
    waitingForGo = 0;
    return press(document.querySelector(`[data-go="${CSS.escape(key)}"]`));
  }
  waitingForGo = 0;
  if (key === "g") return (waitingForGo = Date.now());
  if (key === "?") return document.getElementById("keys")?.showModal() ?? true;
  if (key === "/") return focus(document.querySelector("[data-search]"));
  if (key === "j") return move(1);
  if (key === "k") return move(-1);
  if (key === "x" && at >= 0) return press(rows()[at]?.querySelector("[data-pick]"));
  if (key === "Enter" && at >= 0 && !event.target.closest("a, button, input, summary")) return press(rows()[at]?.querySelector("[data-open]"));
  return key.length === 1 && press(document.querySelector(`[data-key="${CSS.escape(key)}"]`));
}

function press(element) {
  if (!element) return false;
  // A field is gone to, everything else is pressed.
  element.matches(TYPES_TEXT) ? element.focus() : element.click();
  return true;
}

function focus(element) {
  element?.focus();
  element?.select?.();
  return Boolean(element);
}

function move(by) {
  const all = rows();
  if (!all.length) return false;
  at = Math.max(0, Math.min(all.length - 1, at + by));
  for (const [index, row] of all.entries()) row.classList.toggle("is-at", index === at);
  all[at].querySelector("[data-open]")?.focus({ preventScroll: true });
  all[at].scrollIntoView({ block: "nearest" });
  return true;
}

function pickAll(on) {
  for (const box of document.querySelectorAll("[data-pick], [data-pick-all]")) box.checked = on;
  count();
}

function count(changed) {
  if (changed?.matches("[data-pick-all]")) for (const box of document.querySelectorAll("[data-pick]")) box.checked = changed.checked;
  const bar = document.querySelector("[data-bulk]");
  if (!bar) return;
  const picked = document.querySelectorAll("[data-pick]:checked").length;
  bar.querySelector("[data-count]").textContent = picked;
  bar.classList.toggle("is-open", picked > 0);
}
