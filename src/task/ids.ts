import { randomInt, randomUUID } from 'node:crypto';

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** A fresh task id: a random uuid, version 4, as the official schema has it. */
export function newTaskId(): string {
  return randomUUID();
}

export function isTaskId(text: string): boolean {
  return uuidV4.test(text);
}

/** A seed for a request that brought none: a whole number in 0..4294967295. */
export function randomSeed(): number {
  return randomInt(0, 2 ** 32);
}
