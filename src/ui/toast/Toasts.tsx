import { Toast } from "@base-ui/react/toast";
import { Button } from "../Button.tsx";
import { Icon } from "../icons/Icon.tsx";
import type { IconName } from "../icons/iconNames.ts";
import { usePopupPlace } from "../PopupPlace.tsx";
import styles from "./Toasts.module.css";
import { toastManager } from "./toasts.ts";

const TONE_ICON: Record<string, IconName> = { plain: "check", warn: "warn", bad: "bad" };

function ToastList() {
  const { toasts, close } = Toast.useToastManager<{ keys?: string }>();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast} swipeDirection={[]}>
      <Toast.Content className={styles.content}>
        <Icon
          name={TONE_ICON[toast.type ?? "plain"] ?? "info"}
          size={14}
          tone={toast.type === "bad" || toast.type === "warn" ? toast.type : undefined}
        />
        {/* What it says is its name too: it has no other words. */}
        <Toast.Title render={<p />} className={styles.text}>
          {toast.description}
        </Toast.Title>
        <Toast.Action className={styles.action} />
        {toast.data?.keys && <span className={styles.keys}>{toast.data.keys}</span>}
        <Button tone="quiet" icon="close" aria-label="Close" onClick={() => close(toast.id)} />
      </Toast.Content>
    </Toast.Root>
  ));
}

/** The place where toasts appear; rendered once, at the root. On a sheet of all parts it has its own. */
export function Toasts({ manager = toastManager }: { manager?: typeof toastManager }) {
  const place = usePopupPlace();
  return (
    <Toast.Provider toastManager={manager}>
      <Toast.Portal {...(place && { container: place })}>
        <Toast.Viewport className={styles.viewport}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}
