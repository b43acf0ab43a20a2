import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** All of IPv6 that has been given out; what lies outside is reserved, mapped or local. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Azure answers its virtual machines here, keys included, on an address that looks public. */
const azureWireServer = '168.63.129.16';

/**
 * Whether an address is one of the public internet: neither private, local, shared, multicast nor
 * reserved, and not an IPv6 address that stands for an IPv4 one (mapped, NAT64, 6to4, Teredo,
 * ISATAP), whose true end a translator would choose. Text that is no address is not public.
 */
export function isPublic(address: string): boolean {
  // A zone (`fe80::1%eth0`) names an interface of this machine.
  if (isIP(address) === 0 || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) return address !== azureWireServer;
  return parsed.match(globalUnicast) && !isIsatap(parsed);
}

/** The last half of an ISATAP address is 0000:5efe or 0200:5efe and an IPv4 address. */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return parts[5] === 0x5efe && (parts[4]! & ~0x0200) === 0;
}
