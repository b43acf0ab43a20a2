import { InputRefused } from '../store/inputs/input-refused.ts';
import type { TakenInput } from '../store/inputs/inputs.ts';
import { isRunwayUri, readUpload } from '../store/inputs/uploads.ts';
import { ApiError } from '../task/errors.ts';
import type { TaskRequest, Warning } from '../task/task.ts';
import type { ClipOrder, Picture } from './clip-request.ts';
import type { Services } from './services.ts';

export interface TakenPictures {
  inputs: TaskRequest['inputs'];
  /** Width over height of the first of them. */
  aspect: number | undefined;
  /** What became of them on their way. */
  warnings: Warning[];
}

/**
 * Fetch or decode every picture of a request, check it and store it.
 * @throws ApiError 400 that names the picture which cannot be taken
 */
export async function takePictures(
  services: Services,
  { pictures, limits }: ClipOrder,
  owner: string,
): Promise<TakenPictures> {
  const taken = await Promise.all(
    pictures.map(async (picture) => {
      const image = await takePicture(services, picture.uri, owner, limits).catch((error) =>
        refuse(error, picture),
      );
      return { ...image, role: picture.role };
    }),
  );
  const several = pictures.length > 1;
  const [first] = taken;
  return {
    inputs: taken.map(({ role, artifact }) => ({ role, artifact })),
    aspect: first && first.width / first.height,
    warnings: taken.flatMap(({ role, warnings }) =>
      warnings.map(({ code, message }) => ({
        code,
        message: several ? `In position "${role}": ${message}` : message,
      })),
    ),
  };
}

async function takePicture(
  { database, artifacts, inputs }: Services,
  uri: string,
  owner: string,
  limits: ClipOrder['limits'],
): Promise<TakenInput> {
  if (!isRunwayUri(uri)) return inputs.take(uri, owner, limits);
  return inputs.takeBytes(
    async () => {
      const bytes = await readUpload(database, artifacts, uri, owner);
      if (bytes) return bytes;
      throw new InputRefused(
        'Failed to fetch asset. There is no such upload of yours, it is still empty, or it has expired.',
      );
    },
    owner,
    limits,
  );
}

function refuse(error: unknown, { path }: Picture): never {
  if (!(error instanceof InputRefused)) throw error;
  throw new ApiError('INVALID_BODY', {
    issues: [{ code: 'custom', path, message: error.reason }],
    cause: error,
  });
}
