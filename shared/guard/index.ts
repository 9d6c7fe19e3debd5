export { findAcrossFields } from './fields.ts';
export { findCardData, type Finding } from './find.ts';
export { growingRun, keptAtMost } from './growing.ts';
export { mask, maskCardData } from './mask.ts';
export { storable, type Storable } from './storable.ts';
