// Three keys wrap a contact up: as soon as a key has answered the last of the three questions, the page is sent.
export function wrapUpByKeys() {
  const part = document.querySelector("[data-wrap-up]");
  part?.addEventListener("click", (event) => {
    // A key presses by script; whoever points and clicks also presses the button.
    if (event.isTrusted || !event.target.matches("input[type=radio]")) return;
    const questions = [...part.querySelectorAll("fieldset")];
    if (questions.every((question) => question.querySelector("input:checked"))) part.querySelector("[data-wrap-up-send]").click();
  });
}
