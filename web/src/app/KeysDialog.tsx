/** The list of keys, and the switch that turns single keys off. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/light/Dialog";
import { keysAreOn, switchKeys } from "@/lib/keys";

const KEYS = [
  ["Ctrl K", "search"],
  ["/", "filter"],
  ["J K", "move"],
  ["Enter", "open"],
  ["Esc", "back"],
  ["X", "select"],
  ["A", "approve"],
  ["R", "return"],
  ["T", "transfer"],
  ["C", "follow"],
  ["E", "edit"],
  ["[ ]", "neighbours"],
  ["1 – 8", "tabs"],
  ["G W · G A · G L · G S · G Q · G H", "go"],
  ["?", "list"],
] as const;

export default function KeysDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const [on, setOn] = useState(keysAreOn());
  return (
    <Dialog title={t("keys.title")} close={close}>
      <dl style={{ display: "grid", gridTemplateColumns: "auto 1fr", gap: "8px 16px" }}>
        {KEYS.map(([keys, word]) => (
          <div key={word} style={{ display: "contents" }}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(`keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
      <p style={{ marginTop: 16 }}>
        <label>
          <input
            type="checkbox"
            checked={on}
            onChange={() => {
              switchKeys(!on);
              setOn(!on);
            }}
          />{" "}
          {t("keys.on")}
        </label>
      </p>
    </Dialog>
  );
}
