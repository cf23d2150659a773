// What explorers are built of. On the site this is one script shared by all of them.

export { activations, elu, leakyRelu } from "./engine/activations.js";
export { makeBlobs, makeCircles, makeGate, makeMoons, makeSpirals } from "./engine/datasets.js";
export { chainGradients, drawStack, layerByLayer } from "./engine/depth.js";
export { optimizers } from "./engine/by_name.js";
export { Dropout } from "./engine/dropout.js";
export { equations } from "./engine/equations.js";
export { constant, heNormal, heUniform, normal, xavierNormal, xavierUniform } from "./engine/initializers.js";
export { Activation, Affine, Sequential } from "./engine/layers.js";
export {
  BinaryCrossEntropy,
  Huber,
  MeanAbsoluteError,
  MeanSquaredError,
  SoftmaxCrossEntropy,
} from "./engine/losses.js";
export { changeEach, product, transposed } from "./engine/matrices.js";
export { minimize, stepInFull, stepsToSettle } from "./engine/minimize.js";
export { BatchNorm, LayerNorm } from "./engine/normalization.js";
export {
  AdaDelta,
  AdaGrad,
  Adam,
  AdamW,
  Momentum,
  Nadam,
  Nesterov,
  Optimizer,
  RMSProp,
  SGD,
} from "./engine/optimizers.js";
export { Perceptron, novikoff } from "./engine/perceptron.js";
export { fitPolynomial, leastSquares, polynomial } from "./engine/polynomial.js";
export { bestMomentum, divergence } from "./engine/quadratic.js";
export { activationPatterns, planeRegions, segmentRegions } from "./engine/regions.js";
export { fitLine } from "./engine/robust.js";
export { Normals, defaultRng } from "./engine/rng.js";
export { batchDescent, exampleOrder, lineLoss, stepsToShare, varianceShare } from "./engine/sampling.js";
export { cosineDecay, stepDecay, warmup } from "./engine/schedules.js";
export { logSoftmax, softmax } from "./engine/softmax.js";
export { trainTestSplit } from "./engine/split.js";
export { eigenvalues, ravine, saddle, twoMinima } from "./engine/surfaces.js";
export { accuracy, answers, trainEpoch } from "./engine/training.js";
export { drawAnswers, drawClasses } from "./view/answers.js";
export { boundaryShape, directions } from "./view/boundary.js";
export { SurfaceMap } from "./view/contours.js";
export { button, checkboxes, numberField, segmented, slider } from "./view/controls.js";
export { CellMap } from "./view/cellmap.js";
export { bars, beside, bracket, dots, roundDomain } from "./view/distribution.js";
export { drawCurves } from "./view/curves.js";
export { attr, h, svg } from "./view/dom.js";
export { explorer } from "./view/explorer.js";
export { named, ownPaths, subset, vector } from "./view/fields.js";
export { form, seedField } from "./view/form.js";
export { clipLine, isoline } from "./view/geometry.js";
export { DraggableLine, DraggablePoint, grip } from "./view/handle.js";
export { classColors, HeatMap, latticePoints, rampColors } from "./view/heatmap.js";
export { drawLayers, layerPlayer } from "./view/layers.js";
export { ownPoints } from "./view/ownpoints.js";
export { colorRamp, drawIsoline, label, legendLine, legendMark, lineSwatch, mark, nameEnds, swatch, table } from "./view/parts.js";
export { EndNames, LossPlot, drawPaths, lostSince } from "./view/paths.js";
export { player } from "./view/player.js";
export { Plot } from "./view/plot.js";
export { restWatch } from "./view/rest.js";
export { lossText, percent, resultsTable } from "./view/results.js";
export { rows } from "./view/rows.js";
export { clamp, decade, fmt, linear, short, signed, significant, ticks } from "./view/scale.js";
export { select } from "./view/select.js";
export { drawSeries, series, seriesSwatch } from "./view/series.js";
export { Following, Piecewise, Sliced } from "./view/sliced.js";
export { integer, matrix, oneOf, real, same } from "./view/state.js";
export { drawArrow, polyline } from "./view/strokes.js";
export { sweep } from "./view/sweep.js";
export { Tiles } from "./view/tiles.js";
export { UnitMaps } from "./view/unitmaps.js";
export { DraggableValue } from "./view/value_handle.js";
