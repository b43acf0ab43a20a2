/** Where the frames of a clip come from: a camera in a scene, or what lies between two images. */
import type { Warning } from '../../../engine/engine.ts';
import { cropToFrame, type PreparedFrame, prepareFrame } from '../../../media/decode.ts';
import { copyFrame, createFrame, type YuvFrame } from '../../../media/frame.ts';
import { writePicture } from '../../../media/yuv.ts';
import { measureTravel, planCamera } from '../camera/plan.ts';
import { type CameraPose, lookAt } from '../camera/pose.ts';
import { createMorph } from '../keyframes/morph.ts';
import type { KeyframeRequest } from '../request.ts';
import type { DepthNetwork } from '../scene/depth/neural-depth.ts';
import { buildScene } from '../scene/scene.ts';
import type { LifeKind, Shot } from '../shot.ts';
import { paintAhead } from './ahead.ts';
import type { Moment } from './atmosphere/effect.ts';
import { createBlender } from './blend.ts';
import { createLife } from './life.ts';
import { createFilm } from './motion-blur.ts';
import { createWarper } from './warp.ts';

/** What the configuration says about every render. */
export interface RenderSettings {
  /** Without one depth comes from image cues. */
  depthModel?: DepthNetwork;
}

export interface FrameSource {
  warnings: Warning[];
  /**
   * Write frame `index`, 0 .. frames - 1, into every pixel of `frame`; tell what it shows. Painted in
   * their order, each is begun while the one before is seen to; in another order they take longer.
   */
  paint(index: number, frame: YuvFrame): View;
  /** Let go of what was prepared; nothing may be painted any more. */
  close(): Promise<void>;
}

/** What the atmosphere has to know of a frame. */
export type View = Pick<Moment, 'depth' | 'focus' | 'drift'>;

/**
 * Prepare the frames of a request: everything that is done once per clip.
 * @throws UndecodableImage, `signal.reason`.
 */
export async function prepareFrames(
  request: KeyframeRequest,
  shot: Shot,
  frames: number,
  signal: AbortSignal,
  settings: RenderSettings = {},
): Promise<FrameSource> {
  const { width, height } = request;
  const prepared: Partial<Record<'first' | 'last', PreparedFrame>> = {};
  for (const { position, file } of request.keyframes) {
    prepared[position] = await prepareFrame(file, width, height);
    signal.throwIfAborted();
  }
  const { first, last } = prepared;
  if (first && last) return morphBetween(first, last, request, shot, frames);
  const only = first ?? last;
  if (!only) throw new Error('Expected one or two keyframes but received none.');
  return filmScene(only, request, shot, frames, { backwards: !first, signal, settings });
}

/**
 * A camera in the scene of one image. Where that is the last keyframe, the same path is walked
 * towards it: the image itself is where every path begins.
 */
async function filmScene(
  prepared: PreparedFrame,
  { fps, seed, width, height }: KeyframeRequest,
  shot: Shot,
  frames: number,
  context: { backwards: boolean; signal: AbortSignal; settings: RenderSettings },
): Promise<FrameSource> {
  const { backwards, signal, settings } = context;
  const options = { frames, fps, seed };
  const travel = measureTravel(shot, prepared, options);
  const scene = await buildScene(prepared.picture, prepared, { travel, ...settings });
  signal.throwIfAborted();
  const path = planCamera(shot, scene, options);
  const life = shot.gentleLife ? createLife(scene, seed, shot.life) : undefined;
  const still = shot.life.filter((kind) => !life?.kinds.includes(kind));
  const warper = createWarper(scene, { life });
  const film = createFilm(warper, path, { width, height, fps });
  const first = createFrame(width, height);
  writePicture(prepared.picture, first, prepared.left, prepared.top);
  const atRest = path.poseAt(0);
  const focus = 255 * scene.subject.depth;
  // From here on the scene is in the warper's memory, and nothing here keeps the other copy.
  return {
    warnings: [
      ...(path.scale < whole ? [limitedBy(path.scale)] : []),
      ...(still.length > 0 ? [staysStill(still)] : []),
    ],
    paint(index, frame) {
      const step = backwards ? frames - 1 - index : index;
      const next = backwards ? step - 1 : step + 1;
      const follows = next > 0 && next < frames ? next : undefined;
      const depth = step === 0 ? null : film.expose(step, frame, follows);
      if (step === 0) copyFrame(first, frame);
      const drift = (depth: number) => driftOf(atRest, path.poseAt(step), first, depth);
      return { depth, focus, drift };
    },
    close: warper.close,
  };
}

/** From this share of a move on nobody misses the rest. */
const whole = 0.85;

function limitedBy(scale: number): Warning {
  return {
    code: 'limited',
    message: `The image ends too soon for the whole move: the camera goes ${Math.round(scale * 100)} % of the way that was asked for. An image that is wider than the clip, or higher, gives it more room.`,
  };
}

const lifeNames = { sky: 'sky', water: 'water', foliage: 'leaves', smoke: 'smoke' };

function staysStill(kinds: LifeKind[]): Warning {
  const names = kinds.map((kind) => lifeNames[kind]).join(' or ');
  return {
    code: 'life',
    message: `The prompt wants ${names} to move, but the engine found none in the image that it is sure of. It stays still, since motion in the wrong place looks worse than none.`,
  };
}

function morphBetween(
  first: PreparedFrame,
  last: PreparedFrame,
  { seed }: KeyframeRequest,
  shot: Shot,
  frames: number,
): FrameSource {
  const [opening, ending] = [cropToFrame(first), cropToFrame(last)];
  const morph = createMorph(opening, ending, { frames, seed });
  const blender = createBlender(opening, ending, morph.grid);
  const ahead = paintAhead<number, void>(
    { begin: (index) => blender.begin(morph.planFrame(index)), finish: blender.finish },
    Object.is,
  );
  const moves = !shot.chosenBySeed && shot.moves.some(({ kind }) => kind !== 'static');
  return {
    warnings: [
      ...morph.warnings,
      ...(moves ? [keyframesDecide] : []),
      ...(shot.life.length > 0 ? [nothingLives] : []),
    ],
    paint(index, frame) {
      if (index === 0) writePicture(opening, frame);
      else if (index === frames - 1) writePicture(ending, frame);
      else ahead.paint(index, index + 1 < frames - 1 ? index + 1 : undefined, frame);
      return { depth: null, focus: 0, drift: () => ({ x: 0, y: 0 }) };
    },
    close: blender.close,
  };
}

/** How far what was in the middle of the first frame has moved, to first order. */
function driftOf(
  atRest: CameraPose,
  pose: CameraPose,
  { width, height }: { width: number; height: number },
  depth: number,
) {
  const x = (width - 1) / 2;
  const y = (height - 1) / 2;
  const before = lookAt(atRest, x, y, depth);
  const here = lookAt(pose, x, y, depth);
  const beside = lookAt(pose, x + 1, y, depth);
  const step = Math.hypot(beside.x - here.x, beside.y - here.y);
  return { x: (before.x - here.x) / step, y: (before.y - here.y) / step };
}

const keyframesDecide: Warning = {
  code: 'camera-between-keyframes',
  message:
    'With a first and a last image the camera goes from the one to the other; the camera moves in the prompt are not made.',
};

const nothingLives: Warning = {
  code: 'life',
  message:
    'Between a first and a last image nothing moves by itself: water, sky, leaves and smoke that are to move in the prompt go from the one image to the other.',
};
