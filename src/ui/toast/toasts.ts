import { Toast } from "@base-ui/react/toast";

export type ToastTone = "plain" | "warn" | "bad";

export type ToastAction = { label: string; keys?: string; onAct: () => void };

export type ToastMessage = { text: string; tone?: ToastTone; action?: ToastAction };

/** Carries toasts from anywhere in the app to the one place that shows them. */
export const toastManager = createToasts();

/** Toasts of their own, for a place of their own. */
export function createToasts() {
  return Toast.createToastManager<{ keys?: string }>();
}

const SECONDS_OF_A_NOTE = 5;

/** Says in passing what was done, with the way back. What must be read stays until it is closed. */
export function showToast(message: ToastMessage): void {
  addToast(toastManager, message, message.tone === "bad" ? 0 : SECONDS_OF_A_NOTE);
}

/** @param seconds how long it stays; 0 until it is closed */
export function addToast(
  manager: typeof toastManager,
  { text, tone = "plain", action }: ToastMessage,
  seconds: number,
): void {
  manager.add({
    description: text,
    type: tone,
    priority: tone === "bad" ? "high" : "low",
    timeout: seconds * 1000,
    ...(action && { actionProps: { children: action.label, onClick: action.onAct } }),
    ...(action?.keys && { data: { keys: action.keys } }),
  });
}
