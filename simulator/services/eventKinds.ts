/** Kinds of events that services handle; the target's meaning stands beside each. */
export const SERVICE_EVENT = {
  /** A producer's next arrival is due. Target: producer. */
  arrival: 16,
  /** A producer's arrival process changes its state. Target: producer. */
  arrivalState: 17,
  /** A user of a closed population has thought enough. Target: producer. */
  userReturns: 18,
  /** A delivery has come to its instance. Subject: delivery. */
  delivered: 19,
  /** The timed step of a handler is over. Subject: delivery. */
  stepDone: 20,
  /** A handler that took no time comes to its end, or one begins that may not begin at once. Subject: delivery. */
  resume: 21,
  /** The wait before a retry in place is over. Subject: delivery. */
  retryInPlace: 22,
  /** An ack has come to its channel. Subject: delivery. */
  ackArrives: 23,
  /** A crashed instance is up again. Target: instance. */
  restart: 24,
  /** A server has an answer ready. Target: server; subject: request. */
  served: 25,
  /** The time limit of a call is over. Subject: request. */
  callTimeout: 26,
  /** The wait before the next call is over. Subject: delivery. */
  callAgain: 27,
  /** The answer of a request has come back. Subject: request. */
  answered: 28,
  /** The time limit of a handler is over. Target: instance; subject: delivery. */
  timeLimit: 29,
  /** A request has come to its server. Target: server; subject: request. */
  requestArrives: 30,
  /** An instance polls. Target: instance. */
  poll: 31,
  /** Instances that were being started are ready. Target: service; subject: how many there are to be. */
  instanceReady: 32,
  /** An autoscaler looks. Target: service. */
  autoscale: 33,
  /** A publisher tries again. Subject: publication. */
  publishAgain: 34,
  /** An instance of a saga begins. Target: saga. */
  sagaBegins: 37,
  /** An instance has started from cold. Subject: delivery. */
  coldStarted: 36,
  /** The confirm of a publication has come. Target: publisher; subject: publication. */
  confirmed: 48,
  /** A publisher waits no longer for a confirm. Target: publisher; subject: publication. */
  publishGivenUp: 49,
  /** A message was held in front of a full buffer for too long. Target: publisher; subject: message. */
  bufferTimeout: 50,
  /** An instance that limits its rate may start something. Target: instance. */
  tokenComes: 52,
  /** A server that limits its rate comes to a request. Target: server; subject: request. */
  serverTokenComes: 53,
  /** A batch of a publisher is closed. Target: publisher. */
  batchCloses: 35,
  /** A request may begin at an endpoint that limits its rate. Target: service; subject: request. */
  requestBegins: 38,
  /** A hedged call has waited long enough for another request. Subject: delivery. */
  hedge: 39,
  /** A relay polls its outbox. Target: outbox; subject: life of the relay. */
  relayPolls: 40,
  /** A relay has read what it publishes next. Target: outbox; subject: life of the relay. */
  relayRead: 41,
  /** A relay knows that its marks are written. Target: outbox; subject: life of the relay. */
  relayMarked: 42,
  /** A wait for messages of a key is over. Target: waits; subject: number of the wait. */
  waitEnds: 43,
  /** A reply has crossed its link. Target: member; subject: entry. */
  replyArrives: 44,
  /** The time of a saga's step, or of a whole instance, is over. Target: saga; subject: timer. */
  sagaTimer: 45,
  /** A message that a channel held back is due. Subject: scheduled message. */
  scheduledDue: 46,
  /** A relay that crashed is up again by itself. Target: outbox. */
  relayRestarts: 47,
} as const;

/** First kind of event that faults handle. */
export const FIRST_FAULT_KIND = 56;
