import { expect, it } from 'vitest';
import { clientAt } from './client-address.ts';

it('a client is an IPv4 address, in whatever form, or the network of an IPv6 one', () => {
  expect(clientAt('192.0.2.1')).toBe(clientAt('::ffff:192.0.2.1'));
  expect(clientAt('192.0.2.1')).not.toBe(clientAt('192.0.2.2'));
  expect(clientAt('2001:db8:1:2::1')).toBe(clientAt('2001:db8:1:2:ffff::9'));
  expect(clientAt('2001:db8:1:2::1')).not.toBe(clientAt('2001:db8:1:3::1'));
  expect(clientAt('fe80::1%eth0')).toBe(clientAt('fe80::2'));
  expect(clientAt(undefined)).toBe('');
});
