// The check and its survey in one file: fetched when a task is looked at, precached with the app.
import '../survey/survey.css';

export { PaperScreen } from '../paper/paper-screen.tsx';
export { formInUse } from '../survey/form-shelf.ts';
export { answersFor } from './answers-for.ts';
export { CheckScreen } from './check-screen.tsx';
export { handOver } from './just-begun.ts';
