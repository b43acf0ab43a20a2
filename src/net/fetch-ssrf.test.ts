import { describe, expect, it } from 'vitest';
import { findFault } from './fetch-address.ts';
import { FetchRefused } from './fetch-refused.ts';
import { fetchGuarded } from './guarded-fetch.ts';

/**
 * The table of what may not be reached. Nothing here touches a network: names are resolved by the
 * test, and whoever passes all checks would be connected to an address that is nobody's.
 */
async function tryFetch(url: string, answers: string[] = ['192.0.2.1']) {
  const asked: string[] = [];
  const error = await fetchGuarded(url, {
    allowedHosts: [],
    timeoutMs: 600_000,
    maxBytes: 1000,
    accept: 'image/png',
    acceptsType: (type) => type === 'image/png',
    resolve: async (hostname) => {
      asked.push(hostname);
      return answers;
    },
  }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FetchRefused);
  return { reason: (error as FetchRefused).reason, asked };
}

const notHttps = 'Only HTTPS URLs are allowed.';
const noDomain = 'URLs must be hosted on a domain.';
const invalid = 'Invalid URL';
const userName = /^Invalid URL\. Expected no user name/;
const wrongPort = /^URLs must use the port of HTTPS\. Expected 443 but received \d+\.$/;

describe('a URL that is refused before its name is looked up', () => {
  it.each<[string, string | RegExp]>([
    // Other schemes.
    ['http://example.com/a.png', notHttps],
    ['HTTP://EXAMPLE.COM/a.png', notHttps],
    ['ftp://example.com/a.png', notHttps],
    ['gopher://example.com/_x', notHttps],
    ['file:///etc/passwd', invalid],
    ['file://example.com/etc/passwd', notHttps],
    ['data:image/png;base64,AAAA', invalid],
    ['javascript:alert(1)', invalid],
    ['blob:https://example.com/1', invalid],
    // No URL.
    ['https://', invalid],
    ['https:///', invalid],
    ['//example.com/a.png', invalid],
    ['example.com/a.png', invalid],
    ['https://exa mple.com/', invalid],
    ['https://example.com:99999/', invalid],
    [`https://example.com/${'a'.repeat(2048)}`, invalid],
    // Addresses, plain.
    ['https://127.0.0.1/', noDomain],
    ['https://10.0.0.1/', noDomain],
    ['https://169.254.169.254/latest/meta-data/', noDomain],
    ['https://93.184.215.14/a.png', noDomain],
    ['https://[::1]/', noDomain],
    ['https://[::ffff:127.0.0.1]/', noDomain],
    ['https://[2606:4700:4700::1111]/', noDomain],
    ['https://[fe80::1%25eth0]/', invalid],
    ['https://[fe80::1%eth0]/', invalid],
    ['https://::1/', invalid],
    // Addresses, disguised.
    ['https://2130706433/', noDomain],
    ['https://0x7f000001/', noDomain],
    ['https://0x7f.0.0.1/', noDomain],
    ['https://0177.0.0.1/', noDomain],
    ['https://017700000001/', noDomain],
    ['https://127.1/', noDomain],
    ['https://127.0.1/', noDomain],
    ['https://0/', noDomain],
    ['https://127.0.0.1./', noDomain],
    ['https://①②⑦.⓪.⓪.①/', noDomain],
    ['https://１２７.0.0.1/', noDomain],
    ['https://127。0。0。1/', noDomain],
    ['https://%31%32%37.0.0.1/', noDomain],
    ['https://127.0.0.1:443/', noDomain],
    ['https:\\\\127.0.0.1\\', noDomain],
    ['https:127.0.0.1', noDomain],
    ['\thttps://127.0.0.1/', noDomain],
    ['ht\ntps://127.0.0.1/', noDomain],
    ['https://256.1.1.1/', invalid],
    ['https://1.2.3.4.5/', invalid],
    ['https://example.com.0x7f/', invalid],
    // Names of this machine and of private networks.
    ['https://localhost/', noDomain],
    ['https://LOCALHOST/', noDomain],
    ['https://localhost./', noDomain],
    ['https://loc\u00adalhost/', noDomain],
    ['https://ｌｏｃａｌｈｏｓｔ/', noDomain],
    ['https://photos.localhost/', noDomain],
    ['https://intranet/', noDomain],
    ['https://photos/', noDomain],
    ['https://printer.local/', noDomain],
    ['https://metadata.google.internal/', noDomain],
    ['https://router.home.arpa/', noDomain],
    ['https://db.corp/', noDomain],
    ['https://nas.lan/', noDomain],
    ['https://hidden.onion/', noDomain],
    ['https://example.com./', noDomain],
    ['https://example..com/', noDomain],
    ['https://.example.com/', noDomain],
    [`https://${'a'.repeat(64)}.example.com/`, noDomain],
    ['https://*.example.com/', noDomain],
    // User names and ports.
    ['https://user:secret@example.com/', userName],
    ['https://user@example.com/', userName],
    ['https://example.com@127.0.0.1/', userName],
    ['https://example.com%2f@127.0.0.1/', userName],
    ['https://example.com:22/', wrongPort],
    ['https://example.com:8443/', wrongPort],
    ['https://example.com:0/', wrongPort],
  ])('%s', async (url, reason) => {
    const result = await tryFetch(url);
    if (typeof reason === 'string') expect(result.reason).toBe(reason);
    else expect(result.reason).toMatch(reason);
    expect(result.asked).toEqual([]);
  });
});

