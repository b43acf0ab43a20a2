import { expect, it } from 'vitest';
import { CliError } from './output.ts';
import { readServerAddress } from './server-address.ts';

it.each([
  ['http://127.0.0.1:8188', 'http://127.0.0.1:8188'],
  [' https://api.dev.runwayml.com/v1/ ', 'https://api.dev.runwayml.com/v1'],
  ['HTTP://Box.Local:80/runwayml', 'http://box.local/runwayml'],
  ['http://[::1]:8188/', 'http://[::1]:8188'],
])('reads the address %j', (given, read) => {
  expect(readServerAddress(given)).toBe(read);
});

it.each([
  ['', /received nothing/],
  ['127.0.0.1:8188', /received "127\.0\.0\.1:8188"\. Did you mean http:\/\/127\.0\.0\.1:8188\?/],
  ['localhost:8188', /Did you mean http:\/\/localhost:8188\?/],
  ['video.example.com', /Did you mean https:\/\/video\.example\.com\?/],
  ['ftp://127.0.0.1', /received "ftp:\/\/127\.0\.0\.1"\.$/],
  ['two words', /received "two words"\.$/],
  [
    'http://127.0.0.1:8188/?token=1',
    /without "\?" and "#", such as http:\/\/127\.0\.0\.1:8188\/\.$/,
  ],
  ['http://', /Expected an address such as/],
])('refuses the address %j with a sentence', (given, sentence) => {
  expect(() => readServerAddress(given)).toThrow(CliError);
  expect(() => readServerAddress(given)).toThrow(sentence);
});

it.each(['http://user:hunter2@127.0.0.1:8188', 'user:hunter2@127.0.0.1:8188'])(
  'repeats no password of %j',
  (given) => {
    expect(() => readServerAddress(given)).toThrow(/without a user and a password/);
    expect(() => readServerAddress(given)).not.toThrow(/hunter2/);
  },
);
