// One map over the city's PMTiles, with our own buttons: they have words, a place in the tab order and 44 px.
import { addProtocol, Map } from "maplibre-gl";
import { PMTiles, Protocol } from "pmtiles";
import { style } from "./style.js";

const protocol = new Protocol();
addProtocol("pmtiles", protocol.tile);

export async function cityMap(element, { centre, zoom } = {}) {
  const tiles = new PMTiles(new URL(element.dataset.mapTiles, location.href).href);
  protocol.add(tiles);
  const head = await tiles.getHeader();
  const bounds = [[head.minLon, head.minLat], [head.maxLon, head.maxLat]];
  const source = { type: "vector", url: `pmtiles://${tiles.source.getKey()}` };
  const frame = element.querySelector("[data-map-frame]");
  await document.fonts.load("500 16px 'Townline Medium'");
  const container = document.createElement("div");
  frame.append(container);
  const map = new Map({
    container,
    style: style(source),
    ...(centre ? { center: centre, zoom: zoom ?? 15.5 } : { bounds, fitBoundsOptions: { padding: 12 } }),
    // Imported records may lie beyond the tiles: they are shown where they are, on an empty ground.
    ...(centre && !isInside(bounds, { lng: centre.lng ?? centre[0], lat: centre.lat ?? centre[1] }) ? {} : { maxBounds: widened(bounds) }),
    minZoom: 9,
    maxZoom: 18.5,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: false,
    fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  // A page is scrolled with the wheel; the map is zoomed with Ctrl and the wheel, or with its buttons.
  map.scrollZoom.disable();
  frame.addEventListener("wheel", (event) => (event.ctrlKey ? map.scrollZoom.enable() : map.scrollZoom.disable()), { capture: true, passive: true });
  map.getCanvas().setAttribute("aria-label", element.dataset.sayMap);
  zoomButtons(element, frame, map);
  await new Promise((resolve, reject) => {
    map.once("load", resolve);
    map.once("error", ({ error }) => reject(error));
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.setStyle(style(source), { diff: false }));
  return { map, bounds };
}

export const isInside = (bounds, { lng, lat }) =>
  lng >= bounds[0][0] && lng <= bounds[1][0] && lat >= bounds[0][1] && lat <= bounds[1][1];

export function toolButton(element, icon, words) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tl-map__tool";
  button.setAttribute("aria-label", words);
  button.title = words;
  button.append(drawn(`${element.dataset.mapIcons}#${icon}`));
  return button;
}

function drawn(href) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "tl-icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", href);
  svg.append(use);
  return svg;
}

function zoomButtons(element, frame, map) {
  const tools = document.createElement("div");
  tools.className = "tl-map__tools tl-map__tools--zoom";
  const nearer = toolButton(element, "plus", element.dataset.sayZoomIn);
  const farther = toolButton(element, "minus", element.dataset.sayZoomOut);
  nearer.addEventListener("click", () => map.zoomIn());
  farther.addEventListener("click", () => map.zoomOut());
  tools.append(nearer, farther);
  frame.append(tools);
}

function widened([[west, south], [east, north]]) {
  const [dx, dy] = [(east - west) / 2 + 0.01, (north - south) / 2 + 0.01];
  return [[west - dx, south - dy], [east + dx, north + dy]];
}
