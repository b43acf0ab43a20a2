// The loops of people/network.ts in which most of its time is spent.

/**
 * A convolution in which every output channel sees every input channel; f32, channels last. Sums
 * run in four lanes where the channels are a multiple of four.
 * @param weights per output channel: rows, columns, input channels.
 * @param top and `left`: how far before the picture the first window begins.
 */
export function convolve(
  from: usize, height: i32, width: i32, channels: i32,
  weights: usize, bias: usize, kernelHeight: i32, kernelWidth: i32,
  top: i32, left: i32, down: i32, across: i32,
  out: usize, outHeight: i32, outWidth: i32, outChannels: i32,
): void {
  const pixel = <usize>channels * 4;
  const kernel = <usize>(kernelHeight * kernelWidth) * pixel;
  const lanes = channels % 4 == 0;
  for (let y = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      for (let o = 0; o < outChannels; o++, out += 4) {
        let sum = load<f32>(bias + o * 4);
        let four = f32x4.splat(0);
        for (let ky = 0; ky < kernelHeight; ky++) {
          const v = y * down - top + ky;
          if (v < 0 || v >= height) continue;
          for (let kx = 0; kx < kernelWidth; kx++) {
            const u = x * across - left + kx;
            if (u < 0 || u >= width) continue;
            let at = from + <usize>(v * width + u) * pixel;
            let weight = weights + o * kernel + <usize>(ky * kernelWidth + kx) * pixel;
            const end = at + pixel;
            if (lanes) {
              for (; at < end; at += 16, weight += 16) {
                four = f32x4.add(four, f32x4.mul(v128.load(at), v128.load(weight)));
              }
            } else {
              for (; at < end; at += 4, weight += 4) sum += load<f32>(at) * load<f32>(weight);
            }
          }
        }
        sum += f32x4.extract_lane(four, 0) + f32x4.extract_lane(four, 1);
        sum += f32x4.extract_lane(four, 2) + f32x4.extract_lane(four, 3);
        store<f32>(out, sum);
      }
    }
  }
}

/** A convolution in which every output channel sees its own input channel alone. */
export function convolveEach(
  from: usize, height: i32, width: i32, channels: i32,
  weights: usize, bias: usize, kernelHeight: i32, kernelWidth: i32,
  top: i32, left: i32, down: i32, across: i32,
  out: usize, outHeight: i32, outWidth: i32,
): void {
  const pixel = <usize>channels * 4;
  for (let y = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++, out += pixel) {
      // The last four may reach into the next pixel, which is written after this one.
      for (let c: usize = 0; c < pixel; c += 16) {
        let four = v128.load(bias + c);
        for (let ky = 0; ky < kernelHeight; ky++) {
          const v = y * down - top + ky;
          if (v < 0 || v >= height) continue;
          for (let kx = 0; kx < kernelWidth; kx++) {
            const u = x * across - left + kx;
            if (u < 0 || u >= width) continue;
            const own = v128.load(from + <usize>(v * width + u) * pixel + c);
            const weight = v128.load(weights + <usize>(ky * kernelWidth + kx) * pixel + c);
            four = f32x4.add(four, f32x4.mul(own, weight));
          }
        }
        v128.store(out + c, four);
      }
    }
  }
}

/** What is below 0 becomes 0; `count` numbers. */
export function cutOff(from: usize, count: i32, out: usize): void {
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < <usize>count * 4; i += 16) {
    v128.store(out + i, f32x4.max(v128.load(from + i), zero));
  }
}
