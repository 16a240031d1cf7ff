// Walking a case: where its history has brought it, and whether an act may follow. One function for server, desk and phone.
import type { Role } from '../account.ts';
import type { CaseAct, CaseEntry } from './act.ts';
import { ACTS, type CaseEnd, type CaseProcedure, type CaseStep, PROCEDURES, stepAfter } from './step.ts';

export interface CasePlace {
  procedure: CaseProcedure;
  /** The last step that stands; null before the case is opened. */
  done: CaseStep | null;
  ended: CaseEnd | null;
  greenChannel: boolean;
  /** The step that was asked for again and has not been taken again yet. */
  backAt: CaseStep | null;
  /** The day the notice was hung up in this pass; null while none hangs. */
  postedOn: string | null;
  /** Objections raised, by id, with what was found; null while nobody has answered. */
  objections: ReadonlyMap<string, 'dismissed' | 'upheld' | null>;
}

/** Why an act may not be done now, as a closed list; the words are in the dictionaries. */
export type CaseObstacle =
  | 'ended'
  | 'notNext'
  | 'notYours'
  | 'fewVisitors'
  | 'nobodyAsked'
  | 'refusedToSign'
  | 'signatureMissing'
  | 'unanswered'
  | 'unexplained'
  | 'votesTooMany'
  | 'notPosted'
  | 'alreadyPosted'
  | 'noticeTooShort'
  | 'objectionOpen'
  | 'objectionUpheld'
  | 'noSuchObjection'
  | 'notEarlier'
  | 'notEligible'
  | 'dayAhead';

/** What the walker can't know from the case's own history. */
export interface CaseGiven {
  by: Role | 'system';
  /** The server's day in China. */
  today: string;
  /** 公示 at least so many days (policy, default 5). */
  noticeDays: number;
  /** Ids of the household's members who are of age and at home: each must be asked. */
  adults: readonly string[];
  /** Comparison answers still missing, and hits nobody has explained. */
  unanswered: number;
  unexplained: number;
  /** For the approvals and registration of an elimination: whether every condition of policy holds today. */
  eligible: boolean;
}

export const BEFORE_OPENING = (procedure: CaseProcedure): CasePlace => ({
  procedure,
  done: null,
  ended: null,
  greenChannel: false,
  backAt: null,
  postedOn: null,
  objections: new Map(),
});

/** 入户核查 needs two visitors at least (workflow, step 2). */
const LEAST_VISITORS = 2;
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** The day an act says it happened on; null when it names none. */
function dayOf(act: CaseAct): string | null {
  if (act.act === 'appraise') return act.heldOn;
  if (act.act === 'post') return act.postedOn;
  if (act.act === 'publish') return act.takenDownOn;
  if (act.act === 'object') return act.raisedOn;
  if (act.act === 'register') return act.announcedOn;
  return null;
}

/** The vote carries when more are for than against: a tie does not. */
export const isCarried = ({ votesFor, votesAgainst }: { votesFor: number; votesAgainst: number }): boolean => votesFor > votesAgainst;

