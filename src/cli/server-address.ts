import { CliError, exitCodes } from './output.ts';

/**
 * The address of a server as a configuration has it: `http://127.0.0.1:8188`, without a slash at its end.
 * @throws CliError that says what to write instead; it repeats no password
 */
export function readServerAddress(given: string): string {
  const text = given.trim();
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.hostname) {
    if (url.username || url.password) {
      throw misuse(
        `Expected an address without a user and a password, such as ${url.protocol}//${url.host}.`,
      );
    }
    if (url.search || url.hash) {
      throw misuse(
        `Expected an address without "?" and "#", such as ${url.origin}${url.pathname}.`,
      );
    }
    return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  }
  const expected = 'Expected an address such as http://127.0.0.1:8188';
  if (!text) throw misuse(`${expected} but received nothing.`);
  if (text.includes('@')) throw misuse(`${expected}, without a user and a password.`);
  const completed = URL.parse(`http://${text}`);
  const hint =
    !text.includes('://') && completed?.hostname ? ` Did you mean ${complete(text)}?` : '';
  throw misuse(`${expected}, with http:// or https:// before it, but received "${text}".${hint}`);
}

function complete(text: string): string {
  const isHere = /^(localhost|\[|\d+\.\d+\.\d+\.\d+|[\w.-]+:\d)/.test(text);
  return `${isHere ? 'http' : 'https'}://${text}`;
}

function misuse(message: string): CliError {
  return new CliError(message, exitCodes.misuse);
}
