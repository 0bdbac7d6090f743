/** Two people changed the same: what one typed and what stands now, to choose from. Nothing typed is lost. */
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import css from "./account.module.css";

interface Props {
  rows: { name: string; mine: string; theirs: string }[];
  /** Goes on with what stands. */
  take: () => void;
  /** Goes on with what was typed, upon what stands. */
  insist: () => void;
  close: () => void;
}

export function Compare({ rows, take, insist, close }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t("account.conflict")}
      close={close}
      foot={
        <>
          <Button look="primary" onClick={insist}>{t("account.keepMine")}</Button>
          <Button onClick={take}>{t("account.takeTheirs")}</Button>
        </>
      }
    >
      <table className={css.compare}>
        <thead>
          <tr>
            <th>{t("account.field")}</th>
            <th>{t("account.mine")}</th>
            <th>{t("account.theirs")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th>{row.name}</th>
              <td>{row.mine || "—"}</td>
              <td>{row.theirs || "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