function obstacleOfContent(place: CasePlace, act: CaseAct, given: CaseGiven): CaseObstacle | null {
  switch (act.act) {
    case 'visit':
      return new Set(act.visitors.map((name) => name.trim()).filter(Boolean)).size < LEAST_VISITORS ? 'fewVisitors' : null;
    case 'authorize': {
      const asked = new Set(act.signers.map(({ memberId }) => memberId));
      if (act.signers.length === 0 || given.adults.some((id) => !asked.has(id))) return 'nobodyAsked';
      if (act.signers.some(({ answer }) => answer === 'refused')) return 'refusedToSign';
      if (!act.signers.some(({ answer }) => answer === 'signed' || answer === 'standIn')) return 'signatureMissing';
      const unsigned = act.signers.some(
        ({ answer, signatureId, fingerprintId }) =>
          (answer === 'signed' && signatureId === null) || (answer === 'standIn' && (signatureId === null || fingerprintId === null)),
      );
      return unsigned ? 'signatureMissing' : null;
    }
    case 'compare':
      if (given.unanswered > 0) return 'unanswered';
      return given.unexplained > 0 ? 'unexplained' : null;
    case 'appraise':
      return act.votesFor + act.votesAgainst > act.present ? 'votesTooMany' : null;
    case 'post':
      return place.postedOn === null ? null : 'alreadyPosted';
    case 'publish': {
      if (place.postedOn === null) return 'notPosted';
      if (daysBetween(place.postedOn, act.takenDownOn) < given.noticeDays) return 'noticeTooShort';
      return obstacleOfObjections(place);
    }
    case 'answerObjection':
      return place.objections.get(act.objectionId) === null ? null : 'noSuchObjection';
    case 'approveTownship':
    case 'approveCounty':
    case 'register':
      if (place.procedure === 'elimination' && !given.eligible) return 'notEligible';
      return obstacleOfObjections(place);
    case 'goBack': {
      const order = PROCEDURES[place.procedure];
      const [to, at] = [order.indexOf(act.to), place.done === null ? -1 : order.indexOf(place.done)];
      // The signal itself can't be asked for again; the step last done can: it is an earlier one than that which waits.
      return to < 1 || to > at ? 'notEarlier' : null;
    }
    default:
      return null;
  }
}

function obstacleOfObjections({ objections }: CasePlace): CaseObstacle | null {
  const found = [...objections.values()];
  if (found.includes(null)) return 'objectionOpen';
  return found.includes('upheld') ? 'objectionUpheld' : null;
}

/** Null when the act may be done at this place, else why not. */
export function obstacleTo(place: CasePlace, act: CaseAct, given: CaseGiven): CaseObstacle | null {
  const row = ACTS[act.act];
  if (place.ended !== null) return 'ended';
  if (!row.by.includes(given.by)) return 'notYours';
  if (row.takes !== undefined && stepAfter(place.procedure, place.done) !== row.takes) return 'notNext';
  if (row.takes === undefined && place.done === null) return 'notNext';
  if (row.after !== undefined && (place.done === null || !row.after.includes(place.done))) return 'notNext';
  const day = dayOf(act);
  if (day !== null && day > given.today) return 'dayAhead';
  return obstacleOfContent(place, act, given);
}

/** Where an act leads. The act must have been allowed: this only moves. */
export function afterAct(place: CasePlace, act: CaseAct): CasePlace {
  const row = ACTS[act.act];
  switch (act.act) {
    case 'appraise':
      // A vote that does not carry is kept, and the step stays open: it is held again, or the case ends.
      return isCarried(act) ? taken(place, 'appraised') : place;
    case 'post':
      return { ...place, postedOn: act.postedOn };
    case 'object':
      return { ...place, objections: new Map([...place.objections, [act.id, null]]) };
    case 'answerObjection':
      return { ...place, objections: new Map([...place.objections, [act.objectionId, act.answer]]) };
    case 'goBack': {
      const order = PROCEDURES[place.procedure];
      // The notice is hung anew in the next pass; objections are settled by going back, and stay in the history.
      return { ...place, done: order[order.indexOf(act.to) - 1] ?? null, backAt: act.to, postedOn: null, objections: new Map() };
    }
    case 'openGreenChannel':
      return { ...place, greenChannel: true };
    default: {
      const moved = row.takes === undefined ? place : taken(place, row.takes);
      return row.ends === undefined ? moved : { ...moved, ended: row.ends };
    }
  }
}

const taken = (place: CasePlace, step: CaseStep): CasePlace => ({ ...place, done: step, backAt: place.backAt === step ? null : place.backAt });

/** Where a history has brought a case. */
export const placeOf = (procedure: CaseProcedure, history: readonly Pick<CaseEntry, 'act'>[]): CasePlace =>
  history.reduce((place, entry) => afterAct(place, entry.act), BEFORE_OPENING(procedure));
