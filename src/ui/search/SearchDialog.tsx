import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import type { CSSProperties, ReactNode, RefCallback } from "react";
import { classNames } from "../classNames.ts";
import { Icon } from "../icons/Icon.tsx";
import type { IconName } from "../icons/iconNames.ts";
import { Keys } from "../Keys.tsx";
import { usePopupPlace } from "../PopupPlace.tsx";
import { useEarlyFocus } from "../useEarlyFocus.ts";
import styles from "./SearchDialog.module.css";

/** One thing that can be found and chosen. */
export type SearchItem = {
  id: string;
  /** As text, for those who listen. */
  name: string;
  /** As it is shown, with what was found in it marked; without it, the name. */
  label?: ReactNode;
  icon?: IconName | undefined;
  /** Keys that do the same. */
  keys?: string | undefined;
  /** Why it cannot be chosen now: it stays in the list, greyed, with this at its end. */
  whyNot?: string | undefined;
  isChosen?: boolean | undefined;
};

export type SearchGroup = { label: string; items: readonly SearchItem[] };

export type SearchDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  /** What is looked for, such as "Commands". */
  title: string;
  placeholder: string;
  query: string;
  onQuery: (query: string) => void;
  groups: readonly SearchGroup[];
  onChoose: (id: string) => void;
  /** Opens at a point of the window, over what it is about, instead of in the middle. */
  at?: { x: number; y: number } | undefined;
};

/** Size that a dialog at a point may take, in pixels: it opens where all of it is seen. */
const AT_POINT = { width: 340, height: 380, margin: 8 };

function placeAt({ x, y }: { x: number; y: number }): CSSProperties {
  const { width, height, margin } = AT_POINT;
  return {
    left: Math.max(margin, Math.min(x, window.innerWidth - width - margin)),
    top: Math.max(margin, Math.min(y, window.innerHeight - height - margin)),
    width,
    maxHeight: height,
  };
}

/** A field over a list that it narrows: arrows choose, Enter does, Escape leaves. */
export function SearchDialog({ isOpen, onClose, title, at, ...search }: SearchDialogProps) {
  const place = usePopupPlace();
  const { focus, finalFocus } = useEarlyFocus();
  return (
    <Dialog.Root
      open={isOpen}
      modal={place === undefined}
      onOpenChange={(open) => !open && onClose()}
    >
      <Dialog.Portal {...(place && { container: place })}>
        {!place && <Dialog.Backdrop className={classNames(styles.backdrop, at && styles.clear)} />}
        <Dialog.Popup
          initialFocus={place === undefined}
          className={classNames(styles.popup, at && styles.atPoint)}
          style={at && placeAt(at)}
          finalFocus={finalFocus}
          aria-label={title}
        >
          <SearchList {...search} title={title} fieldRef={place ? undefined : focus} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type SearchListProps = Omit<SearchDialogProps, "isOpen" | "onClose" | "at"> & {
  /** Takes the field as soon as it stands; without it the keyboard stays where it is. */
  fieldRef: RefCallback<HTMLInputElement> | undefined;
};

function SearchList(props: SearchListProps) {
  const { title, placeholder, query, onQuery, groups, onChoose, fieldRef } = props;
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      autoHighlight="always"
      keepHighlight
      items={groups}
      itemToStringValue={(item: SearchItem) => item.name}
      value={query}
      onValueChange={(text, { reason }) => {
        if (reason !== "item-press") onQuery(text);
      }}
    >
      <div className={styles.field}>
        <Icon name="search" />
        <Autocomplete.Input
          ref={fieldRef}
          className={styles.input}
          placeholder={placeholder}
          aria-label={title}
        />
        <Keys>Esc</Keys>
      </div>
      <Autocomplete.List className={styles.list}>
        {(group: SearchGroup) => (
          <Autocomplete.Group key={group.label} items={group.items}>
            <Autocomplete.GroupLabel className={styles.heading}>
              {group.label}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: SearchItem) => <Row key={item.id} item={item} onChoose={onChoose} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      <Autocomplete.Empty className={styles.empty}>
        {groups.length === 0 && "Nothing has this name. Try another word."}
      </Autocomplete.Empty>
    </Autocomplete.Root>
  );
}

type RowProps = { item: SearchItem; onChoose: (id: string) => void };

function Row({ item, onChoose }: RowProps) {
  const { id, name, label, icon, keys, whyNot, isChosen } = item;
  return (
    <Autocomplete.Item
      className={classNames(styles.item, whyNot !== undefined && styles.off)}
      value={item}
      // Off, but still in the list, so that the reason can be found and read.
      aria-disabled={whyNot === undefined ? undefined : true}
      data-act={id}
      onClick={() => whyNot === undefined && onChoose(id)}
    >
      {isChosen ? (
        <Icon name="check" size={14} />
      ) : icon ? (
        <Icon name={icon} size={14} />
      ) : (
        <span />
      )}
      <span className={styles.name}>{label ?? name}</span>
      {whyNot === undefined ? (
        <span className={styles.keys}>{keys}</span>
      ) : (
        <span className={styles.why}>{whyNot}</span>
      )}
    </Autocomplete.Item>
  );
}
