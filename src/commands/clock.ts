/** The day of now in UTC as an ISO date. The only clock of lintel: reports never contain it, kept answers and records do. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
