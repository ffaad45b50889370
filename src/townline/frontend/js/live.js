// One quiet line says that something has come; nothing moves under the eye.
export function listenLive(root = document) {
  for (const line of root.querySelectorAll("[data-live]")) {
    if (!line.dataset.liveUrl) continue;
    // What the page shows already: one's own last step comes back as an event.
    const seen = new Set((line.dataset.liveSeen ?? "").split(" "));
    let count = 0;
    const source = new EventSource(line.dataset.liveUrl, { withCredentials: true });
    const heard = (event) => {
      const id = event.lastEventId || event.data;
      if (id && seen.has(id)) return;
      seen.add(id);
      count += 1;
      const link = document.createElement("a");
      link.href = line.dataset.liveReload || location.href;
      link.textContent = line.dataset.liveWords.replace("{count}", count);
      line.replaceChildren(link);
    };
    for (const topic of (line.dataset.liveTopics || "message").split(/\s+/)) source.addEventListener(topic, heard);
    // The browser keeps no more than six connections to one host: a page that is left lets go of its own.
    addEventListener("pagehide", () => source.close());
  }
}
