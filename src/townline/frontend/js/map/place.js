import { Marker } from "maplibre-gl";
import { cityMap } from "./city.js";
import { pin } from "./pin.js";

// One place on a desk page or a request's page.
export async function showPlace(element) {
  const at = [Number(element.dataset.lon), Number(element.dataset.lat)];
  const { map } = await cityMap(element, { centre: at, zoom: 16 });
  new Marker({ element: pin(), anchor: "bottom" }).setLngLat(at).addTo(map);
}
