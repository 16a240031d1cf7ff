// The check and its survey in one file: fetched when a task is looked at, precached with the app.
import '../survey/survey.css';
import { laterInEvidence } from '../shell/later.tsx';
import { MEDIA } from '../survey/media-slot.ts';
import { EVIDENCE } from './evidence-slot.ts';

EVIDENCE.view = laterInEvidence((file) => file.EvidenceStep);
EVIDENCE.removed = laterInEvidence((file) => file.RemovedPiece);
MEDIA.field = laterInEvidence((file) => file.MediaField);

export { PaperScreen } from '../paper/paper-screen.tsx';
export { formInUse } from '../survey/form-shelf.ts';
export { answersFor, forgetAhead, layOutAhead, surveyAhead } from './answers-for.ts';
export { CheckScreen } from './check-screen.tsx';
export { computeAhead, forgetComputed, layReady, makeReady, surveyComputed } from './ready-check.ts';
export { rehearse } from './rehearse.tsx';
