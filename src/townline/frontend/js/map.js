// Every map of the page. A map is a help: it shows itself only once it works, and says so when it cannot.
import { setWorkerUrl } from "maplibre-gl";
import { pickPoint } from "./map/pick.js";
import { showPlace } from "./map/place.js";
import { showPoints } from "./map/points.js";
import { say } from "./map/words.js";

const KINDS = { pick: pickPoint, points: showPoints, place: showPlace };

for (const element of document.querySelectorAll("[data-map]")) {
  setWorkerUrl(element.dataset.mapWorker);
  element.hidden = false;
  element.setAttribute("aria-busy", "true"); // until it is drawn and hears keys
  KINDS[element.dataset.map](element).finally(() => element.removeAttribute("aria-busy")).catch((error) => {
    console.warn("The map cannot be shown:", error.message);
    element.querySelector("[data-map-frame]")?.remove();
    say(element, element.dataset.sayFailed);
  });
}
