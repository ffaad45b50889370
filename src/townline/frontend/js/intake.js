// Taking a request for a caller: the address that is chosen and the point of the map are one place; the later one counts.
export function joinPlace(root = document) {
  const spots = root.getElementById("spots");
  const [lat, long, address] = ["id_lat", "id_long", "id_address"].map((id) => root.getElementById(id));
  if (!spots || !lat || !long || !address) return;
  let byHand = false;
  const chosen = () => spots.querySelector("input[name=spot]:checked");
  let bySpot = Boolean(chosen()); // the point came from an address
  const show = () => {
    const spot = chosen();
    if (!spot) return;
    const [north, east] = JSON.parse(spot.value);
    // At once: the map may come later, or not at all, and takes over the point that it finds here.
    [lat.value, long.value] = [north.toFixed(6), east.toFixed(6)];
    bySpot = true;
    root.dispatchEvent(new CustomEvent("townline:place", { detail: { lat: north, lon: east } }));
  };
  spots.addEventListener("change", show);
  address.addEventListener("input", () => { byHand = false; });
  // What the typed address found; it is chosen by itself when it is just that, unless the map was faster than the answer.
  root.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target !== spots) return;
    if (byHand && chosen()) chosen().checked = false;
    show();
    if (!chosen() && bySpot && !byHand) {
      [lat.value, long.value, bySpot] = ["", "", false];
      root.dispatchEvent(new CustomEvent("townline:no-place"));
    }
  });
  // The point was set on the map by hand: the chosen address is no longer the place, only where it began.
  lat.addEventListener("change", () => {
    [byHand, bySpot] = [true, false];
    const spot = chosen();
    if (!spot) return;
    spot.checked = false;
    address.value = JSON.parse(spot.value)[2];
    address.dataset.fromMap = address.value;
  });
}
