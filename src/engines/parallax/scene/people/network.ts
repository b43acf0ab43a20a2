/**
 * Runs a small TensorFlow Lite network, in plain arithmetic: the same numbers on every machine.
 * Tensors are float32, one picture at a time, channels last.
 */
import { kernel, openRoom } from '../kernel/kernel.ts';
import type { Network, Operator, TensorInfo } from './tflite.ts';

interface Tensor {
  shape: readonly number[];
  data: Float32Array | Int32Array;
}

/** TensorFlow Lite's numbers for the operators that the networks here are made of. */
const kinds = {
  add: 0,
  averagePool: 1,
  concatenation: 2,
  convolution: 3,
  depthwise: 4,
  dequantize: 6,
  logistic: 14,
  maxPool: 17,
  multiply: 18,
  relu: 19,
  reshape: 22,
  resize: 23,
  custom: 32,
  pad: 34,
  hardSwish: 117,
} as const;

/**
 * Run a network on one input.
 * @returns its outputs, in its order
 * @throws Error when there is an operator in it that is not known here
 */
export function runNetwork(network: Network, input: Float32Array): Float32Array[] {
  const values = network.tensors.map(({ constant }) => constant);
  values[network.inputs[0]!] = input;
  const tensorOf = (index: number): Tensor => {
    return { shape: network.tensors[index]!.shape, data: values[index]! };
  };
  for (const operator of network.operators) {
    const inputs = operator.inputs.map(tensorOf);
    values[operator.output] = runOperator(operator, inputs, network.tensors[operator.output]!);
  }
  return network.outputs.map((index) => values[index] as Float32Array);
}

function runOperator(operator: Operator, inputs: Tensor[], output: TensorInfo) {
  const [first, second, third] = inputs as [Tensor, Tensor, Tensor];
  const { option } = operator;
  const stride = { across: option(1), down: option(2) };
  switch (operator.kind) {
    case kinds.dequantize:
    case kinds.reshape:
      return first.data;
    case kinds.add:
      return add(first, second);
    case kinds.multiply:
      return multiply(first, second);
    case kinds.relu:
      return cutOff(first);
    case kinds.hardSwish:
      return swish(first);
    case kinds.logistic:
      return first.data.map((x) => 1 / (1 + Math.exp(-x)));
    case kinds.concatenation:
      return concatenate(inputs);
    case kinds.convolution:
      return convolve(first, second, third, output.shape, stride, option(0) === 0);
    case kinds.depthwise:
      return convolveEach(first, second, third, output.shape, stride, option(0) === 0);
    case kinds.averagePool:
      return averageAll(first);
    case kinds.maxPool:
      return poolMost(first, output.shape, stride);
    case kinds.resize:
      return enlarge(first, output.shape);
    case kinds.pad:
      return pad(first, second, output.shape);
    case kinds.custom:
      if (operator.custom === 'Convolution2DTransposeBias') {
        return convolveApart(first, second, third, output.shape);
      }
  }
  throw new Error(
    `Expected operators that are known here but found ${operator.kind} ${operator.custom}`,
  );
}

// Loops rather than calls of map: half of a network's time would go into those.

function add({ data: a }: Tensor, { data: b }: Tensor): Float32Array {
  const out = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) out[i] = a[i]! + b[i]!;
  return out;
}

/** Times a tensor of the same shape, or a factor for each channel. */
function multiply({ data: a }: Tensor, { data: b }: Tensor): Float32Array {
  const out = new Float32Array(a.length);
  for (let at = 0; at < a.length; at += b.length) {
    for (let c = 0; c < b.length; c++) out[at + c] = a[at + c]! * b[c]!;
  }
  return out;
}

function cutOff({ data }: Tensor): Float32Array {
  const room = openRoom();
  // Four at a time: the last may reach beyond the end.
  const out = room.take(data.byteLength + 16);
  kernel.cutOff(room.put(data), data.length, out);
  return room.read(out, new Float32Array(data.length));
}

function swish({ data }: Tensor): Float32Array {
  const out = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const x = data[i]!;
    out[i] = (x * Math.min(6, Math.max(0, x + 3))) / 6;
  }
  return out;
}

function concatenate(parts: Tensor[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, { data }) => sum + data.length, 0));
  let at = 0;
  for (const { data } of parts) {
    out.set(data, at);
    at += data.length;
  }
  return out;
}

interface Stride {
  across: number;
  down: number;
}

/** How far before the picture the first window begins, where the output is to be as large. */
function marginBefore(size: number, kernel: number, stride: number, same: boolean): number {
  if (!same) return 0;
  return Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernel - size) >> 1;
}

/** Every output channel sees every input channel. */
function convolve(
  input: Tensor,
  weights: Tensor,
  bias: Tensor,
  [, outHeight = 0, outWidth = 0, outChannels = 0]: readonly number[],
  stride: Stride,
  same: boolean,
): Float32Array {
  const [, height = 0, width = 0, channels = 0] = input.shape;
  const [, kernelHeight = 0, kernelWidth = 0] = weights.shape;
  const top = marginBefore(height, kernelHeight, stride.down, same);
  const left = marginBefore(width, kernelWidth, stride.across, same);
  const room = openRoom();
  const out = room.take(outHeight * outWidth * outChannels * 4);
  kernel.convolve(
    ...([room.put(input.data), height, width, channels] as const),
    ...([room.put(weights.data), room.put(bias.data), kernelHeight, kernelWidth] as const),
    ...([top, left, stride.down, stride.across] as const),
    ...([out, outHeight, outWidth, outChannels] as const),
  );
  return room.read(out, new Float32Array(outHeight * outWidth * outChannels));
}

