/** Any value of a form, read only: a table as a table, references and files by name. */
import { useTranslation } from "react-i18next";
import { shownValue } from "@/form/shown";
import { type Body, type Field, isEmpty, kindOf } from "@/lib/definition";
import { fullMoment } from "@/lib/due";
import { label } from "@/lib/i18n";
import { priced } from "@/lib/money";
import type { DealView } from "@/features/deal/model";
import { FileName } from "@/form/FileName";
import { FileLink } from "./FileLink";
import { Named } from "./Named";
import css from "./document.module.css";

export function ValueView({ field, value, deal }: { field: Field; value: unknown; deal: DealView }) {
  const { t } = useTranslation();
  const { kind, columns = [] } = kindOf(field.type);
  if (isEmpty(value)) return <>—</>;
  if (kind === "reference" || kind === "references") return <Named field={field} value={value} deal={deal} />;
  if (kind === "file" || kind === "files") {
    const files = (Array.isArray(value) ? value : [value]) as string[];
    return (
      <>
        {files.map((digest, number) => (
          <FileLink key={digest} className={css.fileLink} digest={digest} deal={deal.id}>
            <FileName digest={digest} deal={deal.id} none={t("form.file", { number: number + 1 })} />
          </FileLink>
        ))}
      </>
    );
  }
  if (kind === "date") return <>{String(value)}</>;
  if (kind === "instant") return <>{fullMoment(String(value))}</>;
  if (kind === "price") return <>{priced(value)}</>;
  if (kind !== "table") return <span className={css.value}>{shownValue(field, value, t)}</span>;
  const rows = value as Body[];
  const shown = columns.filter((column) => rows.some((row) => !isEmpty(row[column.key])));
  return (
    <div className={css.tableScroll}>
      <table className={css.table}>
        <thead>
          <tr>
            {shown.map((column) => (
              <th key={column.key} scope="col" className={isNumber(column) ? css.right : undefined}>
                {label(column.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, number) => (
            <tr key={number}>
              {shown.map((column) => (
                <td key={column.key} className={isNumber(column) ? css.right : undefined}>
                  <ValueView field={column} value={row[column.key]} deal={deal} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isNumber(field: Field): boolean {
  return ["money", "price", "quantity", "percent", "integer"].includes(kindOf(field.type).kind);
}
