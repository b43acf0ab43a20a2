import { acceptTasks } from '../accept.ts';
import { readClipBody } from '../clip-request.ts';
import { makeClipBody } from '../schemas/clip-body.ts';
import type { Routes } from '../services.ts';

export const imageToVideo: Routes = (app, services) =>
  acceptTasks(app, services, {
    path: '/image_to_video',
    summary: 'Image to video',
    body: makeClipBody('image_to_video', services),
    read: (body) => readClipBody('image_to_video', body),
  });
