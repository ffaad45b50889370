// What a map says stands in its data attributes, in the language of the page.
export function say(element, words, value = "") {
  const line = element.querySelector("[data-map-said]");
  if (line) line.textContent = words.replace(/\{\w+\}/, value);
}
