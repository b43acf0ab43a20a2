import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/**
 * Names of the network as they stand in the configuration, brought to the one form in which they are
 * compared later; what could never match is refused, with the form that was likely meant.
 */

/** The name or address of a URL's host, `[::1]` in brackets; undefined for what can be none. */
function readHost(text: string): string | undefined {
  const host = URL.parse(`http://${text}`)?.hostname;
  // What a URL takes and no host is called.
  return host && !/^\.|\.\.|\.$|[*%]/.test(host) ? host : undefined;
}

/** `media.internal` or `127.0.0.1:9000`, whose images are fetched without the rules for strangers. */
export const inputHost = z.string().transform((text, context) => {
  const [, name = '', port] = text.match(/^(\[[^\]]+\]|[^\s:/?#@]+)(?::(\d{1,5}))?$/) ?? [];
  const host = name && readHost(name);
  if (host && Number(port ?? 1) >= 1 && Number(port ?? 1) <= 65_535) {
    return port ? `${host}:${Number(port)}` : host;
  }
  context.addIssue({
    code: 'custom',
    input: text,
    message: 'Expected a host such as media.internal, or 127.0.0.1:9000 with its port',
    params: { hint: suggestHost(text) },
  });
  return z.NEVER;
});

function suggestHost(text: string): string {
  if (ipaddr.isValidCIDR(text)) {
    return 'Ranges of addresses are inputRanges in the configuration file.';
  }
  if (/[*]/.test(text)) return 'Each host has to be named.';
  if (ipaddr.IPv6.isValid(text)) return `Did you mean [${text}]?`;
  const host = URL.parse(/^\w+:\/\//.test(text) ? text : `http://${text}`)?.host;
  const trimmed = host?.replace(/^\.+|\.+$/g, '');
  return trimmed && trimmed !== text ? `Did you mean ${trimmed}?` : '';
}

/** `https://app.example.com`, as a browser names the page in its header `Origin`. */
export const origin = z.string().transform((text, context) => {
  const url = URL.parse(text);
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  // Those of apps and extensions (`capacitor://localhost`) are origins, too, though not to `URL`.
  const form = isWeb ? url.origin : url?.host && `${url.protocol}//${url.host}`;
  const isBare = url && /^\/?$/.test(url.pathname) && !url.search && !url.hash && !url.username;
  if (form && isBare && !form.includes('*')) return form;
  context.addIssue({
    code: 'custom',
    input: text,
    message: 'Expected an origin such as https://app.example.com, without a path',
    params: { hint: suggestOrigin(text, form) },
  });
  return z.NEVER;
});

function suggestOrigin(text: string, form: string | undefined): string {
  if (text.includes('*')) return 'Each origin has to be named.';
  if (form) return `Did you mean ${form}?`;
  const host = readHost(text.replace(/^\/+/, '').split('/')[0]!);
  return host ? `Did you mean https://${host}?` : '';
}

/** Wider than any network that hands out addresses of its own. */
const widest = { ipv4: 8, ipv6: 7 };

/** `198.18.0.0/15`, whose addresses count as public. */
export const addressRange = z.string().superRefine((text, context) => {
  const problem = findRangeProblem(text);
  if (problem === undefined) return;
  context.addIssue({
    code: 'custom',
    input: text,
    message: 'Expected a range of addresses such as 198.18.0.0/15',
    params: { hint: problem },
  });
});

function findRangeProblem(text: string): string | undefined {
  if (ipaddr.isValid(text)) {
    return `Did you mean ${text}/${ipaddr.parse(text).kind() === 'ipv4' ? 32 : 128}?`;
  }
  if (!ipaddr.isValidCIDR(text)) return '';
  const [address, bits] = ipaddr.parseCIDR(text);
  const kind = address.kind();
  if (bits < widest[kind]) return `It may be no wider than /${widest[kind]}.`;
  const family = kind === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  const network = family.networkAddressFromCIDR(text).toString();
  return network === address.toString() ? undefined : `Did you mean ${network}/${bits}?`;
}
