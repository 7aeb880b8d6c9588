import type { AsyncApiFile } from "../asyncapi/index.ts";
import { classNames, Icon } from "../ui/index.ts";
import styles from "./FileList.module.css";

export type FileListProps = {
  files: readonly AsyncApiFile[];
  /** Path of the file that is shown. */
  shown: string | undefined;
  /** Paths of files that will not be saved. */
  left: ReadonlySet<string>;
  /** Files in which the parser found errors. */
  broken: ReadonlySet<AsyncApiFile>;
  onShow: (path: string) => void;
  onLeave: (path: string, isLeft: boolean) => void;
};

/** Lines of a text that ends with a line end. */
export const lineCount = (text: string) => text.split("\n").length - 1;

/** The files that will be written: which are wanted, and which one is shown. */
export function FileList({ files, shown, left, broken, onShow, onLeave }: FileListProps) {
  const base = files[0]?.path.split(".", 1)[0] ?? "";
  return (
    <ul className={styles.list}>
      {files.map((file) => {
        const { path, text, view } = file;
        const isShown = path === shown;
        const short = view === "system" ? path : `… ${path.slice(base.length + 1)}`;
        return (
          <li key={path} className={classNames(styles.row, isShown && styles.shown)}>
            <input
              type="checkbox"
              className={styles.check}
              checked={!left.has(path)}
              onChange={(event) => onLeave(path, !event.target.checked)}
              aria-label={`Save ${path}`}
            />
            <button
              type="button"
              className={styles.name}
              aria-current={isShown}
              title={path}
              onClick={() => onShow(path)}
            >
              <span className={styles.path}>{short}</span>
              {broken.has(file) && <Icon name="bad" size={12} tone="bad" />}
              <span className={styles.lines}>{lineCount(text)} lines</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
