/** A quotation as the customer gets it, on paper only: what is for our own eyes (floor, discount and its reason, margin) is not on it. */
import { useTranslation } from "react-i18next";
import { type Body, type DocumentForm, type Field, isEmpty, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import type { DealView, DocumentView } from "@/features/deal/model";
import { ValueView } from "./ValueView";
import css from "./print.module.css";

const HEAD = ["quote_date", "valid_until", "buyer_name", "buyer_uscc", "contact", "currency"];
const COLUMNS = ["item_name", "spec", "unit", "quantity", "unit_price", "vat_rate", "amount_gross", "delivery_days", "note"];
const SUMS = ["subtotal_net", "tax_total", "total_gross", "total_in_words"];
const TERMS = ["payment_terms", "deposit_type", "delivery_period", "delivery_place", "freight", "warranty", "invoice_type", "special_terms"];

interface Props {
  deal: DealView;
  form: DocumentForm;
  shown: DocumentView;
  value: Body;
}

export function QuotePaper({ deal, form, shown, value }: Props) {
  const { t } = useTranslation();
  const fields = form.sections.flatMap((section) => section.fields);
  const of = (keys: string[]) => keys.flatMap((key) => fields.find((field) => field.key === key && !isEmpty(value[key])) ?? []);
  const lines = fields.find((field) => field.key === "lines");
  const seller = fields.find((field) => field.key === "seller_entity");
  return (
    <article className={css.customer}>
      <header>
        <h2>{seller ? <ValueView field={seller} value={value.seller_entity} deal={deal} /> : null}</h2>
        <h1>{label(form.name)}</h1>
        <p>
          {shown.number} V{shown.revision}
        </p>
      </header>
      <Entries fields={of(HEAD)} value={value} deal={deal} />
      {lines ? <ValueView field={only(lines, COLUMNS)} value={value.lines} deal={deal} /> : null}
      <Entries fields={of(SUMS)} value={value} deal={deal} />
      <Entries fields={of(TERMS)} value={value} deal={deal} />
      <footer>
        {[t("document.sealOurs"), t("document.sealTheirs")].map((who) => (
          <p key={who}>
            {who}
            <span>{t("document.signDate")}</span>
          </p>
        ))}
      </footer>
    </article>
  );
}

function Entries({ fields, value, deal }: { fields: Field[]; value: Body; deal: DealView }) {
  return (
    <dl>
      {fields.map((field) => (
        <div key={field.key} className={["table", "text"].includes(kindOf(field.type).kind) ? css.wide : undefined}>
          <dt>{label(field.name)}</dt>
          <dd>
            <ValueView field={field} value={value[field.key]} deal={deal} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A table with these columns alone. */
function only(field: Field, keys: string[]): Field {
  const columns = kindOf(field.type).columns ?? [];
  return { ...field, type: { table: keys.flatMap((key) => columns.find((column) => column.key === key) ?? []) } };
}
