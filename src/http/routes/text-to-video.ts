import { acceptTasks } from '../accept.ts';
import { readClipBody } from '../clip-request.ts';
import { makeClipBody } from '../schemas/clip-body.ts';
import type { Routes } from '../services.ts';

/** For models that are led to an engine which makes clips from text. */
export const textToVideo: Routes = (app, services) =>
  acceptTasks(app, services, {
    path: '/text_to_video',
    summary: 'Text to video',
    body: makeClipBody('text_to_video', services),
    read: (body) => readClipBody('text_to_video', body),
  });