/** Every output channel sees its own input channel alone. */
function convolveEach(
  input: Tensor,
  weights: Tensor,
  bias: Tensor,
  [, outHeight = 0, outWidth = 0]: readonly number[],
  stride: Stride,
  same: boolean,
): Float32Array {
  const [, height = 0, width = 0, channels = 0] = input.shape;
  const [, kernelHeight = 0, kernelWidth = 0] = weights.shape;
  const top = marginBefore(height, kernelHeight, stride.down, same);
  const left = marginBefore(width, kernelWidth, stride.across, same);
  const room = openRoom();
  const out = room.take(outHeight * outWidth * channels * 4 + 16);
  kernel.convolveEach(
    ...([room.put(input.data), height, width, channels] as const),
    ...([room.put(weights.data), room.put(bias.data), kernelHeight, kernelWidth] as const),
    ...([top, left, stride.down, stride.across] as const),
    ...([out, outHeight, outWidth] as const),
  );
  return room.read(out, new Float32Array(outHeight * outWidth * channels));
}

/** A convolution the other way round: every pixel becomes a block of its kernel's size. */
function convolveApart(
  input: Tensor,
  weights: Tensor,
  bias: Tensor,
  [, outHeight = 0, outWidth = 0, outChannels = 0]: readonly number[],
): Float32Array {
  const [, , width = 0, channels = 0] = input.shape;
  const [, kernelHeight = 0, kernelWidth = 0] = weights.shape;
  const [from, by] = [input.data, weights.data];
  const out = new Float32Array(outHeight * outWidth * outChannels);
  for (let y = 0, at = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      const pixel = Math.floor(y / kernelHeight) * width + Math.floor(x / kernelWidth);
      for (let o = 0; o < outChannels; o++, at++) {
        const row = o * kernelHeight + (y % kernelHeight);
        const weight = (row * kernelWidth + (x % kernelWidth)) * channels;
        let sum = bias.data[o]!;
        for (let c = 0; c < channels; c++) sum += from[pixel * channels + c]! * by[weight + c]!;
        out[at] = sum;
      }
    }
  }
  return out;
}

/** The mean of each channel over the whole picture. */
function averageAll({ shape, data }: Tensor): Float32Array {
  const channels = shape[3]!;
  const sums = new Float64Array(channels);
  for (let at = 0; at < data.length; at += channels) {
    for (let c = 0; c < channels; c++) sums[c]! += data[at + c]!;
  }
  return Float32Array.from(sums, (sum) => sum / (data.length / channels));
}

/** The most of every window of the stride's size. */
function poolMost(
  { shape, data }: Tensor,
  [, outHeight = 0, outWidth = 0, channels = 0]: readonly number[],
  { across, down }: Stride,
): Float32Array {
  const width = shape[2]!;
  const out = new Float32Array(outHeight * outWidth * channels).fill(Number.NEGATIVE_INFINITY);
  for (let y = 0; y < outHeight * down; y++) {
    for (let x = 0; x < outWidth * across; x++) {
      const to = (Math.floor(y / down) * outWidth + Math.floor(x / across)) * channels;
      const from = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) out[to + c] = Math.max(out[to + c]!, data[from + c]!);
    }
  }
  return out;
}

/** Bilinear, between the middles of pixels. */
function enlarge(
  { shape, data }: Tensor,
  [, outHeight = 0, outWidth = 0, channels = 0]: readonly number[],
): Float32Array {
  const [, height = 0, width = 0] = shape;
  const out = new Float32Array(outHeight * outWidth * channels);
  for (let y = 0, at = 0; y < outHeight; y++) {
    const v = Math.max(0, ((y + 0.5) * height) / outHeight - 0.5);
    const row = Math.min(height - 1, Math.floor(v));
    const below = Math.min(height - 1, row + 1);
    for (let x = 0; x < outWidth; x++) {
      const u = Math.max(0, ((x + 0.5) * width) / outWidth - 0.5);
      const column = Math.min(width - 1, Math.floor(u));
      const right = Math.min(width - 1, column + 1);
      for (let c = 0; c < channels; c++, at++) {
        const value = (j: number, i: number) => data[(j * width + i) * channels + c]!;
        const upper = value(row, column) + (u - column) * (value(row, right) - value(row, column));
        const lower =
          value(below, column) + (u - column) * (value(below, right) - value(below, column));
        out[at] = upper + (v - row) * (lower - upper);
      }
    }
  }
  return out;
}

/** Zeros around the picture, and behind its channels. */
function pad({ shape, data }: Tensor, margins: Tensor, outShape: readonly number[]): Float32Array {
  const [, height = 0, width = 0, channels = 0] = shape;
  const [, outHeight = 0, outWidth = 0, outChannels = 0] = outShape;
  const [, , top = 0, , left = 0, , before = 0] = margins.data;
  const out = new Float32Array(outHeight * outWidth * outChannels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * channels;
      const to = ((y + top) * outWidth + x + left) * outChannels + before;
      out.set(data.subarray(from, from + channels), to);
    }
  }
  return out;
}
