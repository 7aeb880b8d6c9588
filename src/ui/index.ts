export { Banner, type BannerProps } from "./Banner.tsx";
export { Button, type ButtonProps } from "./Button.tsx";
export { Chip, type ChipTone } from "./Chip.tsx";
export { classNames } from "./classNames.ts";
export { Dialog, type DialogProps } from "./Dialog.tsx";
export { EmptyState } from "./EmptyState.tsx";
export { ErrorBoundary } from "./ErrorBoundary.tsx";
export { NumberField, type NumberFieldProps } from "./fields/NumberField.tsx";
export {
  QuantityField,
  type QuantityFieldProps,
  type QuantityText,
} from "./fields/QuantityField.tsx";
export { Select, type SelectOption, type SelectProps } from "./fields/Select.tsx";
export { Switch, type SwitchProps } from "./fields/Switch.tsx";
export { stepNumber } from "./fields/stepNumber.ts";
export { TextField, type TextFieldProps } from "./fields/TextField.tsx";
export type { Parsed } from "./fields/useDraft.ts";
export { focusNextRegion } from "./focusRegions.ts";
export { IconButton, type IconButtonProps } from "./IconButton.tsx";
export { Icon, type IconProps, type IconTone } from "./icons/Icon.tsx";
export type { IconName } from "./icons/iconNames.ts";
export { Keys } from "./Keys.tsx";
export { keyText } from "./keyText.ts";
export { type Beat, paintOnBeat } from "./live/Beat.ts";
export { LiveText, type LiveTextProps } from "./live/LiveText.tsx";
export { useBeatValue } from "./live/useBeatValue.ts";
export { ContextMenu, type ContextMenuProps } from "./menu/ContextMenu.tsx";
export { Menu, type MenuProps } from "./menu/Menu.tsx";
export type { MenuAct, MenuEntry } from "./menu/menuEntry.ts";
export {
  SplitGroup,
  SplitHandle,
  SplitPanel,
  type SplitPanelHandle,
  useSplitPanelRef,
} from "./Splitter.tsx";
export { type TabDescription, Tabs, type TabsProps } from "./Tabs.tsx";
export { Tooltip, type TooltipProps } from "./Tooltip.tsx";
export { readTokens } from "./theme/readTokens.ts";
export { ThemeMenu, themeEntries } from "./theme/ThemeMenu.tsx";
export type { ThemeInForce } from "./theme/themePreference.ts";
export { startTheme, themeStore } from "./theme/themeStore.ts";
export { showToast, type ToastAction, type ToastMessage } from "./toast/toasts.ts";
export { UiRoot } from "./UiRoot.tsx";
export { NARROW_SCREEN, useMediaQuery } from "./useMediaQuery.ts";
