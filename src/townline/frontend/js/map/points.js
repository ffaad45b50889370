// Many public requests: clusters that say how many, points that say what. The list beside the map says the same in text.
import { cityMap, isInside, toolButton } from "./city.js";
import { pointColours } from "./style.js";
import { say } from "./words.js";

export async function showPoints(element) {
  const [{ map, bounds }, { points, more }] = await Promise.all([cityMap(element), load(element.dataset.pointsUrl)]);
  const draw = () => {
    if (map.getSource("requests")) return;
    map.addSource("requests", { type: "geojson", data: geojson(points), cluster: true, clusterRadius: 46, clusterMaxZoom: 15 });
    for (const layer of layers(pointColours())) map.addLayer(layer);
  };
  draw();
  map.on("style.load", draw);
  if (points.length && !points.some((point) => isIn(bounds, point))) map.setMaxBounds(null);
  if (points.length) map.fitBounds(extent(points, bounds), { padding: 48, maxZoom: 15, animate: false });
  say(element, more ? element.dataset.sayNewest : element.dataset.sayShown, points.length.toLocaleString(document.documentElement.lang));
  map.on("click", "clusters", async ({ features: [cluster] }) => {
    const zoom = await map.getSource("requests").getClusterExpansionZoom(cluster.properties.cluster_id);
    map.easeTo({ center: cluster.geometry.coordinates, zoom });
  });
  map.on("click", "points", ({ features: [feature] }) => open(element, feature.properties));
  for (const layer of ["clusters", "points"]) {
    map.on("mouseenter", layer, () => map.getCanvas().style.setProperty("cursor", "pointer"));
    map.on("mouseleave", layer, () => map.getCanvas().style.removeProperty("cursor"));
  }
  followTheList(map);
}

async function load(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`points: ${answer.status}`);
  return answer.json();
}

const geojson = (points) => ({
  type: "FeatureCollection",
  features: points.map(([lon, lat, reference, what, step, where]) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [lon, lat] },
    properties: { reference, what, step, where },
  })),
});

function layers({ point, paper, text }) {
  const size = ["step", ["get", "point_count"], 15, 20, 19, 100, 24, 1000, 30];
  return [
    { id: "clusters", type: "circle", source: "requests", filter: ["has", "point_count"], paint: { "circle-color": point, "circle-radius": size, "circle-stroke-color": paper, "circle-stroke-width": 2 } },
    { id: "counts", type: "symbol", source: "requests", filter: ["has", "point_count"], layout: { "text-field": ["get", "point_count_abbreviated"], "text-font": ["Townline Medium"], "text-size": 13, "text-allow-overlap": true }, paint: { "text-color": paper } },
    { id: "points", type: "circle", source: "requests", filter: ["!", ["has", "point_count"]], paint: { "circle-color": point, "circle-radius": 8, "circle-stroke-color": paper, "circle-stroke-width": 2 } },
    { id: "pointed", type: "circle", source: "requests", filter: ["==", ["get", "reference"], ""], paint: { "circle-color": "transparent", "circle-radius": 14, "circle-stroke-color": text, "circle-stroke-width": 3 } },
  ];
}

const isIn = (bounds, [lng, lat]) => isInside(bounds, { lng, lat });

// Where the city is; where its points are, without stray ones, if all of them lie beyond its tiles.
function extent(points, bounds) {
  const inside = points.slice(0, 5000).filter((point) => isIn(bounds, point));
  const seen = inside.length ? inside : points.slice(0, 5000);
  const stray = inside.length ? 0 : Math.floor(seen.length / 50);
  const [lons, lats] = [0, 1].map((axis) => seen.map((point) => point[axis]).sort((a, b) => a - b));
  return [[lons[stray], lats[stray]], [lons.at(-1 - stray), lats.at(-1 - stray)]];
}

function open(element, { reference, what, step, where }) {
  element.querySelector(".tl-map__pop")?.remove();
  const pop = document.createElement("div");
  pop.className = "tl-map__pop";
  const link = document.createElement("a");
  link.href = element.dataset.requestUrl.replace("{reference}", reference);
  link.textContent = what;
  const close = toolButton(element, "close", element.dataset.sayClose);
  close.addEventListener("click", () => pop.remove());
  pop.append(line(link), line(where), line(step), close);
  element.querySelector("[data-map-frame]").append(pop);
  link.focus();
}

function line(content) {
  const paragraph = document.createElement("p");
  paragraph.append(content ?? "");
  return paragraph;
}

// What the list points at is ringed on the map: <li data-reference="418307265">.
function followTheList(map) {
  const ring = ({ target }) => {
    const reference = target.closest?.("[data-reference]")?.dataset.reference ?? "";
    if (map.getLayer("pointed")) map.setFilter("pointed", ["==", ["get", "reference"], reference]);
  };
  document.addEventListener("focusin", ring);
  document.addEventListener("mouseover", ring);
}
