/**
 * Stands in for a program of which a part did not come: the server is gone, or has a newer Sluice whose files have other
 * names. Made by hand, since the widgets are part of what may be missing.
 */
export function sayUnloaded(place: HTMLElement, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  const page = document.createElement("main");
  page.setAttribute("role", "alert");
  Object.assign(page.style, {
    maxWidth: "34rem",
    margin: "16vh auto 0",
    padding: "0 1.5rem",
    font: "16px/1.5 system-ui, sans-serif",
    overflowWrap: "anywhere",
  });
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Load again";
  Object.assign(button.style, { font: "inherit", marginTop: "8px", padding: "4px 12px" });
  button.addEventListener("click", () => location.reload());
  page.append(
    textOf("h1", "Sluice could not be loaded."),
    textOf("p", `A part of the program did not come: ${reason}`),
    textOf("p", "Your designs are kept in this browser as they were; nothing was changed."),
    button,
  );
  place.replaceChildren(page);
}

function textOf(tag: "h1" | "p", text: string): HTMLElement {
  const element = document.createElement(tag);
  element.style.margin = "0 0 12px";
  if (tag === "h1") element.style.font = "600 22px/1.3 system-ui, sans-serif";
  element.textContent = text;
  return element;
}
