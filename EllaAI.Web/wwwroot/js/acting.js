// @ts-check
// Keeps the banner of somebody who acts as somebody else true: how many minutes are left, and how much room the page leaves for it.
const banner = /** @type {HTMLElement | null} */ (document.querySelector("[data-acting]"));
const left = banner?.querySelector("[data-acting-left]");

const tell = () => {
  if (!banner || !left) return;
  const minutes = Math.max(0, Math.ceil((Number(banner.dataset.until) - Date.now()) / 60_000));
  const text = `${minutes} ${minutes === 1 ? "minute" : "minutes"} left`;
  if (left.textContent !== text) left.textContent = text;
};

if (banner) {
  const room = () => document.documentElement.style.setProperty("--acting", `${banner.offsetHeight}px`);
  new ResizeObserver(room).observe(banner);
  room();
  tell();
  setInterval(tell, 5_000);
}

export {};
