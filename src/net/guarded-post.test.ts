import { expect, it } from 'vitest';
import { FetchRefused } from './fetch-refused.ts';
import { createGuardedPost } from './guarded-post.ts';

const message = { headers: {}, body: '{}', signal: new AbortController().signal };

it('sends nothing to a name that leads to a private address', async () => {
  const post = createGuardedPost({
    allowedHosts: [],
    timeoutMs: 600_000,
    resolve: async () => ['93.184.216.34', '169.254.169.254'],
  });
  await expect(post('https://hooks.example.com/', message)).rejects.toThrow(FetchRefused);
  await expect(post('http://hooks.example.com/', message)).rejects.toThrow('Only HTTPS');
});
