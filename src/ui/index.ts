/** Our widgets: headless parts of a library, dressed in our tokens. They know no domain. */
export { Banner } from "./Banner.tsx";
export { Button, type ButtonProps } from "./Button.tsx";
export { Callout } from "./Callout.tsx";
export { classNames } from "./classNames.ts";
export { Dialog } from "./Dialog.tsx";
export { EmptyState } from "./EmptyState.tsx";
export { ErrorBoundary } from "./ErrorBoundary.tsx";
export { LongTextField } from "./fields/LongTextField.tsx";
export { NumberField } from "./fields/NumberField.tsx";
export {
  QuantityField,
  type QuantityText,
} from "./fields/QuantityField.tsx";
export { Select, type SelectOption } from "./fields/Select.tsx";
export { Switch } from "./fields/Switch.tsx";
export { stepNumber } from "./fields/stepNumber.ts";
export { TextField } from "./fields/TextField.tsx";
export type { Parsed } from "./fields/useDraft.ts";
export { commaAdvice, withoutGroups } from "./fields/withoutGroups.ts";
export { IconButton } from "./IconButton.tsx";
export { Icon, type IconTone } from "./icons/Icon.tsx";
export { iconDrawing } from "./icons/iconDrawing.ts";
export { ICON_NAMES, type IconName } from "./icons/iconNames.ts";
export { Keys } from "./Keys.tsx";
export { keyText } from "./keyText.ts";
export { later } from "./later.tsx";
export {
  type Beat,
  holdPainters,
  paintOnBeat,
  paintWhatWaits,
  putOff,
  sampleOnBeat,
  untilSharedMoment,
} from "./live/Beat.ts";
export { LiveText } from "./live/LiveText.tsx";
export { useBeatValue } from "./live/useBeatValue.ts";
export { ContextMenu } from "./menu/ContextMenu.tsx";
export { Menu } from "./menu/Menu.tsx";
export type { MenuAct, MenuEntry } from "./menu/menuEntry.ts";
export { PopupPlace } from "./PopupPlace.tsx";
export { RescueContext } from "./RescueContext.ts";
export {
  SplitGroup,
  SplitHandle,
  SplitPanel,
  type SplitPanelHandle,
  useSplitPanelRef,
} from "./Splitter.tsx";
export { SearchDialog, type SearchGroup, type SearchItem } from "./search/SearchDialog.tsx";
export { type TabDescription, Tabs } from "./Tabs.tsx";
export { Tooltip } from "./Tooltip.tsx";
export { readTokens } from "./theme/readTokens.ts";
export { ThemeMenu, themeEntries } from "./theme/ThemeMenu.tsx";
export type { ThemeInForce } from "./theme/themePreference.ts";
export { startTheme, themeStore } from "./theme/themeStore.ts";
export { dayAndTime, timeOfDay } from "./timeOfDay.ts";
export { Toasts } from "./toast/Toasts.tsx";
export { addToast, createToasts, showToast } from "./toast/toasts.ts";
export { UiRoot } from "./UiRoot.tsx";
export { NARROW_SCREEN, useMediaQuery } from "./useMediaQuery.ts";
export { useWidth } from "./useWidth.ts";
export { WorkplaceFrame } from "./WorkplaceFrame.tsx";
