// The loops over pixels and cells of which scenes are built: AssemblyScript, compiled by kernels.ts
// into binary.ts. Most are named after the file that calls them; box, cells, edges, look and patches
// serve several.
export { boxMean } from './box';
export { averageCells, boundCells } from './cells';
export { completeCells, guessCells, setCompletion } from './complete';
export { chooseOptions } from './continuation';
export { countEdges } from './edges';
export { closeArea, negate, spreadNearest } from './enclosed';
export { insetMask } from './inset';
export { levelOut, measureJumps, removeSpecks } from './jumps';
export { toLab, toLightness } from './lab';
export { cutRim, setLayers, uncoverBehind } from './layers';
export { contrastPatches, countPaper, countSteps, measureSteps } from './look';
export { matteRim } from './matte';
export { growHidden, hideRim, smoothHidden } from './occlusion';
export { copyRows, cutStrip, paintBeyond } from './outpaint';
export { measurePatches, spreadPatches, sumPatches } from './patches';
export { chooseSides, enlargePlane, markJumps } from './refine';
export {
  edgeCount,
  findEdges,
  gatherBytes,
  gatherWords,
  growInside,
  growOutside,
  insideCount,
  outsideCount,
} from './rim';
export { assignPixels, joinFragments, moveCentres } from './superpixels';
