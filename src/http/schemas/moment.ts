import { z } from 'zod';

/** As every reply writes a moment. */
export const moment = z.iso.datetime({ precision: 3 });

/** Years that the database, and everyone who reads a reply, can write. */
const first = Date.parse('0001-01-01T00:00:00Z');
const last = Date.parse('9999-12-31T23:59:59.999Z');

/** A moment that a client names, with whatever offset from UTC. */
export const givenMoment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  // An offset can lead out of the years that the text has.
  .refine(
    (date) => date.getTime() >= first && date.getTime() <= last,
    'Expected a moment in the years 1 to 9999, in UTC',
  );

/** A day that a client names; in UTC. */
export const givenDay = z.iso
  .date()
  .refine((day) => Date.parse(day) >= first, 'Expected a day in the years 1 to 9999');

/** The last of those days. */
export const lastDay = '9999-12-31';
