// Forms: the error summary takes the focus, nothing is sent twice, photos are shown before they are sent.

export function focusErrors(root = document) {
  // The page's own `autofocus` is first; not every browser has it on a summary.
  addEventListener("load", () => setTimeout(() => {
    if (document.activeElement === document.body) root.querySelector("[data-error-summary]")?.focus();
  }, 200));
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.(".govuk-error-summary a[href^='#']");
    const input = link && document.getElementById(link.hash.slice(1));
    if (!input) return;
    event.preventDefault();
    (input.closest("fieldset, .govuk-form-group") ?? input).scrollIntoView({ block: "start" });
    input.focus({ preventScroll: true });
  });
}

// A second press within this time is the same press.
const AGAIN_AFTER = 8000;

export function sendOnce(root = document) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("data-send-again")) return;
    const now = Date.now();
    if (now - Number(form.dataset.sentAt ?? 0) < AGAIN_AFTER) {
      event.preventDefault();
      return;
    }
    form.dataset.sentAt = String(now);
    const button = event.submitter;
    // Only looks: a disabled button would not send its own name.
    button?.setAttribute("aria-disabled", "true");
    setTimeout(() => button?.removeAttribute("aria-disabled"), AGAIN_AFTER);
  });
  // Back in the browser shows the page as it was left, and it must be possible to send it.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-sent-at]")) delete form.dataset.sentAt;
    for (const button of document.querySelectorAll("[aria-disabled='true'][type='submit']")) button.removeAttribute("aria-disabled");
  });
}

export function showPhotos(root = document) {
  for (const field of root.querySelectorAll("[data-file-field]")) {
    const input = field.querySelector("input[type=file]");
    const list = field.querySelector("[data-file-previews]");
    if (!input || !list) continue;
    const most = Number(input.dataset.most ?? 5);
    input.addEventListener("change", () => {
      const chosen = [...input.files];
      if (chosen.length > most) {
        const kept = new DataTransfer();
        for (const file of chosen.slice(0, most)) kept.items.add(file);
        input.files = kept.files;
      }
      list.replaceChildren(...[...input.files].map(preview));
      list.hidden = input.files.length === 0;
    });
  }
}

function preview(file) {
  const item = document.createElement("li");
  const image = document.createElement("img");
  image.alt = "";
  image.src = URL.createObjectURL(file);
  // HEIC shows in few browsers: then the name alone stands there.
  image.addEventListener("error", () => image.remove());
  image.addEventListener("load", () => URL.revokeObjectURL(image.src));
  const name = document.createElement("span");
  name.className = "tl-photos__name";
  name.textContent = file.name;
  item.append(image, name);
  return item;
}
