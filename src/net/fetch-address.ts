import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Why an address is not one of the public internet. */
export interface Fault {
  /** To follow the address: `which is in 10.0.0.0/8 (private)`. */
  words: string;
  /** Whether an operator could allow it by its range. */
  inRange: boolean;
}

/** All of IPv6 that has been given out; what lies outside is reserved or local. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Azure answers its virtual machines here, keys included, on an address that looks public. */
const azureWireServer = '168.63.129.16';

/**
 * What keeps an address from being one of the public internet; undefined: nothing does. An IPv6
 * address that stands for an IPv4 one, to which a translator would lead, is judged by that one.
 * @param allowedRanges `198.18.0.0/15`: what lies in them counts as public
 */
export function findFault(
  address: string,
  allowedRanges: readonly string[] = [],
): Fault | undefined {
  // A zone (`fe80::1%eth0`) names an interface of this machine.
  if (isIP(address) === 0 || address.includes('%')) {
    return { words: 'which is no address of the internet', inRange: false };
  }
  const parsed = ipaddr.parse(address);
  if (allowedRanges.some((range) => isIn(parsed, ipaddr.parseCIDR(range)))) return undefined;
  if (parsed instanceof ipaddr.IPv4) return findRangeFault(parsed);
  const standsFor = findEmbedded(parsed);
  if (standsFor) return findFirstFault(standsFor, allowedRanges);
  return findRangeFault(parsed) ?? findFirstFault(findIsatap(parsed), allowedRanges);
}

function findFirstFault(embedded: string[], allowedRanges: readonly string[]): Fault | undefined {
  for (const address of embedded) {
    const fault = findFault(address, allowedRanges);
    if (fault) return { ...fault, words: `which stands for ${address}, ${fault.words}` };
  }
  return undefined;
}

/** The IPv4 addresses that an IPv6 one leads to, where its beginning says that it leads to any. */
function findEmbedded({ parts }: ipaddr.IPv6): string[] | undefined {
  const startsWith = (...first: number[]) => first.every((part, i) => parts[i] === part);
  // Mapped, translated (RFC 6145), and NAT64 by the prefix that everybody knows (RFC 6052).
  if (
    startsWith(0, 0, 0, 0, 0, 0xffff) ||
    startsWith(0, 0, 0, 0, 0xffff, 0) ||
    startsWith(0x64, 0xff9b, 0, 0, 0, 0)
  ) {
    return [toIPv4(parts[6]!, parts[7]!)];
  }
  // Compatible (RFC 4291); `::` and `::1` are addresses of their own.
  if (startsWith(0, 0, 0, 0, 0, 0) && (parts[6] !== 0 || parts[7]! > 1)) {
    return [toIPv4(parts[6]!, parts[7]!)];
  }
  // 6to4.
  if (startsWith(0x2002)) return [toIPv4(parts[1]!, parts[2]!)];
  // Teredo: its server, and the client, all of whose bits are flipped.
  if (startsWith(0x2001, 0)) {
    return [toIPv4(parts[2]!, parts[3]!), toIPv4(parts[6]! ^ 0xffff, parts[7]! ^ 0xffff)];
  }
  return undefined;
}

/** The last half of an ISATAP address, under whatever prefix, is 0000:5efe or 0200:5efe and an IPv4 address. */
function findIsatap({ parts }: ipaddr.IPv6): string[] {
  const isIsatap = parts[5] === 0x5efe && (parts[4]! & ~0x0200) === 0;
  return isIsatap ? [toIPv4(parts[6]!, parts[7]!)] : [];
}

function toIPv4(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function isIn(address: Address, [network, bits]: [Address, number]): boolean {
  return address.kind() === network.kind() && address.match(network as never, bits);
}

function findRangeFault(address: Address): Fault | undefined {
  const range = nameRange(address);
  return range === undefined ? undefined : { words: `which is in ${range}`, inRange: true };
}

/** What the library calls by other names than people do. */
const plainNames: Record<string, string> = {
  carrierGradeNat: 'carrier-grade NAT',
  linkLocal: 'link-local',
  uniqueLocal: 'private',
  deprecatedSiteLocal: 'private',
  rfc6052: "NAT64 of a network's own",
};

/** The range that sets an address apart from the public ones, with what it is for. */
function nameRange(address: Address): string | undefined {
  const isV4 = address instanceof ipaddr.IPv4;
  if (address.toString() === azureWireServer) return `${azureWireServer}/32 (Azure's own)`;
  const purpose: string = address.range();
  const spelled = plainNames[purpose] ?? purpose;
  if (purpose !== 'unicast') {
    const cidr = rangesOf(isV4 ? ipaddr.IPv4 : ipaddr.IPv6, purpose).find((range) =>
      isIn(address, range),
    );
    return cidr ? `${cidr.join('/')} (${spelled})` : `a range that is ${spelled}`;
  }
  const isPublic = isV4 || address.match(globalUnicast);
  return isPublic ? undefined : '::/0 outside of 2000::/3 (not given out)';
}

/** The library's own ranges, which its types leave out: one, or a list of them. */
function rangesOf(family: typeof ipaddr.IPv4 | typeof ipaddr.IPv6, purpose: string) {
  type Range = [Address, number];
  const { SpecialRanges } = family.prototype as { SpecialRanges?: Record<string, Range | Range[]> };
  const ranges = SpecialRanges?.[purpose] ?? [];
  return (Array.isArray(ranges[0]) ? ranges : [ranges]) as Range[];
}
