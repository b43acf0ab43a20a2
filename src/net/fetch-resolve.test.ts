import { describe, expect, it } from 'vitest';
import { serveDns } from '../../test/support/dns.ts';
import { askDns, resolveOnMachine } from './fetch-resolve.ts';

/** Ask a DNS server that answers so. */
async function askFor(answers: Parameters<typeof serveDns>[0]) {
  const { server, asked } = await serveDns(answers);
  return { resolve: askDns([server]), asked };
}

const forever = () => new AbortController().signal;
const noName = { code: 3 };
const loopback6 = [...Array(15).fill(0), 1];

describe('asking the DNS', () => {
  it('gives the addresses of both families', async () => {
    const { resolve, asked } = await askFor({
      a: {
        addresses: [
          [93, 184, 215, 14],
          [10, 0, 0, 1],
        ],
      },
      aaaa: { addresses: [loopback6] },
    });
    const addresses = await resolve('images.example.com', forever());
    expect(addresses.sort()).toEqual(['10.0.0.1', '93.184.215.14', '::1']);
    expect(asked.sort()).toEqual(['A images.example.com', 'AAAA images.example.com']);
  });

  it.each([noName, { code: 2 }, { addresses: [] }])('does with one family: %j', async (aaaa) => {
    const { resolve } = await askFor({ a: { addresses: [[1, 2, 3, 4]] }, aaaa });
    expect(await resolve('images.example.com', forever())).toEqual(['1.2.3.4']);
  });

  it('asks for the name as it is, whatever domain this machine searches', async () => {
    const { resolve, asked } = await askFor({ a: noName, aaaa: noName });
    await expect(resolve('a.b', forever())).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(new Set(asked)).toEqual(new Set(['A a.b', 'AAAA a.b']));
  });

  it('stops asking when the fetch is over', async () => {
    const { resolve } = await askFor({ a: 'silence', aaaa: 'silence' });
    const controller = new AbortController();
    const answer = resolve('images.example.com', controller.signal);
    controller.abort();
    await expect(answer).rejects.toMatchObject({ code: 'ECANCELLED' });
  });
});

describe('asking this machine', () => {
  it('knows its own names', async () => {
    expect(await resolveOnMachine('localhost')).toContain('127.0.0.1');
  });

  it('leaves addresses as they are, without brackets', async () => {
    expect(await resolveOnMachine('10.1.2.3')).toEqual(['10.1.2.3']);
    expect(await resolveOnMachine('[::1]')).toEqual(['::1']);
  });
});
