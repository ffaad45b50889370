// The point itself: drawn here, because a picture by address would be one more request.
const SVG = "http://www.w3.org/2000/svg";

export function pin() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "tl-pin");
  svg.setAttribute("viewBox", "0 0 34 44");
  svg.setAttribute("aria-hidden", "true");
  const drop = document.createElementNS(SVG, "path");
  drop.setAttribute("d", "M17 42S3 26.5 3 16a14 14 0 0 1 28 0c0 10.5-14 26-14 26Z");
  const eye = document.createElementNS(SVG, "circle");
  for (const [name, value] of [["cx", 17], ["cy", 16], ["r", 5.5]]) eye.setAttribute(name, value);
  svg.append(drop, eye);
  const holder = document.createElement("div");
  holder.append(svg);
  return holder;
}
