// Photos, signatures, voice notes and places in one file: fetched when a check shows them, precached with the app.
import './evidence.css';

export { EvidenceStep } from './evidence-step.tsx';
export { KeptPieces } from './kept-pieces.tsx';
export { MediaField } from './media-field.tsx';
export { RemovedPiece } from './removed-piece.tsx';
