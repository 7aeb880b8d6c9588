import { createServer } from "node:net";

/**
 * A free port, so that several checkouts can be tested and measured on one machine at the same time, and
 * none of them looks at the page of another.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === "object" && address) resolve(address.port);
        else reject(new Error("No port is free."));
      });
    });
  });
}
