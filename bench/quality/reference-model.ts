/** Reference depth in place of a model's: a model that answers every picture with it. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DepthModel } from '../../src/engines/parallax/depth-model.ts';
import type { Plane } from '../../src/engines/parallax/scene/resample.ts';
import { prepareFrame } from '../../src/media/decode.ts';
import { writeConstantModel } from '../../test/support/onnx-model.ts';

/**
 * Write a model that knows one picture, as the engine shows it for a clip of this size: centre-cropped,
 * with what it keeps of the surplus.
 */
export async function writeReferenceModel(
  subject: { name: string; file: string; reference: Plane },
  size: { width: number; height: number },
  folder: string,
): Promise<DepthModel> {
  const { picture } = await prepareFrame(subject.file, size.width, size.height);
  const bytes = writeConstantModel(cropToShape(subject.reference, picture));
  const file = path.resolve(folder, `${subject.name}.onnx`);
  await writeFile(file, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { title: 'reference depth', path: file, sha256, gives: 'inverse-depth' };
}

/** The middle of a plane, as large as may be in the shape of a picture. */
export function cropToShape(plane: Plane, shape: { width: number; height: number }): Plane {
  const scale = Math.min(plane.width / shape.width, plane.height / shape.height);
  const width = Math.round(shape.width * scale);
  const height = Math.round(shape.height * scale);
  const [left, top] = [(plane.width - width) >> 1, (plane.height - height) >> 1];
  const data = Float32Array.from({ length: width * height }, (_, i) => {
    const row = top + Math.floor(i / width);
    return plane.data[row * plane.width + left + (i % width)]!;
  });
  return { width, height, data };
}
