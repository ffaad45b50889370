// A button with data-fill='{"name": "…"}' puts these values into the fields of its page and says that they have changed.
export function fillFields(root = document) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-fill]");
    if (!button) return;
    for (const [name, value] of Object.entries(JSON.parse(button.dataset.fill))) {
      const field = root.querySelector(`form [name="${CSS.escape(name)}"]`);
      if (!field || !value) continue;
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
}
