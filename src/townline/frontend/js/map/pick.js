// Pick one point: press, drag, the four arrows, the arrow keys, or the device's own position.
import { LngLat, Marker } from "maplibre-gl";
import { cityMap, isInside, toolButton } from "./city.js";
import { pin } from "./pin.js";
import { say } from "./words.js";

const METRES = 5;
const METRES_A_DEGREE = 111_320;
const MOVES = { up: [0, 1], left: [-1, 0], right: [1, 0], down: [0, -1] };
const LOOK_UP_AFTER = 350;
const NEAR = 16.5;

export async function pickPoint(element) {
  const { latId, lonId, lat, lon } = element.dataset;
  const fields = { lat: document.getElementById(latId), lon: document.getElementById(lonId) };
  const start = Number(fields.lat?.value || lat) ? new LngLat(Number(fields.lon?.value || lon), Number(fields.lat?.value || lat)) : null;
  const put = (next, { byHand = true } = {}) => {
    if (fields.lat) fields.lat.value = next.lat.toFixed(6);
    if (fields.lon) fields.lon.value = next.lng.toFixed(6);
    if (byHand) for (const type of ["input", "change"]) fields.lat?.dispatchEvent(new Event(type, { bubbles: true }));
  };
  // The button works from the first moment, and also where the map cannot be drawn.
  let arrive;
  const ready = new Promise((resolve) => { arrive = resolve; });
  element.querySelector("[data-map-locate]")?.addEventListener("click", () => locate(element, (next) => ready.then((go) => go(next))));
  // Another script (a chosen address, the position of a photo) may set the point, also while the map is on its way.
  document.addEventListener("townline:place", ({ detail }) => {
    const next = new LngLat(detail.lon, detail.lat);
    put(next, { byHand: false });
    ready.then((go) => go(next, { byHand: false }));
  });
  // The address that set the point is not the place any more.
  document.addEventListener("townline:no-place", () => {
    for (const field of [fields.lat, fields.lon]) if (field) field.value = "";
    ready.then((go) => go(null));
  });
  const { map, bounds } = await cityMap(element, { centre: start ?? undefined, zoom: NEAR }).catch((fault) => {
    arrive((next, { byHand = true } = {}) => {
      if (!next) return;
      put(next, { byHand });
      if (byHand) lookUp(element, next);
    });
    throw fault;
  });
  const marker = new Marker({ element: pin(), anchor: "bottom", draggable: true });
  let point = null;

  const set = (next, { look = true, byHand = true } = {}) => {
    if (!isInside(bounds, next)) return say(element, element.dataset.sayOutside);
    point = next;
    marker.setLngLat(next).addTo(map);
    put(next, { byHand });
    moving.hidden = false;
    if (look) lookUp(element, next);
  };
  const move = (direction) => {
    const [east, north] = MOVES[direction];
    const from = point ?? map.getCenter();
    const step = METRES / METRES_A_DEGREE;
    set(new LngLat(from.lng + (east * step) / Math.cos((from.lat * Math.PI) / 180), from.lat + north * step));
    if (!map.getBounds().contains(point)) map.panTo(point);
  };
  const go = (next, options) => {
    if (!next) {
      point = null;
      marker.remove();
      moving.hidden = true;
      return;
    }
    set(next, options);
    map.jumpTo({ center: next, zoom: Math.max(map.getZoom(), NEAR) });
  };

  const moving = moveButtons(element, move);
  map.on("click", ({ lngLat }) => {
    set(lngLat);
    // From far away one press is a guess: come nearer, so that the next one can be exact.
    if (point && map.getZoom() < NEAR - 1) map.easeTo({ center: lngLat, zoom: NEAR });
  });
  marker.on("dragend", () => set(marker.getLngLat()));
  // On the map: the arrow keys move what is seen, Enter sets the point in its middle, Shift and an arrow move the point.
  map.getCanvas().addEventListener("keydown", (event) => {
    const direction = event.key.startsWith("Arrow") && event.shiftKey && event.key.slice(5).toLowerCase();
    if (direction) move(direction);
    else if (event.key === "Enter") set(map.getCenter());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });
  arrive(go);
  if (start) set(start, { look: false, byHand: false });
}

function moveButtons(element, move) {
  const tools = document.createElement("div");
  tools.className = "tl-map__tools tl-map__tools--move";
  tools.hidden = true;
  for (const direction of Object.keys(MOVES)) {
    const words = element.dataset[`say${direction[0].toUpperCase()}${direction.slice(1)}`];
    const button = toolButton(element, `arrow-${direction}`, words);
    button.dataset.move = direction;
    button.addEventListener("click", () => move(direction));
    tools.append(button);
  }
  element.querySelector("[data-map-frame]").append(tools);
  return tools;
}

function locate(element, go) {
  const { sayLooking, sayNoPosition } = element.dataset;
  if (!navigator.geolocation) return say(element, sayNoPosition);
  say(element, sayLooking);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => go(new LngLat(coords.longitude, coords.latitude)),
    () => say(element, sayNoPosition),
    { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
  );
}

let waiting = 0;

function lookUp(element, { lat, lng }) {
  clearTimeout(waiting);
  const { lookupUrl, addressId, sayNear, sayNoAddress, sayOutside } = element.dataset;
  if (!lookupUrl) return say(element, sayNoAddress);
  waiting = setTimeout(async () => {
    try {
      const answer = await fetch(`${lookupUrl}?lat=${lat.toFixed(6)}&lon=${lng.toFixed(6)}`, { headers: { Accept: "application/json" } });
      const found = answer.ok ? await answer.json() : {};
      if (found.outside) return say(element, sayOutside);
      const words = [found.address, found.ward].filter(Boolean).join(", ");
      say(element, words ? sayNear : sayNoAddress, words);
      fill(document.getElementById(addressId), found.address);
    } catch {
      say(element, sayNoAddress);
    }
  }, LOOK_UP_AFTER);
}

// Never over what a person has typed.
function fill(input, address) {
  if (!input || !address || (input.value && input.value !== input.dataset.fromMap)) return;
  input.value = address;
  input.dataset.fromMap = address;
}
