/** One design on several brokers: what changes, and the setting behind it. */
export { ComparisonWorkplace } from "./ComparisonWorkplace.tsx";
