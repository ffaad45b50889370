// A form with data-autosave-url is posted there a few seconds after the last change: a dropped call loses nothing.
const AFTER = 2500;

export function keepDrafts(root = document) {
  for (const form of root.querySelectorAll("form[data-autosave-url]")) {
    const said = form.querySelector("[data-autosave-said]");
    let timer = 0;
    let sent = false;
    const save = async () => {
      timer = 0;
      if (sent) return;
      const data = new FormData(form);
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
      try {
        const answer = await fetch(form.dataset.autosaveUrl, { method: "POST", body: data, credentials: "same-origin" });
        if (said) said.textContent = answer.ok ? form.dataset.autosaveDone ?? "" : form.dataset.autosaveFailed ?? "";
      } catch {
        if (said) said.textContent = form.dataset.autosaveFailed ?? "";
        later();
      }
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(save, AFTER);
    };
    form.addEventListener("input", later);
    form.addEventListener("submit", () => { sent = true; clearTimeout(timer); });
    addEventListener("pagehide", () => timer && save());
  }
}
