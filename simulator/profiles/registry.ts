import type { BrokerProfile } from "../model/index.ts";
import { generic } from "./brokers/generic.ts";
import { kafka } from "./brokers/kafka.ts";
import { rabbitmq } from "./brokers/rabbitmq.ts";
import { redisStreams } from "./brokers/redisStreams.ts";
import { sqs } from "./brokers/sqs.ts";
import type { Profile } from "./Profile.ts";

/** Profiles in the order in which they are offered. A new broker is one more line. */
export const PROFILES: readonly Profile[] = [generic, kafka, rabbitmq, sqs, redisStreams];

const byId = new Map(PROFILES.map((profile) => [profile.id, profile]));

/** The profile of a broker, or undefined when it has none yet: then its parameters are not read. */
export function profileOf(id: BrokerProfile): Profile | undefined {
  return byId.get(id);
}
