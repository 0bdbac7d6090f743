/** What became of a paste: how much, what found no place, and the way back. */
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/light/Button";
import { label } from "@/lib/i18n";
import type { Pasted } from "./paste";
import css from "./sheet.module.css";

export function PasteNote({ last, undo, close }: { last: Pasted; undo: () => void; close: () => void }) {
  const { t } = useTranslation();
  const cells = last.left.map((one) => t("form.pasteCell", { row: one.row + 1, column: label(one.column.name), text: one.text })).join("、");
  return (
    <p className={css.pasted} role="status">
      <span>
        {t("form.pasted", { count: last.count })} {cells ? <b>{t("form.pasteLeft", { cells })}</b> : null}
      </span>
      <Button small look="text" onClick={undo}>
        {t("form.undoPaste")}
      </Button>
      <span className="sp" />
      <IconButton icon="close" size={14} label={t("act.close")} onClick={close} />
    </p>
  );
}
