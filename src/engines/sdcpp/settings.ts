import { z } from 'zod';
import { serverSettings } from '../../engine/server-settings.ts';

/** What an instance can be set to. */
export const sdcppSettings = z.strictObject({
  ...serverSettings,
  baseUrl: serverSettings.baseUrl.default('http://127.0.0.1:1234'),
  /** Fields of `vid_gen` that every request is sent with besides, as the server's docs name them. */
  extra: z.record(z.string(), z.json()).default({}),
});

export type SdcppSettings = z.infer<typeof sdcppSettings>;
