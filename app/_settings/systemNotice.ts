/** Whether this browser can show notices of the system, and whether the player allowed them. */
export function readPermission(): NotificationPermission | "unsupported" {
  return typeof Notification === "undefined" ? "unsupported" : Notification.permission;
}

/** Asks the player, if the browser has not asked yet. */
export async function askPermission(): Promise<NotificationPermission> {
  return Notification.requestPermission();
}

/**
 * Shows a notice of the system about the session; a later one replaces it.
 * @param text One sentence.
 */
export function showSystemNotice(text: string): void {
  if (readPermission() !== "granted") return;
  try {
    const notice = new Notification("Hourglass", { body: text, tag: "hourglass-session" });
    notice.addEventListener("click", () => {
      window.focus();
      notice.close();
    });
  } catch {
    // Some phones show notices only for a service worker, and the page has none: the page itself still warns.
  }
}
