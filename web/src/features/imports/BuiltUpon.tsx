/** What stood in the way of taking an import back: which rows, who, when. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Right, Rows } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { read, type Schemas } from "@/lib/api";
import { moment } from "@/lib/due";
import css from "./imports.module.css";

export function BuiltUpon({ id, count }: { id: string; count: number }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["imports", id, "built", count], queryFn: ({ signal }) => read("/imports/{id}/built-upon", { path: { id }, signal }) });
  return (
    <Card title={t("imports.builtUpon", { count })}>
      <p className={css.body}>{t("imports.builtUponNote")}</p>
      {found.error ? <Failure error={found.error} /> : null}
      {found.isPending ? <Waiting rows={3} /> : null}
      {found.data ? (
        <Rows label={t("imports.builtUpon", { count })} heads={[{ word: t("imports.row"), right: true }, t("imports.about"), t("imports.what"), t("imports.by"), t("imports.at")]}>
          {found.data.map((one, place) => (
            <tr key={place}>
              <Right>{one.row}</Right>
              <td><Thing one={one} /></td>
              <td>{one.leaning_kind ? t("imports.leans", { kind: t(`imports.thing.${one.leaning_kind as "deal"}`, { defaultValue: one.leaning_kind }) }) : t("imports.changed")}</td>
              <td>{one.by_name ?? "—"}</td>
              <td>{one.at ? moment(one.at) : "—"}</td>
            </tr>
          ))}
        </Rows>
      ) : null}
    </Card>
  );
}

function Thing({ one }: { one: Schemas["ImportBuiltUpon"] }) {
  const { t } = useTranslation();
  const word = t(`imports.thing.${one.kind as "deal"}`, { defaultValue: one.kind });
  const deal = one.kind === "deal" ? one.id : one.leaning_kind === "deal" ? one.leaning : undefined;
  const name = one.name ?? "";
  if (deal) return <Link to="/deals/$id" params={{ id: deal }}>{word} {name}</Link>;
  if (one.kind === "account") return <Link to="/accounts/$id" params={{ id: one.id }}>{word} {name}</Link>;
  return <>{word} {name}</>;
}
