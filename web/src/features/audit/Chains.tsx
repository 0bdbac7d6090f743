/** The server walks the hash chains of everything recorded; this asks for one stretch after another and shows how far it is. */
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Right, Rows } from "@/light/Page";
import { Empty, Failure } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read, type Schemas } from "@/lib/api";
import { moment } from "@/lib/due";
import css from "./audit.module.css";

type Step = Schemas["ChainsView"];

const KINDS = ["deal", "reference", "journal", "security"] as const;

interface Walk {
  steps: Step[];
  state: "walking" | "done" | "stopped";
  ended?: string;
  error?: unknown;
}

/** Walks stretch by stretch until the end, a fault, or until it is told to stop. */
function useWalk() {
  const [walk, setWalk] = useState<Walk>();
  const stopped = useRef(false);
  const go = async () => {
    stopped.current = false;
    const steps: Step[] = [];
    setWalk({ steps, state: "walking" });
    try {
      let cursor: string | undefined;
      do {
        const step = await read("/chains", { query: { cursor } });
        steps.push(step);
        cursor = step.next ?? undefined;
        setWalk({ steps: [...steps], state: "walking" });
      } while (cursor && !stopped.current);
      setWalk({ steps, state: cursor ? "stopped" : "done", ended: new Date().toISOString() });
    } catch (error) {
      setWalk({ steps, state: "stopped", error });
    }
  };
  return { walk, go: () => void go(), stop: () => (stopped.current = true) };
}

export function Chains() {
  const { t } = useTranslation();
  const { walk, go, stop } = useWalk();
  const walking = walk?.state === "walking";
  return (
    <>
      <div className={css.filters}>
        <Button look="primary" busy={walking} onClick={go}>{t("audit.walk")}</Button>
        {walking ? <Button onClick={stop}>{t("audit.stop")}</Button> : null}
        <span className="sm mut">{t("audit.chainsNote")}</span>
      </div>
      {walk?.error ? <Failure error={walk.error} retry={go} /> : null}
      {walk ? <Found walk={walk} /> : <Empty>{t("audit.notWalked")}</Empty>}
    </>
  );
}

function Found({ walk }: { walk: Walk }) {
  const { t } = useTranslation();
  const broken = walk.steps.flatMap((step) => step.broken.map((one) => ({ ...one, kind: step.kind })));
  return (
    <div role="status">
      <Rows label={t("audit.chains")} heads={[t("audit.chainKind"), { word: t("audit.walked"), right: true }, t("audit.result")]}>
        {KINDS.map((kind) => {
          const those = walk.steps.filter((step) => step.kind === kind);
          const faults = broken.filter((one) => one.kind === kind).length;
          return (
            <tr key={kind}>
              <td>{t(`audit.chain.${kind}`)}</td>
              <Right>{those.reduce((sum, step) => sum + step.checked, 0)}</Right>
              <td>{faults ? <Tag tone="red">{t("audit.broken", { count: faults })}</Tag> : those.length ? <Tag tone="green" icon="ok">{t("audit.whole")}</Tag> : <span className="mut">—</span>}</td>
            </tr>
          );
        })}
      </Rows>
      {broken.length ? (
        <Rows label={t("audit.brokenList")} heads={[t("audit.chainKind"), t("audit.chainName"), t("audit.at")]}>
          {broken.map((one) => (
            <tr key={`${one.kind}${one.chain}`}>
              <td>{t(`audit.chain.${one.kind as "deal"}`)}</td>
              <td>
                <code>{one.chain}</code>
              </td>
              <td>{t("audit.fromEntry", { seq: one.seq })}</td>
            </tr>
          ))}
        </Rows>
      ) : null}
      <p className={css.verdict}>
        {walk.state === "done" && !broken.length ? <Tag tone="green" icon="ok">{t("audit.allWhole", { at: moment(walk.ended ?? "") })}</Tag> : null}
        {walk.state === "stopped" ? <Tag tone="amber">{t("audit.notAll")}</Tag> : null}
      </p>
    </div>
  );
}
