import { findNearest, suggest } from '../task/nearest.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that look like ours and are none: a slip of the pen would change nothing, in silence. */
export function findUnknownVariables(environment: Environment, known: readonly string[]): string[] {
  return Object.keys(environment)
    .filter((name) => /^photoplay_/i.test(name) && !known.includes(name))
    .map((name) => `${name}: There is no such variable.${suggest(findNearest(name, known))}`);
}

/**
 * The environment without what Kubernetes adds by itself for each service of a namespace: one that
 * is called "photoplay" brings `PHOTOPLAY_PORT=tcp://10.0.0.1:8420`, which nobody has set.
 */
export function withoutServiceLinks(environment: Environment): Environment {
  const services = Object.keys(environment).flatMap(
    (name) => name.match(/^(PHOTOPLAY\w*)_SERVICE_HOST$/)?.[1] ?? [],
  );
  const isLink = (name: string, value = '') =>
    services.some(
      (service) =>
        name.startsWith(`${service}_SERVICE_`) ||
        new RegExp(`^${service}_PORT_\\d+_`).test(name) ||
        (name === `${service}_PORT` && /^\w+:\/\//.test(value)),
    );
  return Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => !isLink(name, value)),
  );
}
