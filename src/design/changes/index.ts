/** How two designs differ, in values and in words, and how both become one. */
export { type Change, changesBetween } from "./changesBetween.ts";
export { changeWords, placeWords, summaryWords, withoutNewPlaces } from "./changeWords.ts";
export { joinDesigns, type TwoSidedChange, twoSidedChanges } from "./joinDesigns.ts";
