import { expect, it } from 'vitest';
import { startLocalaiServer } from '../../../test/support/localai-server.ts';
import { startScriptedServer } from '../../../test/support/scripted-server.ts';
import { startSdcppServer } from '../../../test/support/sdcpp-server.ts';
import { startUnslothServer } from '../../../test/support/unsloth-server.ts';
import { startVideosServer } from '../../../test/support/videos-server.ts';
import { sdcpp } from '../sdcpp/manifest.ts';
import { videos } from './manifest.ts';

const ports = { fetch, signal: AbortSignal.timeout(600_000) };
const ask = async (url: string) => ({
  sdcpp: await sdcpp.probe!(url, ports),
  videos: await videos.probe!(url, ports),
});

it.each(['vllm-omni', 'sglang', 'qvac'] as const)(
  'recognises %s by its models',
  async (flavour) => {
    const { url } = await startVideosServer(flavour);
    const found = await ask(`${url}/v1`);
    expect(found.sdcpp).toBeUndefined();
    expect(found.videos).toMatchObject({
      what: expect.stringMatching(/with Wan-AI\/Wan2.2-TI2V-5B-Diffusers \(Wan 2.2 TI2V 5B\)/),
      settings: { server: flavour },
    });
  },
);

it('recognises the others, and says what is to be mended', async () => {
  const sd = await startSdcppServer();
  expect(await ask(sd.url)).toEqual({
    sdcpp: { what: 'sd-server with Wan2.2-TI2V-5B-Q8_0.gguf (Wan 2.2 TI2V 5B)' },
    videos: undefined,
  });
  sd.modes = ['img_gen'];
  expect((await ask(sd.url)).sdcpp!.notes![0]).toMatch(/makes no videos/);
  const unsloth = await startUnslothServer();
  unsloth.status = { loaded: false };
  expect((await ask(unsloth.url)).videos).toMatchObject({
    what: 'Unsloth Studio',
    notes: [expect.stringMatching(/no video model loaded/)],
  });
  const localai = await startLocalaiServer();
  expect((await ask(localai.url)).videos).toMatchObject({
    what: 'LocalAI',
    notes: [expect.stringMatching(/set "family"/)],
  });
});

it('claims no server that it does not know, or that answers nobody without a key', async () => {
  const other = await startScriptedServer(({ path }) =>
    path === '/v1/models'
      ? { body: { data: [{ id: 'llama', owned_by: 'library' }] } }
      : { status: 404 },
  );
  expect(await ask(other.url)).toEqual({ sdcpp: undefined, videos: undefined });
  const closed = await startScriptedServer(() => ({
    status: 401,
    body: { error: 'Unauthorized' },
  }));
  expect(await ask(closed.url)).toEqual({ sdcpp: undefined, videos: undefined });
  const echo = await startScriptedServer(() => ({ body: { ok: true } }));
  expect(await ask(echo.url)).toEqual({ sdcpp: undefined, videos: undefined });
  await other.down();
  await expect(videos.probe!(other.url, ports)).rejects.toThrow();
  await expect(sdcpp.probe!(other.url, ports)).rejects.toThrow();
});
