// @ts-check
// What the dashboards do while the server is away. A restarted server does not know the circuit any more: then the page is loaded anew.

const dialog = document.getElementById("components-reconnect-modal");
const blazor = () => /** @type {{ reconnect(): Promise<boolean> }} */ (/** @type {any} */ (globalThis).Blazor);

/** @param {"working" | "failed"} state */
function show(state) {
  for (const part of dialog?.querySelectorAll("[data-reconnect]") ?? [])
    /** @type {HTMLElement} */ (part).hidden = /** @type {HTMLElement} */ (part).dataset.reconnect !== state;
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

async function retry() {
  show("working");
  try {
    if (await blazor().reconnect()) close();
    else location.reload();
  } catch {
    show("failed");
  }
}

function close() {
  if (dialog instanceof HTMLDialogElement) dialog.close();
}

dialog?.addEventListener("components-reconnect-state-changed", event => {
  const state = /** @type {CustomEvent<{ state: string }>} */ (event).detail.state;
  if (state === "show" || state === "retrying") show("working");
  else if (state === "hide") close();
  else if (state === "failed") show("failed");
  else if (state === "rejected") location.reload();
});
dialog?.addEventListener("cancel", event => event.preventDefault());
dialog?.querySelector("[data-reconnect-retry]")?.addEventListener("click", () => void retry());
document.addEventListener("visibilitychange", () => {
  const failed = dialog?.querySelector("[data-reconnect-retry]");
  if (document.visibilityState === "visible" && dialog instanceof HTMLDialogElement && dialog.open && failed instanceof HTMLElement && !failed.hidden) void retry();
});
document.querySelector("#blazor-error-ui [data-reload]")?.addEventListener("click", event => {
  event.preventDefault();
  location.reload();
});
