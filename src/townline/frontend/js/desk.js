import htmx from "htmx.org";
import { keepDrafts } from "./drafts.js";
import { fillFields } from "./fill.js";
import { focusErrors, sendOnce, showPhotos } from "./forms.js";
import { joinPlace } from "./intake.js";
import { listenToKeys } from "./keys.js";
import { listenLive } from "./live.js";
import { countTimes } from "./times.js";
import { wrapUpByKeys } from "./wrapup.js";

// Before htmx reads the page: no inline style, no eval, no other site, no copy of pages in the browser's store.
Object.assign(htmx.config, { includeIndicatorStyles: false, allowEval: false, selfRequestsOnly: true, historyCacheSize: 0 });
window.htmx = htmx;
document.documentElement.classList.add("js");
// htmx posts carry the form token like any other form.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (token) event.detail.headers["X-CSRFToken"] = token;
});
focusErrors();
fillFields();
sendOnce();
showPhotos();
joinPlace();
listenToKeys();
wrapUpByKeys();
keepDrafts();
listenLive();
countTimes();
