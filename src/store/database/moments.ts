import { sql } from 'kysely';

/** Moments by the database's clock, the only one that all processes share. */
export const now = sql<Date>`now()`;

export const secondsAgo = (seconds: number) => sql<Date>`now() - make_interval(secs => ${seconds})`;

export const inSeconds = (seconds: number) => sql<Date>`now() + make_interval(secs => ${seconds})`;