describe('a URL whose name is looked up', () => {
  it.each([
    ['https://example.com/a.png', 'example.com'],
    ['HTTPS://EXAMPLE.COM/a.png', 'example.com'],
    ['https://example.com:443/a.png', 'example.com'],
    ['https://bücher.example.com/a.png', 'xn--bcher-kva.example.com'],
    ['https://my_bucket.s3.amazonaws.com/a.png?X-Signature=%2F#part', 'my_bucket.s3.amazonaws.com'],
    ['https://localhost.example.com/', 'localhost.example.com'],
    ['https://127.0.0.1.nip.io/', '127.0.0.1.nip.io'],
    ['https://3com.xn--p1ai/', '3com.xn--p1ai'],
  ])('%s', async (url, hostname) => {
    const { reason, asked } = await tryFetch(url, ['10.0.0.1']);
    expect(asked).toEqual([hostname]);
    expect(reason).toBe(
      `URLs must be hosted on a public address. ${hostname} leads to 10.0.0.1, which is in 10.0.0.0/8 (private). ` +
        'Whoever runs this server can allow that range by inputRanges in its configuration file.',
    );
  });
});

describe('a name that leads to a forbidden address', () => {
  it.each<[string, string[]]>([
    ['this network', ['0.0.0.0']],
    ['this network, not its first', ['0.1.2.3']],
    ['loopback', ['127.0.0.1']],
    ['the end of loopback', ['127.255.255.254']],
    ['private 10/8', ['10.255.255.255']],
    ['private 172.16/12', ['172.16.0.1']],
    ['the end of private 172.16/12', ['172.31.255.255']],
    ['private 192.168/16', ['192.168.1.1']],
    ['link-local, where clouds keep their secrets', ['169.254.169.254']],
    ['carrier-grade NAT', ['100.64.0.1']],
    ['Alibaba’s metadata in carrier-grade NAT', ['100.100.100.200']],
    ['the end of carrier-grade NAT', ['100.127.255.255']],
    ['protocol assignments', ['192.0.0.192']],
    ['documentation 1', ['192.0.2.1']],
    ['documentation 2', ['198.51.100.1']],
    ['documentation 3', ['203.0.113.1']],
    ['6to4 relays', ['192.88.99.1']],
    ['benchmarks', ['198.19.255.255']],
    ['multicast', ['224.0.0.1']],
    ['the end of multicast', ['239.255.255.255']],
    ['reserved', ['240.0.0.1']],
    ['broadcast', ['255.255.255.255']],
    ['Azure’s wire server', ['168.63.129.16']],
    ['IPv6, unspecified', ['::']],
    ['IPv6 loopback', ['::1']],
    ['IPv6 loopback, written out', ['0:0:0:0:0:0:0:1']],
    ['IPv6 link-local', ['fe80::1']],
    ['IPv6 link-local of an interface', ['fe80::1%eth0']],
    ['a public address of an interface', ['2606:4700:4700::1111%eth0']],
    ['IPv6 site-local', ['fec0::1']],
    ['IPv6 unique local', ['fc00::1']],
    ['AWS’s metadata over IPv6', ['fd00:ec2::254']],
    ['IPv6 multicast', ['ff02::1']],
    ['mapped loopback', ['::ffff:127.0.0.1']],
    ['mapped private, in hexadecimal', ['::ffff:a00:1']],
    ['compatible loopback', ['::127.0.0.1']],
    ['translated', ['::ffff:0:127.0.0.1']],
    ['NAT64 to loopback', ['64:ff9b::127.0.0.1']],
    ['local NAT64', ['64:ff9b:1::a00:1']],
    ['6to4 to a private address', ['2002:a00:1::1']],
    ['Teredo to a documentation address', ['2001:0:4136:e378:8000:63bf:3fff:fdd2']],
    ['Teredo by a private server', ['2001:0:a00:1:8000:63bf:f7f7:f7f7']],
    ['Teredo to a private client', ['2001:0:4136:e378:8000:63bf:f5ff:fffe']],
    ['compatible private, in hexadecimal', ['::a00:1']],
    ['ISATAP under a local prefix', ['fe80::5efe:808:808']],
    ['mapped, of a proxy', ['::ffff:198.18.0.84']],
    ['ISATAP to a private address', ['2606:4700::5efe:a00:1']],
    ['IPv6 documentation', ['2001:db8::1']],
    ['newer IPv6 documentation', ['3fff::1']],
    ['IPv6 benchmarks', ['2001:2::1']],
    ['ORCHID', ['2001:20::1']],
    ['discard', ['100::1']],
    ['segment routing', ['5f00::1']],
    ['IPv6 not given out', ['4000::1']],
    ['a private address after a public one', ['8.8.8.8', '10.0.0.1']],
    ['a private address before a public one', ['10.0.0.1', '8.8.8.8']],
    ['IPv6 loopback beside public IPv4', ['8.8.8.8', '::1']],
    ['no address at all', ['example.com']],
    ['a number', ['2130706433']],
    ['octal', ['0177.0.0.1']],
    ['a short form', ['127.1']],
    ['nothing', ['']],
  ])('%s: %j', async (_name, answers) => {
    const { reason } = await tryFetch('https://images.example.com/a.png', answers);
    expect(reason).toMatch(/^URLs must be hosted on a public address\. images\.example\.com leads/);
  });

  it('an empty answer is no answer', async () => {
    const { reason } = await tryFetch('https://images.example.com/a.png', []);
    expect(reason).toMatch(/^Failed to fetch asset\. The URL may be incorrect/);
  });
});

