// "12 minutes ago" goes on counting while the page is open.
const STEPS = [["day", 86400], ["hour", 3600], ["minute", 60]];

export function countTimes(root = document) {
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always" });
  const tick = () => {
    for (const element of root.querySelectorAll("time[data-time=ago]")) {
      const seconds = (Date.now() - Date.parse(element.dateTime)) / 1000;
      if (seconds < 60 || seconds > 12 * 3600) continue;
      const [unit, size] = STEPS.find(([, size]) => seconds >= size);
      element.textContent = words.format(-Math.floor(seconds / size), unit);
    }
  };
  setInterval(tick, 60_000);
}
