// The desk as a whole: who is signed in decides what is shown; pages are found by their address.

import { useEffect, useState } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { Button } from '../ui/button.tsx';
import { Empty, Skeleton } from '../ui/states.tsx';
import { ToastRegion } from '../ui/toast.tsx';
import { type Failure, session, sessionExpired } from './call.ts';
import { Frame } from './frame.tsx';
import { language, words } from './language.ts';
import { AccountsPage } from './pages/accounts.tsx';
import { AuditPage } from './pages/audit.tsx';
import { CasePage } from './pages/case.tsx';
import { CasesPage } from './pages/cases.tsx';
import { ComparisonsPage } from './pages/comparisons.tsx';
import { ConflictsPage } from './pages/conflicts.tsx';
import { DevicesPage } from './pages/devices.tsx';
import { DispatchPage } from './pages/dispatch.tsx';
import { FormPage } from './pages/form.tsx';
import { FormsPage } from './pages/forms.tsx';
import { ImportPage } from './pages/import.tsx';
import { ImportsPage } from './pages/imports.tsx';
import { OutcomesPage } from './pages/outcomes.tsx';
import { OverviewPage } from './pages/overview.tsx';
import { PaperPage } from './pages/paper.tsx';
import { PasswordForm } from './pages/password.tsx';
import { PolicyPage } from './pages/policy.tsx';
import { QualityPage } from './pages/quality.tsx';
import { ReviewPage } from './pages/review.tsx';
import { SetUpPage } from './pages/set-up.tsx';
import { ExpiredDialog, SignInPage } from './pages/sign-in.tsx';
import { TasksPage } from './pages/tasks.tsx';
import { homeOf, mayOpen, PAGES, type PageName } from './roles.ts';
import { loadSession } from './sign-in.ts';
import { FailedReading, Page } from './widgets/page.tsx';

export function App() {
  useEffect(() => {
    document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
  }, [language.value]);
  return (
    <LocationProvider scope="/desk">
      <Gate />
      {sessionExpired.value ? <ExpiredDialog /> : null}
      <ToastRegion />
    </LocationProvider>
  );
}

function Gate() {
  const { path } = useLocation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const ask = (): void => {
    setFailure(null);
    void loadSession().then(setFailure);
  };
  const settingUp = path === '/desk/setup';
  useEffect(() => {
    if (!settingUp) ask();
  }, [settingUp]);

  if (settingUp) return <SetUpPage />;
  const who = session.value;
  if (failure && !who) {
    return (
      <main class="alone">
        <FailedReading failure={failure} onRetry={ask} />
      </main>
    );
  }
  if (who === undefined) {
    return (
      <main class="alone">
        <Skeleton label={words().states.loading} />
      </main>
    );
  }
  if (who === null) return <SignInPage />;
  if (who.mustChangePassword) {
    return (
      <main class="alone">
        <PasswordForm must />
      </main>
    );
  }
  if (who.account.role === 'collector') return <CollectorHere />;
  return (
    <Frame>
      <Router>
        <Route path="/desk" component={Home} />
        <Route path="/desk/imports" component={guard('imports', ImportsPage)} />
        <Route path="/desk/imports/:id" component={guard('imports', ImportPage)} />
        <Route path="/desk/dispatch" component={guard('dispatch', DispatchPage)} />
        <Route path="/desk/tasks" component={guard('tasks', TasksPage)} />
        <Route path="/desk/paper/:kind/:id" component={guard('review', PaperPage)} />
        <Route path="/desk/review" component={guard('review', ReviewPage)} />
        <Route path="/desk/outcomes" component={guard('outcomes', OutcomesPage)} />
        <Route path="/desk/conflicts" component={guard('conflicts', ConflictsPage)} />
        <Route path="/desk/cases" component={guard('cases', CasesPage)} />
        <Route path="/desk/cases/:id" component={guard('cases', CasePage)} />
        <Route path="/desk/comparisons" component={guard('comparisons', ComparisonsPage)} />
        <Route path="/desk/quality" component={guard('quality', QualityPage)} />
        <Route path="/desk/audit" component={guard('audit', AuditPage)} />
        <Route path="/desk/policy" component={guard('policy', PolicyPage)} />
        <Route path="/desk/policy/forms" component={guard('policy', FormsPage)} />
        <Route path="/desk/policy/forms/:hash" component={guard('policy', FormPage)} />
        <Route path="/desk/accounts" component={guard('accounts', AccountsPage)} />
        <Route path="/desk/devices" component={guard('devices', DevicesPage)} />
        <Route default component={Lost} />
      </Router>
    </Frame>
  );
}

type PageComponent = () => preact.JSX.Element | null;
const guarded = new Map<PageName | PageComponent, PageComponent>();

/** The page where the role may open it, a clear no where it may not. One component a page, so that it keeps its state. */
function guard(name: PageName, Inner: PageComponent): PageComponent {
  const known = guarded.get(Inner);
  if (known) return known;
  const Guarded: PageComponent = () => {
    const role = session.value?.account.role;
    return role && mayOpen(name, role) ? <Inner /> : <Closed />;
  };
  guarded.set(Inner, Guarded);
  return Guarded;
}

/** The overview; departments and administrators are taken to the page of their own work. */
function Home() {
  const { route } = useLocation();
  const role = session.value?.account.role;
  const home = role ? homeOf(role) : PAGES.overview.path;
  const elsewhere = home !== PAGES.overview.path;
  useEffect(() => {
    if (elsewhere) route(home, true);
  }, [elsewhere, home, route]);
  return elsewhere ? null : <OverviewPage />;
}

function Closed() {
  const w = words();
  return (
    <Page title={w.states.noPermission}>
      <Empty title={w.states.noPermission} icon="warn">
        <p>{w.states.noPermissionNote}</p>
        <Button href={PAGES.overview.path} look="outline">
          {w.nav.overview}
        </Button>
      </Empty>
    </Page>
  );
}

function Lost() {
  const w = words();
  return (
    <Page title={w.states.notFound}>
      <Empty title={w.states.notFound} icon="warn">
        <p>{w.states.notFoundNote}</p>
        <Button href={PAGES.overview.path} look="outline">
          {w.nav.overview}
        </Button>
      </Empty>
    </Page>
  );
}

function CollectorHere() {
  const w = words();
  return (
    <main class="alone">
      <Empty title={w.states.collectorTitle} icon="phone">
        <p>{w.states.collectorNote}</p>
        <a class="btn btn-primary" href="/" target="_top">
          {w.act.phone}
        </a>
      </Empty>
    </main>
  );
}
