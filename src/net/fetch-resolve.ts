import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';

/** Finds the addresses of a host, as text. Rejects when there is none. */
export type Resolve = (hostname: string, signal: AbortSignal) => Promise<string[]>;

/**
 * Ask the DNS, and nothing else: neither the hosts file nor a search domain, which are this
 * machine's own. No threads are spent on it either: `dns.lookup` has two of them for the whole
 * process, so that two names of a slow server would hold up everybody.
 * @param servers `127.0.0.1:5353`; the machine's own when absent
 */
export function askDns(servers?: readonly string[]): Resolve {
  return async (hostname, signal) => {
    const resolver = new dns.Resolver({ timeout: 2000, tries: 2 });
    if (servers) resolver.setServers(servers);
    const cancel = () => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      // A name may be known to one family alone.
      const [v4, v6] = await Promise.allSettled([
        resolver.resolve4(hostname),
        resolver.resolve6(hostname),
      ]);
      if (v4.status === 'rejected' && v6.status === 'rejected') throw v4.reason;
      return [v4, v6].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };
}

/** As every other program of this machine would: for hosts that its operator has named. */
export async function resolveOnMachine(hostname: string): Promise<string[]> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare)) return [bare];
  return (await dns.lookup(bare, { all: true })).map(({ address }) => address);
}
