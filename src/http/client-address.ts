import ipaddr from 'ipaddr.js';

/**
 * Whom an address stands for where no key is known: itself, or, of IPv6, the network of whoever has
 * it, who may choose any of its 2^64 addresses.
 */
export function clientAt(address = ''): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? `${parsed.parts.slice(0, 4)}` : parsed.toString();
}
