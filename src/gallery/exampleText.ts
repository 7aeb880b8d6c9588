/** The example that opens with the page. */
export const FIRST_EXAMPLE = "order-processing.sluice.json";

/**
 * The text of an example, from the page's own origin.
 * @throws {Error} where the server does not give it
 */
export async function fetchExampleText(file: string): Promise<string> {
  const response = await fetch(new URL(`examples/${file}`, document.baseURI));
  if (!response.ok) throw new Error(`the server answers ${response.status}.`);
  return response.text();
}
