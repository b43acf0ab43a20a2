import { isIP } from 'node:net';
import { FetchRefused } from './fetch-refused.ts';

/**
 * Which URLs from outside are fetched at all. Runway's rules: https, and a domain name. Ours on top:
 * the port of https and no user name, so that nobody makes this server knock on others' doors, and
 * no name that is only ever a private one.
 */
export interface UrlRules {
  /** Hosts exempt from these rules: `media.internal` (the scheme's port) or `127.0.0.1:9000`. */
  allowedHosts: readonly string[];
  /** Ports that URLs may name. */
  ports?: readonly number[];
}

/** As long as Runway's schema lets a URL be. */
const maxUrlLength = 2048;

/** Domains of private networks, by RFC 6761, 6762, 8375 and 9476 or by habit. */
const privateDomains = new Set(
  'localhost local internal localdomain intranet lan home home.arpa corp private test invalid onion alt'.split(
    ' ',
  ),
);

/**
 * @returns the URL, and whether the rules were waived for its host
 * @throws FetchRefused
 */
export function checkUrl(
  text: string,
  { allowedHosts, ports = [443] }: UrlRules,
): { url: URL; exempt: boolean } {
  const url = text.length <= maxUrlLength ? URL.parse(text) : null;
  if (!url?.hostname) throw new FetchRefused('Invalid URL');
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  if (web && (url.username || url.password)) {
    throw new FetchRefused('Invalid URL. Expected no user name and no password in it.');
  }
  if (web && isAllowed(url, allowedHosts)) return { url, exempt: true };
  if (url.protocol !== 'https:') throw new FetchRefused('Only HTTPS URLs are allowed.');
  if (!isPublicName(url.hostname)) throw new FetchRefused('URLs must be hosted on a domain.');
  if (!ports.includes(Number(url.port || 443))) {
    throw new FetchRefused(
      `URLs must use the port of HTTPS. Expected ${ports.join(' or ')} but received ${url.port || 443}.`,
    );
  }
  return { url, exempt: false };
}

function isAllowed(url: URL, allowedHosts: readonly string[]): boolean {
  return allowedHosts.some((entry) => {
    const [, host = '', port = ''] = entry.match(/^(\[[^\]]+\]|[^:/@]+)(?::(\d+))?$/) ?? [];
    const schemePort = url.protocol === 'https:' ? '443' : '80';
    const samePort = (url.port || schemePort) === (port || schemePort);
    // Read by the same parser, so that case and spelling count for nothing.
    return samePort && host !== '' && URL.parse(`http://${host}`)?.hostname === url.hostname;
  });
}

/**
 * Whether a host is a name that the public DNS may know. `URL` has brought every spelling of an
 * address (decimal, hexadecimal, octal, full-width, percent-encoded) to dots and digits.
 */
function isPublicName(hostname: string): boolean {
  if (isIP(hostname) || hostname.length > 253) return false;
  const labels = hostname.split('.');
  // A dot at the end leaves an empty label: legal, but certificates and hosts seldom know it.
  if (labels.length < 2 || !labels.every((label) => /^[a-z0-9_-]{1,63}$/.test(label))) return false;
  // No top-level domain is a number; what ends in one is a misread address.
  if (!/[a-z]/.test(labels.at(-1)!)) return false;
  return !privateDomains.has(labels.at(-1)!) && !privateDomains.has(labels.slice(-2).join('.'));
}
