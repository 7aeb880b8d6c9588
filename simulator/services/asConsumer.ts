import { Consumer, type Endpoint } from "../model/index.ts";

const PLAIN: Consumer = Consumer.parse({ kind: "consumer", handlers: {} });

/** A consumer that is nothing but its handlers, tries nothing again and runs as many at once as come. */
export const HIDDEN_CONSUMER: Consumer = {
  ...PLAIN,
  concurrency: "unlimited",
  prefetch: "unlimited",
  retry: { ...PLAIN.retry, attempts: 1 },
};

/** An endpoint as a service that handles requests: the same instances and slots, one handler for all, no retries. */
export function asConsumer(endpoint: Endpoint): Consumer {
  const {
    handler,
    kind: _,
    path: __,
    queue: ___,
    rateLimit: ____,
    shedding: _____,
    ...rest
  } = endpoint;
  return {
    ...PLAIN,
    ...rest,
    kind: "consumer",
    handlers: { "*": handler },
    retry: { ...PLAIN.retry, attempts: 1 },
  };
}
