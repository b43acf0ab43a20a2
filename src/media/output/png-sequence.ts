/** Each frame as a PNG, all of them in a ZIP: `frame_0001.png` and so on. */
import {
  AV_CODEC_FLAG_BITEXACT,
  AV_PIX_FMT_RGB24,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_JPEG,
  AVCOL_SPC_RGB,
  AVCOL_TRC_IEC61966_2_1,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  FF_ENCODER_PNG,
} from 'node-av/constants';
import { Codec, CodecContext, Dictionary, type Frame, Packet, Rational } from 'node-av/lib';
import { check } from '../ffmpeg.ts';
import type { FrameWriter, VideoSize } from './frame-writer.ts';
import { createZip } from './zip.ts';

/** How hard zlib tries, 0..9: see docs/decisions/0044. */
const compression = 3;

/**
 * PNGs of 8 bits a channel, tagged sRGB: what the keyframes were. A frame stands alone, so what
 * threads there are changes no byte.
 * @throws FFmpegError; Node's error when the file cannot be created
 */
export async function openPngWriter(file: string, size: VideoSize): Promise<FrameWriter> {
  const zip = await createZip(file);
  const context = await openCodec(size).catch(async (error) => {
    await zip.close();
    throw error;
  });
  const packet = new Packet();
  packet.alloc();
  let frames = 0;
  let written = 0;
  let closed = false;

  async function encode(frame: Frame | null): Promise<void> {
    check(await context.sendFrame(frame), 'encode a frame');
    for (;;) {
      const received = await context.receivePacket(packet);
      if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return;
      check(received, 'encode a frame');
      await zip.add(nameFrame(++written), packet.data!);
      packet.unref();
    }
  }

  return {
    pixelFormat: AV_PIX_FMT_RGB24,
    async write(frame) {
      frame.pts = BigInt(frames++);
      // As the encoder writes it into the picture.
      frame.colorPrimaries = AVCOL_PRI_BT709;
      frame.colorTrc = AVCOL_TRC_IEC61966_2_1;
      await encode(frame);
    },
    async finish() {
      await encode(null);
      await zip.finish();
      return { frames };
    },
    async close() {
      if (closed) return;
      closed = true;
      packet.free();
      context.freeContext();
      await zip.close();
    },
  };
}

/** Four digits hold every clip there is, 6 minutes of 24 frames a second. */
export function nameFrame(number: number): string {
  return `frame_${String(number).padStart(4, '0')}.png`;
}

async function openCodec({ width, height, fps }: VideoSize): Promise<CodecContext> {
  const codec = Codec.findEncoderByName(FF_ENCODER_PNG);
  if (!codec) throw new Error('Expected node-av to bring the encoder png but it does not.');
  const context = new CodecContext();
  context.allocContext3(codec);
  context.width = width;
  context.height = height;
  context.pixelFormat = AV_PIX_FMT_RGB24;
  context.timeBase = new Rational(1, fps);
  context.colorRange = AVCOL_RANGE_JPEG;
  context.colorSpace = AVCOL_SPC_RGB;
  context.colorPrimaries = AVCOL_PRI_BT709;
  context.colorTrc = AVCOL_TRC_IEC61966_2_1;
  context.threadCount = 2;
  context.setFlags(AV_CODEC_FLAG_BITEXACT);
  const options = Dictionary.fromObject({ compression_level: String(compression), pred: 'mixed' });
  check(await context.open2(codec, options), 'open the encoder');
  return context;
}
