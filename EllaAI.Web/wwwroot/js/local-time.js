// @ts-check
// Rewrites <time data-local-time> of static pages into the reader's zone. Circuits only ask for the zone.

/** The IANA name, or null where the browser does not tell. @returns {string | null} */
export function zone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;
}

/** @type {Intl.DateTimeFormatOptions} */
const parts = { day: "numeric", month: "short", year: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" };
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** @param {Date} time */
function ago(time) {
  const seconds = Math.round((time.getTime() - Date.now()) / 1000);
  const size = Math.abs(seconds);
  if (size < 60) return "just now";
  if (size < 3600) return relative.format(Math.trunc(seconds / 60), "minute");
  if (size < 86400) return relative.format(Math.trunc(seconds / 3600), "hour");
  return relative.format(Math.trunc(seconds / 86400), "day");
}

for (const element of document.querySelectorAll("time[data-local-time]")) {
  if (!(element instanceof HTMLTimeElement)) continue;
  const time = new Date(element.dateTime);
  if (Number.isNaN(time.getTime())) continue;
  element.title = new Intl.DateTimeFormat(element.dataset.locale ?? "en-GB", parts).format(time);
  element.textContent = element.dataset.localTime === "relative" ? ago(time) : element.title;
}
