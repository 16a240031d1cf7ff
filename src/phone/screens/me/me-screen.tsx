// 我的: who is working, what has not been handed over, room on the phone, how the app looks, its version, and signing out.
import { useEffect, useState } from 'preact/hooks';
import { spokenName } from '../../../domain/spoken-name.ts';
import { Button } from '../../../ui/button.tsx';
import { Cell, Group, Tag } from '../../../ui/cell.tsx';
import { RadioGroup } from '../../../ui/options.tsx';
import { Progress } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { sayBytes, sayMoment, sayYuan } from '../../../words/common/say.ts';
import { roomLeft } from '../../store/room.ts';
import { installed } from '../door/install.ts';
import { InstallSteps } from '../door/install-hint.tsx';
import { Screen, Tabs } from '../shell/screen.tsx';
import { counts, drafts, evidenceCounts, policy, session } from '../state/archive.ts';
import { attempt } from '../state/attempt.ts';
import { today } from '../state/clock.ts';
import { errand, syncNow } from '../state/errand.ts';
import { formOpen } from '../state/form-open.ts';
import { common, language, speak, THEMES, TYPE_SIZES, theme, typeSize, w } from '../state/look.ts';
import { appKept, takeUpdate, updateWaiting } from '../state/update.ts';
import { APP_VERSION } from '../state/version.ts';
import { LockGroup } from './lock-group.tsx';
import { SignOutSheet } from './sign-out-sheet.tsx';
import { WorkGroup } from './work-group.tsx';

export function MeScreen() {
  const words = w().me;
  const known = session.value;
  const [leaving, setLeaving] = useState(false);
  const [how, setHow] = useState(false);
  const villages = (known?.account.scope ?? [])
    .map((code) => known?.divisions.find((division) => division.code === code))
    .filter((one) => one !== undefined);
  const { unsent, refused } = counts.value;
  return (
    <Screen title={words.title} foot={<Tabs current="/me" />}>
      <Group>
        <Cell note={[known ? common().roles[known.account.role] : '', known?.county.name ?? ''].filter(Boolean).join(w().common.dot)}>
          <b class="big">{known?.account.name}</b>
        </Cell>
        <Cell name={words.account}>{known?.account.login}</Cell>
        <Cell name={words.scope}>{villages.map((village) => spokenName(village)).join(w().common.list)}</Cell>
        <Cell href="/me/password">{w().door.changePassword}</Cell>
        {policy.value ? (
          <Cell name={words.line} note={policy.value.monitoringLineAssumed ? w().task.assumed : null}>
            <span class="num">{sayYuan(policy.value.monitoringLine, language.value)}</span>
          </Cell>
        ) : null}
      </Group>
      <Group title={words.syncing}>
        <Cell
          href="/me/unsent"
          end={
            refused > 0 ? (
              <Tag tone="bad">{w().sync.refused(refused)}</Tag>
            ) : unsent > 0 ? (
              <Tag tone="warn">{w().common.items(unsent)}</Tag>
            ) : (
              <Tag tone="good">0</Tag>
            )
          }
        >
          {words.unsent}
        </Cell>
        {evidenceCounts.value.waiting > 0 ? (
          <Cell
            note={sayBytes(evidenceCounts.value.waitingBytes)}
            end={
              <Tag tone="warn">
                {errand.value.files
                  ? w().sync.sendingFiles(errand.value.files.sent, errand.value.files.total)
                  : w().sync.filesWaiting(evidenceCounts.value.waiting)}
              </Tag>
            }
          >
            {w().sync.files}
          </Cell>
        ) : null}
        {drafts.value.length > 0 ? (
          <Cell href="/me/unsent" end={<Tag>{w().common.items(drafts.value.length)}</Tag>}>
            {words.drafts}
          </Cell>
        ) : null}
        <Cell note={errand.value.lastAt ? w().sync.last(sayMoment(errand.value.lastAt, language.value, today.value)) : w().sync.never}>
          <Button look="outline" wide disabled={errand.value.running} onClick={() => void syncNow()}>
            {errand.value.running ? w().sync.fetching : w().sync.now}
          </Button>
        </Cell>
      </Group>
      <WorkGroup />
      <LockGroup />
      <Storage />
      <Group title={words.display}>
        <RadioGroup
          name="type-size"
          title={words.typeSize}
          value={typeSize.value}
          options={TYPE_SIZES.map((value) => ({ value, word: words.typeSizes[value] }))}
          onChange={(value) => {
            typeSize.value = value;
          }}
        />
        <RadioGroup
          name="theme"
          title={words.theme}
          value={theme.value}
          options={THEMES.map((value) => ({ value, word: words.themes[value] }))}
          onChange={(value) => {
            theme.value = value;
          }}
        />
        <RadioGroup
          name="language"
          title={words.language}
          value={language.value}
          options={[
            { value: 'zh', word: <span lang="zh-CN">中文</span> },
            { value: 'en', word: <span lang="en">English</span> },
          ]}
          onChange={(value) => attempt(() => speak(value))}
        />
      </Group>
      <Group title={words.about}>
        <Cell name={words.version} end={updateWaiting.value ? <Tag tone="warn">{words.update}</Tag> : <Tag tone="plain">{words.upToDate}</Tag>}>
          <span class="num">{APP_VERSION}</span>
        </Cell>
        {appKept.value === 'unknown' ? null : (
          <Cell
            note={appKept.value === 'kept' ? null : words.preparingNote}
            end={appKept.value === 'kept' ? <Tag tone="good">{words.offlineReady}</Tag> : <Tag tone="warn">{words.preparing}</Tag>}
          >
            {words.offline}
          </Cell>
        )}
        {updateWaiting.value ? (
          <Cell note={formOpen.value ? words.updateBusy : words.updateNote}>
            <Button
              look="primary"
              wide
              disabled={formOpen.value}
              onClick={() => void takeUpdate().then((how) => how === 'elsewhere' && toast(words.updateElsewhere))}
            >
              {words.updateNow}
            </Button>
          </Cell>
        ) : null}
        {installed.value ? null : <Cell onClick={() => setHow(true)}>{words.install}</Cell>}
      </Group>
      <div class="pad">
        <Button look="danger" wide onClick={() => setLeaving(true)}>
          {words.signOut}
        </Button>
      </div>
      {leaving ? <SignOutSheet onClose={() => setLeaving(false)} /> : null}
      {how ? <InstallSteps onClose={() => setHow(false)} /> : null}
    </Screen>
  );
}

function Storage() {
  const words = w().me;
  const [room, setRoom] = useState<{ used: number; allowed: number } | null>(null);
  const [stays, setStays] = useState<boolean | null>(null);
  useEffect(() => {
    void roomLeft().then(setRoom);
    const storage = (navigator as { storage?: StorageManager }).storage;
    storage?.persisted?.().then(setStays, () => undefined);
  }, []);
  const free = room ? Math.max(0, room.allowed - room.used) : 0;
  return (
    <Group title={words.storage} foot={stays === null ? null : stays ? words.persisted : words.notPersisted}>
      <Cell note={room && free < 50e6 ? words.storageLow : null}>
        {room ? words.storageUsed(sayBytes(room.used), sayBytes(free)) : words.storageUnknown}
        {room ? <Progress label={words.storage} done={room.used} of={room.allowed} /> : null}
      </Cell>
    </Group>
  );
}
