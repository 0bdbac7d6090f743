/** Price policy: products with their prices in the book in force, what each role may give away, and how a price book changes. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProcessSettings, type PriceTier, Tiers } from "@/features/process/ProcessSettings";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Beside, PageHead, Right, Rows } from "@/light/Page";
import { Empty, Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read, type Row } from "@/lib/api";
import { processQuery } from "@/lib/process";
import { rowsQuery } from "@/lib/reference";
import ExportButton from "../export/ExportButton";
import { type Act, ActDialog } from "./ActDialog";
import { useMay } from "./duties";
import { SettingsNav } from "./SettingsNav";
import css from "./settings.module.css";

interface Price {
  list: string;
  floor: string;
  cost?: string | null;
  standard: boolean;
  vat: string;
}

export type Product = Row<{ code: string; name: string; unit: string; vat: string; spec: string | null; standard: boolean; active: boolean }>;
type Book = Row<{ name: string; lines: Record<string, Price>; published_at: string | null; tax_inclusive: boolean; valid_from: string; valid_to: string | null }>;

const RATES = ["13", "9", "6", "3", "1", "0", "exempt"];

export default function PricesPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [act, setAct] = useState<Act>();
  const { data: process } = useQuery(processQuery);
  const products = useQuery(rowsQuery("/products"));
  const books = useQuery(rowsQuery("/price-books"));
  const [chosen, choose] = useState<string>();
  const all = (books.data ?? []) as unknown as Book[];
  const head = all.find((one) => one.id === chosen) ?? all.find((one) => one.published_at) ?? all[0];
  // The list names the books; the prices come with each.
  const { data: whole } = useQuery({ queryKey: ["reference", "price-book", head?.id], queryFn: async ({ signal }) => (await read("/price-books/{id}", { path: { id: head?.id ?? "" }, signal })) as unknown as Book, enabled: !!head });
  const book = whole ?? head;
  const fault = products.error ?? books.error;
  const rates = RATES.map((key) => ({ key, word: key === "exempt" ? t("price.exempt") : `${key}%` }));
  const add = () => setAct({ path: "/products", type: "create_product", title: t("price.addProduct"), fields: [{ key: "code", word: t("price.code") }, { key: "name", word: t("rule.name") }, { key: "unit", word: t("price.unit") }, { key: "vat", word: t("price.vat"), options: rates }, { key: "standard", word: t("price.standard"), kind: "check" }] });
  const draft = () => setAct({ path: "/price-books", type: "draft_price_book", title: t("price.draftBook"), note: t("price.draftNote"), fields: [{ key: "name", word: t("rule.name") }, { key: "valid_from", word: t("price.from"), kind: "date" }, { key: "tax_inclusive", word: t("price.inclusive"), kind: "check", value: "yes" }] });
  return (
    <>
      <SettingsNav />
      <PageHead title={t("settings.page.prices")} note={t("price.note")}>
        <ExportButton list="products" />
        {may("create_product") ? <Button icon="plus" onClick={add}>{t("price.addProduct")}</Button> : null}
        {may("draft_price_book") ? <Button icon="plus" onClick={draft}>{t("price.draftBook")}</Button> : null}
      </PageHead>
      {fault ? <Failure error={fault} /> : null}
      {products.isPending ? <Waiting rows={8} /> : null}
      <Beside
        wide
        beside={
          process ? (
            <>
              <Card title={t("price.authority")}>
                <Tiers process={process} tiers={(process.settings.prices as { tiers: PriceTier[] }).tiers} />
              </Card>
              <Books books={all} shown={book?.id} show={choose} may={may} act={setAct} />
            </>
          ) : null
        }
      >
        {products.data ? <Products products={products.data as unknown as Product[]} book={book} may={may} act={setAct} /> : null}
        {process ? <ProcessSettings process={process} groups={["prices"]} /> : null}
      </Beside>
      {act ? <ActDialog act={act} close={() => setAct(undefined)} /> : null}
    </>
  );
}

interface Acting {
  may: (command: string) => boolean;
  act: (act: Act) => void;
}

function Products({ products, book, may, act }: { products: Product[]; book?: Book } & Acting) {
  const { t } = useTranslation();
  const costs = Object.values(book?.lines ?? {}).some((line) => line.cost);
  const heads = [t("price.code"), t("rule.name"), { word: t("price.list"), right: true }, { word: t("price.floor"), right: true }, ...(costs ? [{ word: t("price.cost"), right: true }] : []), { word: t("price.vat"), right: true }, ""];
  const price = (product: Product) => book?.lines[product.id];
  const edit = (product: Product) => {
    const line = price(product);
    act({
      path: `/price-books/${book?.id}`,
      type: "set_price_lines",
      version: book?.version,
      title: t("price.setPrice"),
      note: product.name,
      fields: [{ key: "list", word: t("price.list"), value: line?.list }, { key: "floor", word: t("price.floor"), value: line?.floor }],
      body: (values) => ({ lines: { [product.id]: { list: values.list, floor: values.floor, vat: product.vat, standard: product.standard } } }),
    });
  };
  if (!products.length) return <Empty>{t("price.noProducts")}</Empty>;
  return (
    <Card title={book ? book.name : t("price.products")} beside={book ? <BookState book={book} /> : null} actions={<span className="sm mut">{book ? t(book.tax_inclusive ? "price.withTax" : "price.withoutTax") : null}</span>}>
      <Rows label={t("price.products")} heads={heads}>
        {products.map((product) => (
          <tr key={product.id}>
            <td className={css.nowrap}>{product.code}</td>
            <td>
              {product.name} <small className="mut">/ {product.unit}</small> {product.standard ? <Tag tone="blue">{t("price.standard")}</Tag> : null} {product.active ? null : <Tag>{t("price.retired")}</Tag>}
            </td>
            <Right>{money(price(product)?.list)}</Right>
            <Right>{money(price(product)?.floor)}</Right>
            {costs ? <Right>{money(price(product)?.cost)}</Right> : null}
            <Right>{product.vat === "exempt" ? t("price.exempt") : `${product.vat}%`}</Right>
            <td className={css.end}>
              {book && !book.published_at && may("set_price_lines") ? <Button small look="text" onClick={() => edit(product)}>{t("price.setPrice")}</Button> : null}
              {product.active && may("retire_product") ? <Button small look="text" onClick={() => act({ path: `/products/${product.id}`, type: "retire_product", version: product.version, title: t("price.retire"), note: t("price.retireNote", { name: product.name }) })}>{t("price.retire")}</Button> : null}
            </td>
          </tr>
        ))}
      </Rows>
    </Card>
  );
}

/** A price as it came, with its thousands told apart. */
function money(text: string | null | undefined): string {
  if (!text) return "—";
  const [whole = "", fraction] = text.split(".");
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}.${(fraction ?? "").padEnd(2, "0")}`;
}

function BookState({ book }: { book: Book }) {
  const { t } = useTranslation();
  return book.published_at ? <Tag tone="green">{t("price.inForce", { from: book.valid_from })}</Tag> : <Tag tone="amber">{t("price.isDraft")}</Tag>;
}

function Books({ books, shown, show, may, act }: { books: Book[]; shown?: string; show: (id: string) => void } & Acting) {
  const { t } = useTranslation();
  return (
    <Card title={t("price.books")}>
      <ul className={css.changes}>
        {books.map((book) => (
          <li key={book.id}>
            <p>
              <button type="button" className={css.plain} aria-pressed={book.id === shown} onClick={() => show(book.id)}>{book.name}</button> <BookState book={book} />
            </p>
            <p className="sm mut">{t("price.span", { from: book.valid_from, to: book.valid_to ?? t("price.open") })}</p>
            {!book.published_at && may("publish_price_book") ? <Button small onClick={() => act({ path: `/price-books/${book.id}`, type: "publish_price_book", version: book.version, title: t("price.publish"), note: t("price.publishNote") })}>{t("price.publish")}</Button> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
