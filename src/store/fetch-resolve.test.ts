import { createSocket, type Socket } from 'node:dgram';
import { afterEach, describe, expect, it } from 'vitest';
import { askDns, resolveOnMachine } from './fetch-resolve.ts';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

type Answer = { addresses: number[][] } | { code: number } | 'silence';

/** A DNS server on loopback that answers every question for A and for AAAA in one way each. */
async function serveDns(answers: { a: Answer; aaaa: Answer }) {
  const socket = createSocket('udp4');
  sockets.push(socket);
  const asked: string[] = [];
  socket.on('message', (query, { port, address }) => {
    const labels: string[] = [];
    let at = 12;
    while (query[at]) {
      labels.push(query.toString('latin1', at + 1, at + 1 + query[at]!));
      at += 1 + query[at]!;
    }
    const type = query.readUInt16BE(at + 1);
    asked.push(`${type === 28 ? 'AAAA' : 'A'} ${labels.join('.')}`);
    const answer = type === 28 ? answers.aaaa : answers.a;
    if (answer === 'silence') return;
    const records = 'addresses' in answer ? answer.addresses : [];
    const head = Buffer.alloc(12);
    query.copy(head, 0, 0, 2);
    head.writeUInt16BE(0x8180 | ('code' in answer ? answer.code : 0), 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(records.length, 6);
    const body = records.map((bytes) => {
      const record = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, bytes.length]);
      return Buffer.concat([record, Buffer.from(bytes)]);
    });
    socket.send(Buffer.concat([head, query.subarray(12, at + 5), ...body]), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { resolve: askDns([`127.0.0.1:${socket.address().port}`]), asked };
}

const forever = () => new AbortController().signal;
const noName = { code: 3 };
const loopback6 = [...Array(15).fill(0), 1];

describe('asking the DNS', () => {
  it('gives the addresses of both families', async () => {
    const { resolve, asked } = await serveDns({
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
    const { resolve } = await serveDns({ a: { addresses: [[1, 2, 3, 4]] }, aaaa });
    expect(await resolve('images.example.com', forever())).toEqual(['1.2.3.4']);
  });

  it('asks for the name as it is, whatever domain this machine searches', async () => {
    const { resolve, asked } = await serveDns({ a: noName, aaaa: noName });
    await expect(resolve('a.b', forever())).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(new Set(asked)).toEqual(new Set(['A a.b', 'AAAA a.b']));
  });

  it('stops asking when the fetch is over', async () => {
    const { resolve } = await serveDns({ a: 'silence', aaaa: 'silence' });
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
