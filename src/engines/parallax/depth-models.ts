/** The depth models that Photoplay knows by name. Each is one file, trusted by its hash alone. */
import type { DepthKind } from './scene/depth/neural-depth.ts';

export interface KnownModel {
  name: string;
  title: string;
  licence: string;
  /** Where it is on a hub. */
  repository: string;
  revision: string;
  file: string;
  bytes: number;
  sha256: string;
  gives: DepthKind;
}

const smallV2 = {
  licence: 'Apache-2.0',
  repository: 'onnx-community/depth-anything-v2-small',
  revision: '4472b7362082ad9968fee890ca0f1e5aca36b93d',
  gives: 'inverse-depth',
} as const;

/** The best first: where several are there, it is used. */
export const knownModels: readonly KnownModel[] = [
  {
    ...smallV2,
    name: 'depth',
    title: 'Depth Anything V2 Small',
    file: 'onnx/model.onnx',
    bytes: 99_060_839,
    sha256: 'afb6a5c28f3b6bf1618c6e43f02073ef9dfdc70e937502d51603e57b0a1df10c',
  },
  {
    ...smallV2,
    name: 'depth-half',
    title: 'Depth Anything V2 Small in half precision',
    file: 'onnx/model_fp16.onnx',
    bytes: 49_642_442,
    sha256: '2df6223f206b5164e21f664ace61dabeb9bb6a49b8b5a3e00510b4807d0f5b04',
  },
];
