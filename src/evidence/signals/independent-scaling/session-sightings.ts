/** The sighting of sessions that all instances can read. */
export const externalSessions = 'session-store-external';
/** The sighting of sessions that live in one process or on one disk. */
export const localSessions = 'session-in-process-memory';
