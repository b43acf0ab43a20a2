import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';

/** A small picture with something to see: bands of colour and a disc, every pixel known. */
export async function makeImage({
  width = 320,
  height = 192,
  format = 'jpeg',
}: {
  width?: number;
  height?: number;
  format?: 'jpeg' | 'png' | 'webp' | 'gif';
} = {}): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const disc = Math.hypot(x - width / 2, y - height / 2) < height / 4;
      const at = (y * width + x) * 3;
      pixels[at] = disc ? 220 : (x * 255) / width;
      pixels[at + 1] = disc ? 180 : (y * 255) / height;
      pixels[at + 2] = disc ? 60 : (x >> 4) % 2 ? 90 : 160;
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .toFormat(format)
    .toBuffer();
}

export function toDataUri(bytes: Uint8Array, type = 'image/jpeg'): string {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** Serve one body on loopback. `host` is what PHOTOPLAY_INPUT_HOSTS wants. */
export async function serveBytes(
  bytes: Uint8Array,
  { type = 'image/jpeg', status = 200, headers = {} as Record<string, string> } = {},
): Promise<{ host: string; url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}/image`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
