// The phone's screens and the paths that lead to them.
import { LocationProvider, Route, Router } from 'preact-iso/router';
import { Button } from '../../ui/button.tsx';
import { Empty, Failed, Skeleton } from '../../ui/states.tsx';
import { ToastRegion } from '../../ui/toast.tsx';
import { LockScreen } from './door/lock-screen.tsx';
import { SignInScreen } from './door/sign-in-screen.tsx';
import { HouseholdsScreen } from './households/households-screen.tsx';
import { AbsentSheet } from './shell/absent-sheet.tsx';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { later, laterInCheck } from './shell/later.tsx';
import { noteVisit, Screen } from './shell/screen.tsx';
import { failure, phase } from './state/archive.ts';
import { formOpen } from './state/form-open.ts';
import { w } from './state/look.ts';
import { TasksScreen } from './tasks/tasks-screen.tsx';

const TaskScreen = later((file) => file.TaskScreen);
const CheckScreen = laterInCheck((file) => file.CheckScreen);
const PaperScreen = laterInCheck((file) => file.PaperScreen);
const HandedInScreen = later((file) => file.HandedInScreen);
const HouseholdScreen = later((file) => file.HouseholdScreen);
const MeScreen = later((file) => file.MeScreen);
const UnsentScreen = later((file) => file.UnsentScreen);
const PasswordScreen = later((file) => file.PasswordScreen);
const NewPinScreen = later((file) => file.NewPinScreen);
const ChangePinScreen = later((file) => file.ChangePinScreen);
const RevokedScreen = later((file) => file.RevokedScreen);

function NotFound() {
  return (
    <Screen title={w().states.notFound}>
      <Empty title={w().states.notFound}>
        <Button look="primary" href="/">
          {w().states.home}
        </Button>
      </Empty>
    </Screen>
  );
}

function StorageFailed({ onAgain }: { onAgain: () => void }) {
  return (
    <div class="screen">
      <main class="scroll">
        <Failed title={w().states.failedTitle}>
          <p>{w().states.failures[failure.value]}</p>
          {failure.value === 'broken' || failure.value === 'full' ? <p>{w().states.failedNote}</p> : null}
          <Button look="primary" onClick={onAgain}>
            {w().states.again}
          </Button>
        </Failed>
      </main>
    </div>
  );
}

/** An open check is never taken away for a failure of the storage: what was typed stands on it, and it says itself what is wrong. */
export function App({ onAgain }: { onAgain: () => void }) {
  return (
    <LocationProvider>
      <ErrorBoundary>
        {phase.value === 'starting' ? (
          <div class="screen">
            <Skeleton label={w().common.loading} />
          </div>
        ) : phase.value === 'failed' && !formOpen.value ? (
          <StorageFailed onAgain={onAgain} />
        ) : phase.value === 'signedOut' ? (
          <SignInScreen />
        ) : phase.value === 'locked' ? (
          <LockScreen />
        ) : phase.value === 'newPin' ? (
          <NewPinScreen />
        ) : phase.value === 'revoked' ? (
          <RevokedScreen />
        ) : (
          <Router onRouteChange={noteVisit}>
            <Route path="/" component={TasksScreen} />
            <Route path="/tasks/:id" component={TaskScreen} />
            <Route path="/check/:taskId" component={CheckScreen} />
            <Route path="/handed-in/:taskId" component={HandedInScreen} />
            <Route path="/paper/:kind/:id" component={PaperScreen} />
            <Route path="/households" component={HouseholdsScreen} />
            <Route path="/households/:id" component={HouseholdScreen} />
            <Route path="/me" component={MeScreen} />
            <Route path="/me/unsent" component={UnsentScreen} />
            <Route path="/me/password" component={PasswordScreen} />
            <Route path="/me/pin" component={ChangePinScreen} />
            <Route path="/sign-in" component={SignInScreen} />
            <Route default component={NotFound} />
          </Router>
        )}
        <AbsentSheet />
      </ErrorBoundary>
      <ToastRegion />
    </LocationProvider>
  );
}
