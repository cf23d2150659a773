// The optimizers by the names that a state may hold.

import { AdaDelta, AdaGrad, Adam, AdamW, Momentum, Nadam, Nesterov, RMSProp, SGD } from "./optimizers.js";

export const optimizers = { SGD, Momentum, Nesterov, AdaGrad, RMSProp, AdaDelta, Adam, Nadam, AdamW };
