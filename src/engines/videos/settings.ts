import { z } from 'zod';
import { serverSettings } from '../../engine/server-settings.ts';
import { serverKinds } from './dialect.ts';

/** What an instance can be set to. */
export const videosSettings = z.strictObject({
  ...serverSettings,
  /** Which server it is; `auto` asks it. */
  server: z.enum(['auto', ...serverKinds]).default('auto'),
  /** The model's name there, where the server has several. */
  model: z.string().min(1).optional(),
  /** Fields that every request is sent with besides, as the server names them. */
  extra: z.record(z.string(), z.json()).default({}),
});

export type VideosSettings = z.infer<typeof videosSettings>;
