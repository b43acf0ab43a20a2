// The loops over pixels and cells of which scenes are built: AssemblyScript, compiled by kernels.ts
// into binary.ts. Most are named after the file that calls them; box, cells, fill, filters, guided,
// look and patches say what they do.
export { boxMean } from './box';
export { averageCells } from './cells';
export {
  chooseSources,
  cutLayers,
  hasCut,
  isSharp,
  judgeSides,
  measureCut,
  measureRise,
  measureSlope,
  multiplyPlane,
  setCut,
  sharpenDepth,
  smoothAlike,
  steepen,
  trustDepth,
} from './cut';
export { enlargePlane } from './enlarge';
export { fillGaps, fillRoom } from './fill';
export { extremesRoom, findLeast, findMost, halvePicture, halvePlane } from './filters';
export { applyFit, fitToColours } from './guided';
export { insetMask } from './inset';
export { toLab, toLightness } from './lab';
export { contrastPatches, countPaper, countSteps, measureSteps } from './look';
export { measurePatches, spreadPatches, sumPatches } from './patches';
export { convolve, convolveEach, cutOff } from './people';
export { assignPixels, joinFragments, moveCentres } from './superpixels';