describe('addresses of the public internet', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '168.63.129.15',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2001:4860:4860::8888',
    '2606:4700:4700::1111',
    '2a00:1450:4001:81c::200e',
    '2400:cb00:2048:1::c629:d7a2',
  ])('%s', (address) => {
    expect(findFault(address)).toBeUndefined();
  });
});

describe('an IPv6 address that stands for an IPv4 one', () => {
  it.each([
    ['mapped', '::ffff:8.8.8.8'],
    ['compatible', '::808:808'],
    ['translated', '::ffff:0:808:808'],
    ['NAT64, as DNS64 answers', '64:ff9b::808:808'],
    ['6to4', '2002:808:808::1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:f7f7:f7f7'],
    ['ISATAP', '2606:4700::200:5efe:808:808'],
  ])('is public if that one is: %s', (_name, address) => {
    expect(findFault(address)).toBeUndefined();
  });

  it('is told by that one if it is not', () => {
    expect(findFault('64:ff9b::a00:1')?.words).toBe(
      'which stands for 10.0.0.1, which is in 10.0.0.0/8 (private)',
    );
  });
});

describe('a range that the operator allows', () => {
  const proxies = ['198.18.0.0/15', 'fc00::/18'];

  it.each(['198.18.0.84', '198.19.255.255', 'fc00::12', '::ffff:198.18.0.84', '64:ff9b::c612:54'])(
    'opens what lies in it: %s',
    (address) => {
      expect(findFault(address)).toBeDefined();
      expect(findFault(address, proxies)).toBeUndefined();
    },
  );

  it.each(['198.20.0.0', '8.8.8.8'])(
    'changes nothing for others that are public: %s',
    (address) => {
      expect(findFault(address, proxies)).toBeUndefined();
    },
  );

  it.each(['198.51.100.1', '10.0.0.1', 'fc00:4000::1', '::ffff:10.0.0.1', '::ffff:127.0.0.1'])(
    'changes nothing for others that are not: %s',
    (address) => {
      expect(findFault(address, proxies)).toBeDefined();
    },
  );
});

describe('the refusal', () => {
  it.each([
    ['198.18.0.84', '198.18.0.0/15 (reserved)'],
    ['100.64.1.2', '100.64.0.0/10 (carrier-grade NAT)'],
    ['172.20.0.1', '172.16.0.0/12 (private)'],
    ['fc00::12', 'fc00::/7 (private)'],
    ['64:ff9b:1::808:808', "64:ff9b:1::/48 (NAT64 of a network's own)"],
    ['4000::1', '::/0 outside of 2000::/3 (not given out)'],
    ['168.63.129.16', "168.63.129.16/32 (Azure's own)"],
  ])('names the range of %s: %s', async (address, range) => {
    const { reason } = await tryFetch('https://images.example.com/a.png', ['8.8.8.8', address]);
    expect(reason).toBe(
      `URLs must be hosted on a public address. images.example.com leads to ${address}, which is in ${range}. ` +
        'Whoever runs this server can allow that range by inputRanges in its configuration file.',
    );
  });

  it('names no range where there is none', async () => {
    const { reason } = await tryFetch('https://images.example.com/a.png', ['fe80::1%eth0']);
    expect(reason).toMatch(/leads to fe80::1%eth0, which is no address of the internet\.$/);
  });
});
