import { focusErrors, sendOnce, showPhotos } from "./forms.js";

document.documentElement.classList.add("js");
focusErrors();
sendOnce();
showPhotos();
