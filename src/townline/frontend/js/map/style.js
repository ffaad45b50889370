// The city's own tiles in the city's own colours: every colour is a token, so that dark mode and a brand reach the map too.
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--map-${name}`).trim();

// No glyph server: without `glyphs` in the style, the browser draws the letters itself.
const FONT = ["Townline Medium"];

const MAIN = ["in", ["get", "class"], ["literal", ["highway", "arterial", "major", "primary", "secondary"]]];
const MIDDLE = ["in", ["get", "class"], ["literal", ["collector", "tertiary"]]];
const width = (main, middle, small) => ["case", MAIN, main, MIDDLE, middle, small];
const byZoom = (...stops) => ["interpolate", ["exponential", 1.5], ["zoom"], ...stops];

export function style(source) {
  const fill = (id, colour, more = {}) => ({ id, type: "fill", source: "city", "source-layer": id, paint: { "fill-color": colour }, ...more });
  const street = (id, colour, extra) => ({
    id,
    type: "line",
    source: "city",
    "source-layer": "streets",
    layout: { "line-cap": "round", "line-join": "round" },
    paint: {
      "line-color": colour,
      "line-width": byZoom(10, width(1 + extra, 0.6 + extra, 0.3), 14, width(5 + extra, 3 + extra, 1.8 + extra), 18, width(30 + extra, 22 + extra, 17 + extra)),
    },
  });
  return {
    version: 8,
    sources: { city: source },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": token("land") } },
      fill("land", token("land")),
      fill("blocks", token("land")),
      fill("parks", token("park")),
      fill("water", token("water")),
      fill("buildings", token("building"), { minzoom: 15 }),
      street("streets-edge", token("casing"), 1.5),
      street("streets", token("street"), 0),
      {
        id: "wards",
        type: "line",
        source: "city",
        "source-layer": "wards",
        paint: { "line-color": token("ward"), "line-width": 1.2, "line-dasharray": [4, 3], "line-opacity": 0.75 },
      },
      label("park-names", "parks", { minzoom: 14, layout: { "text-size": 12 } }),
      label("street-names", "streets", {
        minzoom: 12.5,
        filter: ["any", MAIN, [">=", ["zoom"], 14.5]],
        layout: { "symbol-placement": "line", "text-size": byZoom(12, 11, 18, 15), "symbol-spacing": 320 },
      }),
      label("ward-names", "wards", { maxzoom: 13, layout: { "text-size": 13 } }),
    ],
  };
}

function label(id, layer, { layout, ...more }) {
  return {
    id,
    type: "symbol",
    source: "city",
    "source-layer": layer,
    ...more,
    layout: { "text-field": name(), "text-font": FONT, "text-padding": 6, "text-max-angle": 30, ...layout },
    paint: { "text-color": token("text"), "text-halo-color": token("land"), "text-halo-width": 1.6 },
  };
}

function name() {
  const language = document.documentElement.lang.slice(0, 2);
  return ["coalesce", ["get", `name_${language}`], ["get", "name"], ["get", "name_en"], ""];
}

export const pointColours = () => ({ point: token("point"), paper: token("point-edge"), text: token("text") });
