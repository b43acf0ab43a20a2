import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTemporaryFolder, removeDataFolder } from '../test/support/data-folder.ts';
import { ConfigError, loadConfig } from './config.ts';
import { engineKinds } from './engine-kinds.ts';

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  file = path.join(folder, 'config.yml');
});
afterAll(() => removeDataFolder(folder));

/** The configuration that these variables and lines of a file make. */
async function load(environment: Record<string, string> = {}, lines = '') {
  await writeFile(file, lines);
  return loadConfig({ ...environment, PHOTOPLAY_CONFIG: file });
}

/** What is said of a configuration that is refused, without its heading. */
async function complaint(environment: Record<string, string>, lines = ''): Promise<string> {
  const error = await load(environment, lines).then(
    () => expect.fail('accepted'),
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return (error as Error).message
    .replace(/^.*is not valid:\n {2}/, '')
    .replaceAll(/^( *)line \d+: /gm, '$1');
}

describe('a variable', () => {
  it.each([
    ['PHOTOPLAY_PROT', 'There is no such variable. Did you mean PHOTOPLAY_PORT?'],
    ['photoplay_port', 'There is no such variable. Did you mean PHOTOPLAY_PORT?'],
    ['PHOTOPLAY_DATADIR', 'There is no such variable. Did you mean PHOTOPLAY_DATA_DIR?'],
    ['PHOTOPLAY_INPUT_HOST', 'There is no such variable. Did you mean PHOTOPLAY_INPUT_HOSTS?'],
    ['PHOTOPLAY_MIND_READING', 'There is no such variable.'],
  ])('that is none is named: %s', async (name, told) => {
    expect(await complaint({ [name]: 'x' })).toBe(`${name}: ${told}`);
  });

  it('that is empty counts as not set', async () => {
    expect((await load({ PHOTOPLAY_PORT: '', PHOTOPLAY_PROT: '' })).port).toBe(8420);
  });

  it('of other programs, and what Kubernetes adds for a service, is nothing to us', async () => {
    const { port } = await load({
      MY_PHOTOPLAY_PORT: '1',
      PHOTOPLAY_SERVICE_HOST: '10.0.0.1',
      PHOTOPLAY_SERVICE_PORT: '8420',
      PHOTOPLAY_SERVICE_PORT_HTTP: '8420',
      PHOTOPLAY_PORT: 'tcp://10.0.0.1:8420',
      PHOTOPLAY_PORT_8420_TCP: 'tcp://10.0.0.1:8420',
      PHOTOPLAY_PORT_8420_TCP_ADDR: '10.0.0.1',
      PHOTOPLAY_API_SERVICE_HOST: '10.0.0.2',
      PHOTOPLAY_API_PORT: 'tcp://10.0.0.2:80',
    });
    expect(port).toBe(8420);
    const own = { PHOTOPLAY_SERVICE_HOST: '10.0.0.1', PHOTOPLAY_PORT: '9000' };
    expect((await load(own)).port).toBe(9000);
  });

  it.each([
    ['PHOTOPLAY_PORT', '84200', 'Expected a whole number from 0 to 65535 but received "84200".'],
    ['PHOTOPLAY_PORT', '0x20', 'Expected a whole number from 0 to 65535 but received "0x20".'],
    ['PHOTOPLAY_CONCURRENCY', 'two', 'Expected a whole number from 1 to 256 but received "two".'],
    [
      'PHOTOPLAY_HOST',
      'http://0.0.0.0',
      'Expected an address or a name such as 127.0.0.1, without scheme and port but received "http://0.0.0.0".',
    ],
    [
      'PHOTOPLAY_HOST',
      '0.0.0.0:8420',
      'Expected an address or a name such as 127.0.0.1, without scheme and port but received "0.0.0.0:8420".',
    ],
    [
      'PHOTOPLAY_PUBLIC_URL',
      'video.example.com',
      'Expected a URL such as https://video.example.com but received "video.example.com".',
    ],
    [
      'PHOTOPLAY_PUBLIC_URL',
      'https://video.example.com/?a=b',
      'Expected a URL such as https://video.example.com but received "https://video.example.com/?a=b".',
    ],
    [
      'PHOTOPLAY_STORAGE',
      's3://bucket/prefix?region=eu',
      'Expected s3://bucket/prefix, or the absolute path of a folder but received "s3://bucket/prefix?region=eu".',
    ],
    [
      'PHOTOPLAY_STORAGE',
      './clips',
      'Expected s3://bucket/prefix, or the absolute path of a folder but received "./clips".',
    ],
  ])('is told what it has to be: %s=%s', async (name, value, told) => {
    expect(await complaint({ [name]: value })).toBe(`${name}: ${told}`);
  });

  it('shows no password that stands in a URL', async () => {
    const told = await complaint({ PHOTOPLAY_PUBLIC_URL: 'https://user:geheim@video.example.com' });
    expect(told).toContain('received "https://…@video.example.com"');
    const s3 = {
      PHOTOPLAY_STORAGE: 's3://clips',
      AWS_ENDPOINT_URL: 'https://user:geheim@s3.example',
    };
    expect(await complaint(s3)).not.toContain('geheim');
  });

  it.each([
    ['PHOTOPLAY_API_KEY', 'geheim', 'Expected at least 8 visible ASCII characters and no spaces.'],
    [
      'PHOTOPLAY_API_KEY',
      'schlüssel',
      'Expected at least 8 visible ASCII characters and no spaces.',
    ],
    [
      'DATABASE_URL',
      'mysql://user:geheim@host/db',
      'Expected a URL such as postgres://user:password@host/database.',
    ],
  ])('that is secret is not shown: %s', async (name, value, told) => {
    expect(await complaint({ [name]: value })).toBe(`${name}: ${told}`);
  });
});

/** As an error lists them. */
const everyKind = engineKinds
  .map(({ kind }) => `"${kind}"`)
  .join(', ')
  .replace(/, ("\w+")$/, ' or $1');

describe('a key of the file', () => {
  it.each([
    ['corsOrigin: []', 'corsOrigin: There is no such setting. Did you mean corsOrigins?'],
    ['Strict: true', 'Strict: There is no such setting. Did you mean strict?'],
    [
      'maxBodyBytes: 1',
      'maxBodyBytes: There is no such setting. Did you mean limits.maxBodyBytes?',
    ],
    [
      'limits: { maxBodyByte: 1 }',
      'limits.maxBodyByte: There is no such setting. Did you mean limits.maxBodyBytes?',
    ],
    [
      'engines: { paralax: {} }',
      'engines.paralax: There is no such setting. Did you mean engines.parallax?',
    ],
    [
      'engines: { parallax: { model: {} } }',
      'engines.parallax.model: There is no such setting. It can have depthModel, maxSeconds, maxPixels, kind.',
    ],
    [
      'engines: { second: { kind: paralax } }',
      `engines.second.kind: Expected ${everyKind} but received "paralax". Did you mean parallax?`,
    ],
    [
      'engines: { wan: { baseUrl: x } }',
      `engines.wan.kind: Expected ${everyKind} but received nothing.`,
    ],
    [
      'engines: { Wan: { kind: fake } }',
      'engines.Wan: Expected an engine to be called by up to 40 small letters, digits, "-" and "_" but received "Wan".',
    ],
    ['engines: { far: { kind: runway, apiKey: 12345678 } }', 'engines.far.apiKey: Expected text.'],
    [
      'engines: { far: { kind: runway } }',
      'engines.far.apiKey: Expected either this or apiKeyVariable, the environment variable that has the key.',
    ],
    ['limits: 5', 'limits: Expected a section of settings but received 5.'],
    ['strict: "yes"', 'strict: Expected true or false but received "yes".'],
    ['limits: { maxUploads: 2.5 }', 'limits.maxUploads: Expected a whole number but received 2.5.'],
    ['limits: { maxUploads: 12MB }', 'limits.maxUploads: Expected a number but received "12MB".'],
    ['limits: { maxUploads: 0 }', 'limits.maxUploads: Expected more than 0 but received 0.'],
    [
      'limits: { maxEncodedLength: 9000000 }',
      'limits.maxEncodedLength: Expected at most 5242880 but received 9000000.',
    ],
    [
      'limits: { keepInputsSeconds: 60 }',
      'limits.keepInputsSeconds: Expected at least 3600 but received 60.',
    ],
    [
      's3AddressingStyle: virtul',
      's3AddressingStyle: Expected "auto", "path" or "virtual" but received "virtul". Did you mean virtual?',
    ],
    [
      'engines: { parallax: { depthModel: { path: a.onnx, sha256: abc } } }',
      'engines.parallax.depthModel.sha256: Expected 64 hexadecimal digits, as sha256sum prints them but received "abc".',
    ],
  ])('that cannot be is named: %s', async (lines, told) => {
    expect(await complaint({}, lines)).toBe(told);
  });

  it('may name several engines of one kind, beside those that are always there', async () => {
    const { engines } = await load({}, 'engines: { second: { kind: fake } }');
    expect(engines.map(({ id, kind }) => [id, kind])).toEqual([
      ['parallax', 'parallax'],
      ['fake', 'fake'],
      ['second', 'fake'],
    ]);
  });

  it('is told with the line that it stands in, or would', async () => {
    const lines = [
      '# photoplay',
      'strict: "yes"',
      'models:',
      '  gen4_turbo:',
      '    - parallax',
      '    - { engine: fake, weight: -1 }',
      'engines: {',
      '  far: { kind: runway, baseUrl: "http://127.0.0.1" },',
      '  paralax: {} }',
    ];
    const error = await load({}, lines.join('\n')).catch((thrown) => thrown);
    const told = (error as Error).message.split('\n').slice(1);
    expect(told.map((line) => line.trim().split(': ').slice(0, 2))).toEqual([
      ['line 2', 'strict'],
      ['line 6', 'models.gen4_turbo.1.weight'],
      ['line 8', expect.stringMatching(/^engines\.far/)],
      ['line 9', 'engines.paralax'],
    ]);
  });

  it('may be a section with nothing in it', async () => {
    const config = await load({}, 'limits:\nmodels:\ncorsOrigins:\n');
    expect([config.limits.maxUploads, config.models, config.corsOrigins]).toEqual([64, {}, []]);
  });

  it('is looked for in a file that has keys', async () => {
    await expect(load({}, '- a\n- b\n')).rejects.toThrow(/with settings such as "strict: true"/);
    await expect(load({}, 'a: [')).rejects.toThrow(/readable YAML or JSON/);
  });
});

describe('origins', () => {
  it('are brought to the form in which a browser sends them', async () => {
    const lines = `corsOrigins: ["http://127.0.0.1:9990/", "http://LOCALHOST:9990",
      "https://App.Example.com:443", "https://bücher.example", "capacitor://localhost"]`;
    expect((await load({}, lines)).corsOrigins).toEqual([
      'http://127.0.0.1:9990',
      'http://localhost:9990',
      'https://app.example.com',
      'https://xn--bcher-kva.example',
      'capacitor://localhost',
    ]);
  });

  it.each([
    ['https://app.example.com/page', 'Did you mean https://app.example.com?'],
    ['https://app.example.com/?a', 'Did you mean https://app.example.com?'],
    ['app.example.com', 'Did you mean https://app.example.com?'],
    ['*', 'Each origin has to be named.'],
    ['https://*.example.com', 'Each origin has to be named.'],
  ])('that can never match are refused: %s', async (given, hint) => {
    expect(await complaint({}, `corsOrigins: ["${given}"]`)).toBe(
      `corsOrigins.0: Expected an origin such as https://app.example.com, without a path but received "${given}". ${hint}`,
    );
  });
});

describe('input hosts', () => {
  it('are brought to the form in which they are compared', async () => {
    const hosts = 'Media.Internal, 127.0.0.1:9000,[0:0::1]:9000, bücher.example:08443';
    expect((await load({ PHOTOPLAY_INPUT_HOSTS: hosts })).inputHosts).toEqual([
      'media.internal',
      '127.0.0.1:9000',
      '[::1]:9000',
      'xn--bcher-kva.example:8443',
    ]);
  });

  it.each([
    ['http://media.internal', 'Did you mean media.internal?'],
    ['https://media.internal:9000/a', 'Did you mean media.internal:9000?'],
    ['media.internal/a', 'Did you mean media.internal?'],
    ['::1', 'Did you mean [::1]?'],
    ['.example.com', 'Did you mean example.com?'],
    ['*.example.com', 'Each host has to be named.'],
    ['10.0.0.0/8', 'Ranges of addresses are inputRanges in the configuration file.'],
    ['media.internal:99999', ''],
    ['media.internal:', 'Did you mean media.internal?'],
  ])('that can never match are refused: %s', async (given, hint) => {
    const told = `PHOTOPLAY_INPUT_HOSTS.0: Expected a host such as media.internal, or 127.0.0.1:9000 with its port but received "${given}". ${hint}`;
    expect(await complaint({ PHOTOPLAY_INPUT_HOSTS: given })).toBe(told.trim());
  });
});

describe('input ranges', () => {
  it('are taken as they are', async () => {
    const { inputRanges } = await load({}, 'inputRanges: [198.18.0.0/15, "fc00::/18"]');
    expect(inputRanges).toEqual(['198.18.0.0/15', 'fc00::/18']);
  });

  it.each([
    ['198.18.0.84', 'Did you mean 198.18.0.84/32?'],
    ['fc00::1', 'Did you mean fc00::1/128?'],
    ['198.18.0.84/15', 'Did you mean 198.18.0.0/15?'],
    ['0.0.0.0/0', 'It may be no wider than /8.'],
    ['::/0', 'It may be no wider than /7.'],
    ['198.18.0.0/33', ''],
    ['media.internal', ''],
  ])('that are none are refused: %s', async (given, hint) => {
    const told = `inputRanges.0: Expected a range of addresses such as 198.18.0.0/15 but received "${given}". ${hint}`;
    expect(await complaint({}, `inputRanges: ["${given}"]`)).toBe(told.trim());
  });
});

describe('settings that are fine alone', () => {
  const s3 = { PHOTOPLAY_STORAGE: 's3://clips' };
  it.each<[Record<string, string>, string, string]>([
    [{}, 's3PublicEndpoint: https://a.example', 's3PublicEndpoint: It has no effect without'],
    [{}, 's3AddressingStyle: path', 's3AddressingStyle: It has no effect without'],
    [{ ...s3, AWS_ACCESS_KEY_ID: 'a' }, '', 'AWS_SECRET_ACCESS_KEY: Expected it beside'],
    [{ ...s3, AWS_SECRET_ACCESS_KEY: 'a' }, '', 'AWS_ACCESS_KEY_ID: Expected it beside'],
    [{ ...s3, AWS_SESSION_TOKEN: 'a' }, '', 'AWS_SESSION_TOKEN: It has no effect without'],
    [{ ...s3, AWS_ENDPOINT_URL_S3: 'localhost:9000' }, '', 'AWS_ENDPOINT_URL_S3: Expected a URL'],
    [
      { ...s3, AWS_ENDPOINT_URL: 'http://127.0.0.1:9000' },
      's3AddressingStyle: virtual',
      's3AddressingStyle: "virtual" puts the bucket before the name of http://127.0.0.1:9000',
    ],
    [
      {},
      'limits: { maxBodyBytes: 1000, maxEncodedLength: 2000 }',
      'limits.maxEncodedLength: Expected at most 1000, which is limits.maxBodyBytes, but received 2000: the image is in the body.',
    ],
    [
      {},
      'limits: { headersTimeoutMs: 20, requestTimeoutMs: 10 }',
      'limits.headersTimeoutMs: Expected at most 10',
    ],
    [
      {},
      'limits: { keepClipsSeconds: 100000, keepTasksSeconds: 90000 }',
      'limits.keepClipsSeconds: Expected at most 90000',
    ],
    [
      {},
      'limits: { keepTasksSeconds: 90000, idempotencyKeySeconds: 100000 }',
      'limits.keepTasksSeconds: Expected at least 100000',
    ],
    [
      {},
      'limits: { fetchTimeoutMs: 2147483648 }',
      'limits.fetchTimeoutMs: Expected at most 2147483647 (24 days) but received 2147483648.',
    ],
    [
      {},
      'limits: { renderTimeoutSeconds: 2147484 }',
      'limits.renderTimeoutSeconds: Expected at most 2147483 (24 days)',
    ],
    [
      {},
      'limits: { linkLifetimeSeconds: 1000000000000 }',
      'limits.linkLifetimeSeconds: Expected at most 3162240000 (100 years)',
    ],
  ])('and not together are named: %j %s', async (environment, lines, told) => {
    expect((await complaint(environment, lines)).startsWith(told)).toBe(true);
  });

  it('stand when only a default is in their way', async () => {
    const { limits } = await load({}, 'limits: { maxBodyBytes: 1000, requestTimeoutMs: 5000 }');
    expect(limits).toMatchObject({ requestTimeoutMs: 5000, headersTimeoutMs: 5000 });
  });

  it('of Amazon are nobody’s business without its storage', async () => {
    await load({ AWS_ACCESS_KEY_ID: 'a', AWS_ENDPOINT_URL: 'none' });
  });
});

it('tells all that is wrong at once', async () => {
  const told = await complaint(
    {},
    'strikt: true\nlimits: { maxUploads: none }\ncorsOrigins: [a b]',
  );
  expect(told.split('\n')).toHaveLength(3);
});
