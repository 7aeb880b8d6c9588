/** The instances of a saga; the workplace that follows them one by one is loaded on demand. */
export { SagaGlance } from "./SagaGlance.tsx";
