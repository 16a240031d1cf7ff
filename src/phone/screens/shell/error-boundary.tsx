// A screen that breaks says so and offers a way out; what was filled in is kept by the store, not by the screen.
import { Component, type ComponentChildren } from 'preact';
import { Button } from '../../../ui/button.tsx';
import { Failed } from '../../../ui/states.tsx';
import { w } from '../state/look.ts';

export class ErrorBoundary extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const words = w().states;
    return (
      <div class="screen">
        <main class="scroll">
          <Failed title={words.crash}>
            <p>{words.crashNote}</p>
            <Button look="primary" onClick={() => this.setState({ broken: false })}>
              {words.again}
            </Button>
            <Button
              look="outline"
              onClick={() => {
                location.href = '/';
              }}
            >
              {words.home}
            </Button>
          </Failed>
        </main>
      </div>
    );
  }
}
